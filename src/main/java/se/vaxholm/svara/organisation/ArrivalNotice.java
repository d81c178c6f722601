package se.vaxholm.svara.organisation;

/** Whether a unit wants to hear by mail that work has come (G20). */
public enum ArrivalNotice {
    AT_ONCE,
    OFF
}
