package se.vaxholm.svara.tasklist;

import java.util.ArrayList;
import java.util.List;

/** What has to be put right in a form before it can be carried out; the pages' error summary and fields read it. */
public record Problems(List<Problem> all) {

    /**
     * One thing to put right.
     *
     * @param field the id of the field on the page
     * @param key the message that says what to do
     * @param values what the message needs to know
     */
    public record Problem(String field, String key, List<Object> values) {

        /** The values in the form that Thymeleaf's messages take. */
        public Object[] getArguments() {
            return values.toArray();
        }
    }

    public static Problems none() {
        return new Problems(new ArrayList<>());
    }

    public void add(String field, String key, Object... values) {
        if (!has(field)) {
            all.add(new Problem(field, key, List.of(values)));
        }
    }

    /** One more of a field that may have several, such as files. */
    public void also(String field, String key, Object... values) {
        all.add(new Problem(field, key, List.of(values)));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    public boolean has(String field) {
        return all.stream().anyMatch(problem -> problem.field().equals(field));
    }

    /** The problem of a field that {@linkplain #has has} one. */
    public Problem of(String field) {
        return all.stream()
                .filter(problem -> problem.field().equals(field))
                .findFirst()
                .orElseThrow();
    }
}
