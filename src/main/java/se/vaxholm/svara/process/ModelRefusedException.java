package se.vaxholm.svara.process;

import java.util.List;

/** A model can't be put in use; nothing has changed. The problems are Swedish, for process owners. */
public class ModelRefusedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final List<String> problems;

    ModelRefusedException(List<String> problems) {
        super(String.join("\n", problems));
        this.problems = List.copyOf(problems);
    }

    public List<String> problems() {
        return problems;
    }
}
