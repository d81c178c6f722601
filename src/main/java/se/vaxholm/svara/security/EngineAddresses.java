package se.vaxholm.svara.security;

/**
 * The short list: which of Camunda's own addresses are open, to officers in Tasklist, to the administrator in Cockpit and to
 * machines. Whatever is not on it is shut, above all the ways to change a case, which write people's words into the engine's
 * history or go round the rules. What somebody sees behind an open address, the engine's authorizations decide.
 */
final class EngineAddresses {

    private static final String WEBAPP = "/camunda/api/engine/engine/{engine}";
    private static final String COCKPIT = "/camunda/api/cockpit/plugin/base/{engine}";

    /** Camunda's own sign-in, sign-out and set-up: Keycloak alone says who somebody is. */
    static final String[] SHUT_TO_ALL = {
        "/camunda/api/admin/auth/user/{engine}/login/**",
        "/camunda/api/admin/auth/user/{engine}/logout/**",
        "/camunda/api/admin/setup/**",
        "/camunda/app/admin/{engine}/setup/**",
        WEBAPP + "/identity/verify"
    };

    /** The application itself, who is signed in, and of tasks what the engine's authorizations let this person see. */
    static final String[] TASKLIST_READS = {
        "/camunda/app/tasklist/**",
        "/camunda/lib/**",
        "/camunda/assets/**",
        "/camunda/favicon.ico",
        "/camunda/api/tasklist/plugin/{plugin}/static/**",
        "/camunda/api/admin/auth/user/{engine}",
        "/camunda/api/engine/engine/",
        WEBAPP + "/user/{id}/profile",
        WEBAPP + "/filter",
        WEBAPP + "/filter/count",
        WEBAPP + "/filter/{id}",
        WEBAPP + "/filter/{id}/count",
        WEBAPP + "/filter/{id}/list",
        WEBAPP + "/task",
        WEBAPP + "/task/count",
        WEBAPP + "/task/{id}",
        WEBAPP + "/task/{id}/form",
        WEBAPP + "/task/{id}/form-variables",
        WEBAPP + "/task/{id}/identity-links",
        WEBAPP + "/task/{id}/comment",
        WEBAPP + "/history/user-operation",
        WEBAPP + "/history/user-operation/count"
    };

    /** What Tasklist asks before it shows a button. */
    static final String[] TASKLIST_OPTIONS = {WEBAPP + "/filter", WEBAPP + "/filter/{id}"};

    /** Two questions that are posted, and the four deeds. */
    static final String[] TASKLIST_POSTS = {
        WEBAPP + "/filter/{id}/list",
        WEBAPP + "/filter/{id}/count",
        WEBAPP + "/task/{id}/claim",
        WEBAPP + "/task/{id}/unclaim",
        WEBAPP + "/task/{id}/complete",
        WEBAPP + "/task/{id}/submit-form"
    };

    /** The administrator's questions: Cockpit and Admin post those that may be long. */
    static final String[] COCKPIT_POSTS = {
        WEBAPP + "/{of:execution|external-task|group|job|job-definition|process-instance|task|variable-instance}",
        WEBAPP + "/{of:execution|external-task|group|job|job-definition|process-instance|task|variable-instance}/count",
        WEBAPP
                + "/history/{of:activity-instance|detail|external-task-log|job-log|process-instance|task|variable-instance}",
        WEBAPP
                + "/history/{of:activity-instance|external-task-log|job-log|process-instance|task|variable-instance}/count",
        COCKPIT + "/{of:incident|process-instance}",
        COCKPIT + "/incident/",
        COCKPIT + "/{of:incident|process-instance}/count",
        COCKPIT + "/process-definition/{id}/called-process-definitions",
        COCKPIT + "/process-instance/{id}/called-process-instances"
    };

    /** The administrator's only deed: to have a failed job tried again. */
    static final String[] COCKPIT_PUTS = {WEBAPP + "/job/{id}/retries", WEBAPP + "/job-definition/{id}/retries"};

    /** All that machines may post: questions. */
    static final String[] MACHINE_POSTS = {
        "/engine-rest/{of:execution|job|process-instance|task|variable-instance}",
        "/engine-rest/{of:execution|job|process-instance|task|variable-instance}/count",
        "/engine-rest/history/{of:activity-instance|process-instance|task}",
        "/engine-rest/history/{of:activity-instance|process-instance|task}/count"
    };

    private EngineAddresses() {}
}
