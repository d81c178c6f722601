package se.vaxholm.svara.process;

import java.util.Set;

/** The forms that a model's tasks may ask for. */
final class Forms {

    static final String ASSESS = "assess";
    static final String CHOOSE_UNIT = "choose-unit";
    static final String REACH_OTHERWISE = "reach-otherwise";
    static final String CALL_BACK = "call-back";
    static final String PRINT_AND_POST = "print-and-post";
    static final String READ_REPLY = "read-reply";
    static final String DISSATISFIED = "dissatisfied";
    static final String LATE = "late";
    static final String FORWARDING_FAILED = "forwarding-failed";
    static final String CHECK_FORWARDING = "check-forwarding";

    /** What comes of a case beside its answer: whoever has the case has it, and anybody in the unit may do it for them. */
    static final Set<String> ERRANDS =
            Set.of(REACH_OTHERWISE, CALL_BACK, PRINT_AND_POST, FORWARDING_FAILED, CHECK_FORWARDING);

    /** The form that does what a task asks for, by its name. */
    private static final String KEY = "embedded:/tasklist-forms/%s.html";

    private Forms() {}

    /** How a model asks for this form. */
    static String key(String form) {
        return KEY.formatted(form);
    }

    /** The form's name in a form key such as {@code embedded:/tasklist-forms/assess.html}. */
    static String name(String formKey) {
        String file = formKey.substring(formKey.lastIndexOf('/') + 1);
        return file.endsWith(".html") ? file.substring(0, file.length() - ".html".length()) : file;
    }
}
