package se.vaxholm.svara.security;

/** What Tasklist asks of Camunda's own addresses when an officer works in it; everything else of them is shut to officers. */
final class TasklistAddresses {

    private static final String ENGINE = "/camunda/api/engine/engine/{engine}";

    /** The application itself, who is signed in, and of tasks what the engine's authorizations let this person see. */
    static final String[] READ = {
        "/camunda/app/tasklist/**",
        "/camunda/lib/**",
        "/camunda/assets/**",
        "/camunda/favicon.ico",
        "/camunda/api/tasklist/plugin/{plugin}/static/**",
        "/camunda/api/admin/auth/user/{engine}",
        "/camunda/api/engine/engine/",
        ENGINE + "/user/{id}/profile",
        ENGINE + "/filter",
        ENGINE + "/filter/count",
        ENGINE + "/filter/{id}",
        ENGINE + "/filter/{id}/count",
        ENGINE + "/filter/{id}/list",
        ENGINE + "/task",
        ENGINE + "/task/count",
        ENGINE + "/task/{id}",
        ENGINE + "/task/{id}/form",
        ENGINE + "/task/{id}/form-variables",
        ENGINE + "/task/{id}/identity-links",
        ENGINE + "/task/{id}/comment",
        ENGINE + "/history/user-operation",
        ENGINE + "/history/user-operation/count"
    };

    /** What Tasklist asks before it shows a button. */
    static final String[] ASKED_WHAT_IS_ALLOWED = {ENGINE + "/filter", ENGINE + "/filter/{id}"};

    /** Two questions that are posted, and the four deeds. */
    static final String[] WRITTEN = {
        ENGINE + "/filter/{id}/list",
        ENGINE + "/filter/{id}/count",
        ENGINE + "/task/{id}/claim",
        ENGINE + "/task/{id}/unclaim",
        ENGINE + "/task/{id}/complete",
        ENGINE + "/task/{id}/submit-form"
    };

    private TasklistAddresses() {}
}
