package se.vaxholm.svara.process;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What owners call a process in one of its versions, for people who read what a case has gone by. */
@Component
public class ProcessNames {

    private final RepositoryService repository;

    /** A version never changes once it is in use. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    ProcessNames(RepositoryService repository) {
        this.repository = repository;
    }

    /**
     * @param definitionId of the version, as the journal keeps it
     * @return empty when there is no such version
     */
    @Transactional(readOnly = true)
    public Optional<String> of(String definitionId) {
        return Optional.ofNullable(known.computeIfAbsent(definitionId, this::read));
    }

    private @Nullable String read(String definitionId) {
        ProcessDefinition definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionId(definitionId)
                .singleResult();
        return definition == null ? null : definition.getName();
    }
}
