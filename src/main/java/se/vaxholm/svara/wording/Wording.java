package se.vaxholm.svara.wording;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What texts are for, as far as somebody outside reads them or a rule stands in them; the buttons of the staff are not among them. */
public enum Wording {
    /** All that leaves by mail or on paper. */
    LETTERS("brev", "letter"),
    /** What the public reads while they ask, follow, reopen or confirm. */
    PAGES(
            "sidor",
            "back",
            "calendar",
            "change",
            "check",
            "closing",
            "confirm",
            "contact",
            "count",
            "error",
            "file",
            "follow-up",
            "forgotten",
            "frame",
            "hours",
            "kind",
            "language",
            "link",
            "matter",
            "message",
            "next",
            "problem",
            "progress",
            "promise",
            "receipt",
            "reply",
            "send",
            "sending",
            "signin",
            "start",
            "status",
            "step",
            "text",
            "to",
            "topic",
            "trap",
            "urgent",
            "withdraw"),
    /** What askers and officers are told of matters that have a law of their own. */
    LAW("lag", "legal", "staff.legal"),
    /** What every model is held against. */
    RULES("regler", "modeling.rule"),
    /** What is said of each category, which stands in the database. */
    CATEGORIES("amnen");

    private final String address;
    private final List<String> beginnings;

    Wording(String address, String... beginnings) {
        this.address = address;
        this.beginnings = List.of(beginnings);
    }

    /** Its name in the addresses of pages. */
    public String address() {
        return address;
    }

    public static Optional<Wording> at(String address) {
        return Arrays.stream(values())
                .filter(one -> one.address.equals(address))
                .findFirst();
    }

    /** Whether a message belongs here, by its key. */
    boolean has(String key) {
        return beginnings.stream().anyMatch(one -> key.equals(one) || key.startsWith(one + "."));
    }
}
