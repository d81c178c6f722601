package se.vaxholm.svara.process;

/** The variables that models and code share: ids, decisions and dates, nothing personal. */
final class Variables {

    static final String ENQUIRY_ID = "enquiryId";
    static final String CHANNEL = "channel";
    static final String KIND = "kind";
    static final String CATEGORY_ID = "categoryId";
    static final String LEGAL_KIND = "legalKind";
    static final String TOPICS = "topics";
    static final String ANSWERED_ON_THE_SPOT = "answeredOnTheSpot";
    static final String UNIT = "unit";
    static final String UNIT_MISSING = "unitMissing";
    static final String WORKING_DAYS = "workingDays";
    static final String ANSWER_DUE_AT = "answerDueAt";
    static final String REMIND_AT = "remindAt";
    static final String OUTCOME = "outcome";

    /** How the case stands, as the step seeResult has read it. */
    static final String RESULT = "result";

    static final String PROMISED = "promised";
    static final String PROMISE_DUE_AT = "promiseDueAt";
    static final String PROMISE_REMIND_AT = "promiseRemindAt";
    static final String PROMISE_BROKEN_AT = "promiseBrokenAt";
    static final String HANDED_OVER = "handedOver";
    static final String ACCEPT_BY = "acceptBy";
    static final String DESTINATION = "destination";
    static final String WATCH_UNTIL = "watchUntil";
    static final String WATCHED = "watched";

    /** True as long as a question of ours to the asker is open; Tasklist's list of such cases goes by it. */
    static final String WAITING_FOR_ASKER = "waitingForAsker";

    static final String FOLLOW_UP_UNTIL = "followUpUntil";
    static final String CONTACT_WANTED = "contactWanted";
    static final String REPLY_WAITS = "replyWaits";
    static final String MANAGER_GROUP = "managerGroup";
    static final String REPLY = "reply";

    /** What it is that goes out: the answer, or word of another kind. */
    static final String LETTER = "letter";

    static final String LEVEL = "level";
    static final String ESCALATION_GROUP = "escalationGroup";
    static final String ESCALATION_HOURS = "escalationHours";
    static final String ESCALATION_UNTIL = "escalationUntil";

    private Variables() {}
}
