package se.vaxholm.svara.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.stereotype.Service;
import se.vaxholm.svara.process.guard.Picture;

/** The drawings of the versions that cases have gone by, whether they still are in use or not. */
@Service
public class DrawnModels {

    private final RepositoryService repository;

    /** A version never changes once it is in use, and there are few. */
    private final Map<String, Drawn> known = new ConcurrentHashMap<>();

    DrawnModels(RepositoryService repository) {
        this.repository = repository;
    }

    /**
     * One version of a process.
     *
     * @param process the id of the process, which its versions share
     * @param name what its owners call it in this version
     */
    public record Drawn(String definitionId, String process, String name, int version, Drawing drawing) {

        /** What the model calls one of its elements; empty when it has no name. */
        public String nameOf(String element) {
            return drawing.parts().stream()
                    .filter(part -> part.element().equals(element))
                    .map(Drawing.Part::name)
                    .findFirst()
                    .orElse("");
        }
    }

    /** As {@link #of}, for an id that somebody has written down. */
    public Optional<Drawn> find(String definitionId) {
        boolean there = known.containsKey(definitionId)
                || repository
                                .createProcessDefinitionQuery()
                                .processDefinitionId(definitionId)
                                .count()
                        > 0;
        return there ? Optional.of(of(definitionId)) : Optional.empty();
    }

    /** @param definitionId of a version that there is, since nothing that a case has gone by is ever removed */
    public Drawn of(String definitionId) {
        return known.computeIfAbsent(definitionId, this::read);
    }

    private Drawn read(String definitionId) {
        ProcessDefinition definition = repository.getProcessDefinition(definitionId);
        try (InputStream model = repository.getProcessModel(definitionId)) {
            return new Drawn(
                    definitionId,
                    definition.getKey(),
                    Objects.requireNonNullElse(definition.getName(), definition.getKey()),
                    definition.getVersion(),
                    Picture.draw(model.readAllBytes(), "pil-" + definition.getKey() + "-" + definition.getVersion()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
