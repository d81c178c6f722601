package se.vaxholm.svara.start;

import java.util.List;

/** Svara cannot start, and an operator can mend it: each line names the variable to look at and what to do about it. */
class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> lines;

    StartFailure(List<String> lines) {
        super(String.join(" ", lines));
        this.lines = List.copyOf(lines);
    }

    StartFailure(String line) {
        this(List.of(line));
    }

    List<String> lines() {
        return lines;
    }
}
