package se.vaxholm.svara.organisation;

/** When a unit wants to hear by mail that work has come (G20). */
public enum ArrivalNotice {
    AT_ONCE,
    MORNING,
    OFF
}
