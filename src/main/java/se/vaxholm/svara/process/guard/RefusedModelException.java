package se.vaxholm.svara.process.guard;

import java.util.List;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.BadUserRequestException;

/** A deployment broke the rules for models; nothing of it has been stored. The message is Swedish, for process owners. */
public class RefusedModelException extends BadUserRequestException {

    private static final long serialVersionUID = 1;

    private final transient List<Objection> objections;

    RefusedModelException(List<Objection> objections) {
        super(objections.stream().map(Objection::toString).collect(Collectors.joining("\n")));
        this.objections = List.copyOf(objections);
    }

    public List<Objection> objections() {
        return objections;
    }
}
