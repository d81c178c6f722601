package se.vaxholm.svara.process.guard;

/**
 * Something in a model that keeps it from being put in use, in Swedish for process owners.
 *
 * @param where the element by its kind and name, or empty when it is the whole file
 */
public record Objection(String file, Rule rule, String where, String what) {

    @Override
    public String toString() {
        return file + (where.isEmpty() ? "" : ", " + where) + ": " + what + " (regel: " + rule.id() + ")";
    }
}
