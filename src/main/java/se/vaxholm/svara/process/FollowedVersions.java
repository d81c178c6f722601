package se.vaxholm.svara.process;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Actor;

/** Which version of a process a case goes by, told to the journal when it begins and whenever it is moved to another. */
@Component
class FollowedVersions {

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

    void begins(Enquiry enquiry, ProcessDefinition definition) {
        tell(
                Deed.What.PROCESS_STARTED,
                enquiry.id(),
                enquiry.number().value(),
                Actor.SYSTEM,
                Map.of(
                        "process", definition.getKey(),
                        "version", String.valueOf(definition.getVersion()),
                        "definition", definition.getId()));
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
