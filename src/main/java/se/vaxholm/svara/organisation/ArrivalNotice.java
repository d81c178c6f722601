package se.vaxholm.svara.organisation;

/** Whether and when a unit's mailbox hears that work has come (G20). */
public enum ArrivalNotice {
    AT_ONCE,
    /** One mail in the morning, with how many wait. */
    MORNING,
    OFF
}
