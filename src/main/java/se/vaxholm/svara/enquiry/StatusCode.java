package se.vaxholm.svara.enquiry;

/** The asker's key to their matter: eight letters and digits that can't be mistaken for each other. */
public record StatusCode(String value) {

    static final String ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

    /** In two groups, as people read it aloud: {@code 7KQ4-M2XD}. */
    public String grouped() {
        return value.substring(0, 4) + "-" + value.substring(4);
    }

    /** Never the code itself: it would end up in a log. */
    @Override
    public String toString() {
        return "StatusCode";
    }
}
