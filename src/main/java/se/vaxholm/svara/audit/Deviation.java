package se.vaxholm.svara.audit;

/** What is not as it should be in a case, or what somebody has done by hand and an auditor wants to see. */
public enum Deviation {
    /** By the guideline's days, to midnight: each time that the case was open counts by itself (G3). */
    LATE("""
            (e.last_day_on < coalesce((e.first_response_at at time zone 'Europe/Stockholm')::date, :today)
                or exists (select 1 from reopening r where r.enquiry_id = e.id
                    and r.last_day_on < (coalesce(r.first_response_at, r.closed_at) at time zone 'Europe/Stockholm')::date))"""),
    COUNTED_AS_LATE,
    PROMISE_BROKEN,
    CLOCK_NEVER_STOPPED(
            "(e.closed_at is not null and e.first_response_at is null or " + journalled("CLOCK_NEVER_STOPPED") + ")"),
    LETTER_REFUSED,
    SENT_BY_MISTAKE,
    DETAILS_CORRECTED,
    INTERVENED,
    PROCESS_MIGRATED;

    private final String condition;

    Deviation(String condition) {
        this.condition = condition;
    }

    /** One that the journal tells of by its own name. */
    Deviation() {
        this.condition = journalled(name());
    }

    /** Asked for once for all cases: few have it. */
    private static String journalled(String what) {
        return "e.id in (select j.enquiry_id from journal_entry j where j.what = '" + what + "')";
    }

    /** By which cases are found, as SQL over the enquiry {@code e} on the day {@code :today}. */
    String condition() {
        return condition;
    }
}
