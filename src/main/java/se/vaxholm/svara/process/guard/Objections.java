package se.vaxholm.svara.process.guard;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file: enough to mend it in one go, never an endless list. */
final class Objections {

    static final int MOST = 20;

    private final String file;
    private final Set<Objection> found = new LinkedHashSet<>();

    Objections(String file) {
        this.file = file;
    }

    void add(Rule rule, String what) {
        add(rule, "", what);
    }

    void add(Rule rule, Node node, String what) {
        add(rule, Wording.of(node), what);
    }

    void add(Fault fault, Node node) {
        add(fault.rule(), node, fault.what());
    }

    private void add(Rule rule, String where, String what) {
        if (found.size() < MOST) {
            found.add(new Objection(file, rule, where, what));
        }
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    boolean isFull() {
        return found.size() >= MOST;
    }

    List<Objection> list() {
        return List.copyOf(found);
    }
}
