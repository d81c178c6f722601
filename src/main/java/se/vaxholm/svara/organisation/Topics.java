package se.vaxholm.svara.organisation;

/**
 * What the watched words in a text say about it, without the text itself: this is all that a rule gets to see.
 *
 * @param ids the topics found, separated by spaces, or empty
 * @param legalKind the first topic's law of its own ({@code public-document}, {@code appeal} …), or empty
 * @param sensitive whether one of them is of a law that keeps what is said out of mails, whatever the category (G21)
 */
public record Topics(String ids, String legalKind, boolean sensitive) {}
