package se.vaxholm.svara.process;

/** The forms that a model's tasks may ask for. */
final class Forms {

    static final String ASSESS = "assess";
    static final String CHOOSE_UNIT = "choose-unit";
    static final String REACH_OTHERWISE = "reach-otherwise";
    static final String LATE = "late";

    private Forms() {}

    /** The form's name in a form key such as {@code embedded:/tasklist-forms/assess.html}. */
    static String name(String formKey) {
        String file = formKey.substring(formKey.lastIndexOf('/') + 1);
        return file.endsWith(".html") ? file.substring(0, file.length() - ".html".length()) : file;
    }
}
