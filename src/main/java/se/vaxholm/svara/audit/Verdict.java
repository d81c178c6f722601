package se.vaxholm.svara.audit;

/** What an auditor makes of a case. */
enum Verdict {
    OK("done"),
    REMARK("soon"),
    DEVIATION("late");

    private final String look;

    Verdict(String look) {
        this.look = look;
    }

    /** The look of its tag. */
    public String look() {
        return look;
    }
}
