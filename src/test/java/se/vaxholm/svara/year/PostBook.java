package se.vaxholm.svara.year;

import java.util.ArrayList;
import java.util.List;
import se.vaxholm.svara.year.Account.Mail;

/** Holds the letters of a case against what its journal tells of them. */
final class PostBook {

    private PostBook() {}

    /** The journal tells of each letter's fate, and no letter is forgotten. */
    static List<String> problems(Account account) {
        List<String> problems = new ArrayList<>();
        for (Mail letter : account.letters()) {
            String told = switch (letter.fate()) {
                case "SENT" -> "LETTER_SENT";
                case "REFUSED" -> "LETTER_REFUSED";
                case "STOPPED" -> "LETTER_STOPPED";
                default -> "";
            };
            boolean known = account.lines(told).stream()
                    .anyMatch(line -> line.detail("kind").equals(letter.kind())
                            && line.at().equals(letter.settledAt()));
            if (told.isEmpty()) {
                problems.add("a letter " + letter.kind() + " never left");
            } else if (!known) {
                problems.add("the journal does not know that a letter " + letter.kind() + " was " + letter.fate());
            }
        }
        long told = (long) account.lines("LETTER_SENT").size()
                + account.lines("LETTER_REFUSED").size();
        long gone = account.letters().stream()
                .filter(letter -> letter.fate().equals("SENT") || letter.fate().equals("REFUSED"))
                .count();
        if (told != gone) {
            problems.add("the journal tells of " + told + " letters, and " + gone + " have left or come back");
        }
        return problems;
    }
}
