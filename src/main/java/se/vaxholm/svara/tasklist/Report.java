package se.vaxholm.svara.tasklist;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** What came of a deed with many cases, each for itself. */
record Report(List<Result> results) implements Serializable {

    private static final long serialVersionUID = 1;

    /** The name of the flash attribute that carries it over the redirect. */
    static final String ATTRIBUTE = "report";

    Report {
        results = new ArrayList<>(results);
    }

    /** How it went with one case. */
    record Result(String number, boolean done, String text) implements Serializable {

        private static final long serialVersionUID = 1;
    }

    public long done() {
        return results.stream().filter(Result::done).count();
    }

    public boolean isWhole() {
        return done() == results.size();
    }
}
