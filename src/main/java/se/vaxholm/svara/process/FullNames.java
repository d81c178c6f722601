package se.vaxholm.svara.process;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquiry;

/** The full name behind a user name: as the case has it, otherwise as Keycloak does. */
@Component
public class FullNames {

    private static final Logger log = LoggerFactory.getLogger(FullNames.class);

    private final IdentityService identities;

    FullNames(IdentityService identities) {
        this.identities = identities;
    }

    /** The user name itself while nobody knows more. */
    public String of(String userName, Optional<Enquiry> enquiry) {
        return enquiry.filter(known -> userName.equals(known.handlerId()))
                .map(Enquiry::handlerName)
                .or(() -> asKeycloakSays(userName))
                .orElse(userName);
    }

    private Optional<String> asKeycloakSays(String userName) {
        try {
            User user = identities.createUserQuery().userId(userName).singleResult();
            return user == null
                    ? Optional.empty()
                    : Optional.of(Stream.of(user.getFirstName(), user.getLastName())
                                    .filter(name -> name != null && !name.isBlank())
                                    .collect(Collectors.joining(" ")))
                            .filter(name -> !name.isEmpty());
        } catch (ProcessEngineException e) {
            log.info("Keycloak does not say who {} is: {}", userName, e.getMessage());
            return Optional.empty();
        }
    }
}
