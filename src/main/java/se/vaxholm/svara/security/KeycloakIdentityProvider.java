package se.vaxholm.svara.security;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.extension.keycloak.KeycloakConfiguration;
import org.camunda.bpm.extension.keycloak.KeycloakIdentityProviderFactory;
import org.camunda.bpm.extension.keycloak.plugin.KeycloakIdentityProviderPlugin;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * Lets the engine see Keycloak's users and groups, read only. The extension is no longer looked after by its authors: nothing
 * else may use it.
 *
 * <p>It asks Keycloak first when somebody looks for a user or a group, never at start-up: that would come with an
 * administrator's name or group, which {@link EngineRights} makes superfluous.
 */
@Component
@ConditionalOnProperty(name = "svara.keycloak.identity-provider", matchIfMissing = true)
class KeycloakIdentityProvider extends KeycloakIdentityProviderPlugin {

    private static final int MINUTES_IN_CACHE = 5;

    private final KeycloakRequests requests;

    KeycloakIdentityProvider(KeycloakSettings keycloak, KeycloakRequests requests) {
        this.requests = requests;
        setKeycloakIssuerUrl(keycloak.internalIssuer());
        setKeycloakAdminUrl(keycloak.administration());
        setClientId(keycloak.identityClientId());
        setClientSecret(keycloak.identityClientSecret());
        setUseUsernameAsCamundaUserId(true);
        setUseGroupPathAsCamundaGroupId(true);
        setCacheEnabled(true);
        setCacheExpirationTimeoutMin(MINUTES_IN_CACHE);
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        super.preInit(engine);
        engine.setIdentityProviderSessionFactory(new Patient(this, requests));
    }

    /** The extension's own client would wait for Keycloak for minutes. */
    private static final class Patient extends KeycloakIdentityProviderFactory {

        Patient(KeycloakConfiguration keycloak, KeycloakRequests requests) {
            super(keycloak, List.of(requests.onlyWhenItAnswers()));
            restTemplate.setRequestFactory(requests.factory());
        }
    }
}
