package se.vaxholm.svara.tasklist;

import java.io.Serializable;

/**
 * What a deed ended in, told on the page after it.
 *
 * @param title in a few words, with recipient and time
 * @param text what happens next
 * @param onward whether the work here is over, so that the next case may be offered
 */
record Done(String title, String text, boolean onward) implements Serializable {

    private static final long serialVersionUID = 1;

    /** The name of the flash attribute that carries it over the redirect. */
    static final String ATTRIBUTE = "done";
}
