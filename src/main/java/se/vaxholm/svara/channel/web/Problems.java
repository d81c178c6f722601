package se.vaxholm.svara.channel.web;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import se.vaxholm.svara.security.ExpiredForm;

/** What has to be put right in a form, in the order of its fields; the error summary and the fields read it. */
public final class Problems {

    private final List<Problem> problems = new ArrayList<>();

    static Problems none() {
        return new Problems();
    }

    static Problems of(Problem problem) {
        Problems problems = new Problems();
        problems.add(problem);
        return problems;
    }

    /** The form had lain open for too long, or the browser takes no cookies; see {@link ExpiredForm}. */
    static Problems ofExpiredForm() {
        return of(Problem.withForm("problem.expired"));
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    public boolean isEmpty() {
        return problems.isEmpty();
    }

    public boolean has(String field) {
        return find(field).isPresent();
    }

    /** The first problem of a field that {@linkplain #has has} one. */
    public Problem of(String field) {
        return find(field).orElseThrow();
    }

    public List<Problem> getAll() {
        return Collections.unmodifiableList(problems);
    }

    private Optional<Problem> find(String field) {
        return problems.stream()
                .filter(problem -> field.equals(problem.field()))
                .findFirst();
    }
}
