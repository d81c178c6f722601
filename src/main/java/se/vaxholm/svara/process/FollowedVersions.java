package se.vaxholm.svara.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Actor;

/**
 * Which version of each process a case goes by, told to the journal: all that are in use when it begins, any later one that
 * the case is called into, and whenever it is moved to another.
 */
@Component
class FollowedVersions {

    /** Longer than putting models in use takes: what was made before may still be seen after. */
    private static final Duration PUBLISHING = Duration.ofMinutes(10);

    private final RepositoryService repository;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    FollowedVersions(RepositoryService repository, ApplicationEventPublisher events, Clock clock) {
        this.repository = repository;
        this.events = events;
        this.clock = clock;
    }

    ProcessDefinition latest(Contract process) {
        return repository
                .createProcessDefinitionQuery()
                .processDefinitionKey(process.id())
                .latestVersion()
                .singleResult();
    }

    /** @return the version of receipt that the case is to be started in */
    ProcessDefinition begins(Enquiry enquiry) {
        List<ProcessDefinition> inUse =
                repository.createProcessDefinitionQuery().latestVersion().list();
        ProcessDefinition receipt = inUse.stream()
                .filter(definition -> definition.getKey().equals(Contract.RECEIPT.id()))
                .findFirst()
                .orElseThrow();
        tell(
                Deed.What.PROCESS_STARTED,
                enquiry.id(),
                enquiry.number().value(),
                Actor.SYSTEM,
                Map.of(
                        "process",
                        receipt.getKey(),
                        "version",
                        String.valueOf(receipt.getVersion()),
                        "definition",
                        receipt.getId(),
                        "inUse",
                        inUse.stream()
                                .filter(definition -> definition != receipt)
                                .map(definition -> definition.getKey() + " " + definition.getVersion())
                                .sorted()
                                .collect(Collectors.joining(", "))));
        return receipt;
    }

    /**
     * A case is called into a process. What was in use when it began has been told; when a version was made, and when the case
     * began, is read from their ids, so that nothing has to be asked for on the way.
     *
     * @param began the id of the process that the case began in
     */
    void isCalled(UUID enquiryId, String number, ProcessDefinition process, String began) {
        Instant made = EngineTuning.TimeOrderedIds.madeAt(process.getDeploymentId());
        Instant since = EngineTuning.TimeOrderedIds.madeAt(began);
        if (made.isAfter(process.getVersion() == 1 ? since : since.minus(PUBLISHING))) {
            tell(
                    Deed.What.PROCESS_CALLED,
                    enquiryId,
                    number,
                    Actor.SYSTEM,
                    Map.of(
                            "process", process.getKey(),
                            "version", String.valueOf(process.getVersion()),
                            "definition", process.getId()));
        }
    }

    void moves(UUID enquiryId, String number, ProcessDefinition from, ProcessDefinition to, Actor by, String comment) {
        tell(
                Deed.What.PROCESS_MIGRATED,
                enquiryId,
                number,
                by,
                Map.of(
                        "process", to.getKey(),
                        "from", String.valueOf(from.getVersion()),
                        "version", String.valueOf(to.getVersion()),
                        "definition", to.getId(),
                        "comment", comment));
    }

    private void tell(Deed.What what, UUID enquiryId, String number, Actor by, Map<String, String> detail) {
        events.publishEvent(new Deed(what, enquiryId, number, by, clock.instant(), detail));
    }
}
