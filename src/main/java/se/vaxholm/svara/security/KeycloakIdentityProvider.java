package se.vaxholm.svara.security;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.persistence.entity.GroupEntity;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.camunda.bpm.extension.keycloak.CacheableKeycloakCheckPasswordCall;
import org.camunda.bpm.extension.keycloak.CacheableKeycloakGroupQuery;
import org.camunda.bpm.extension.keycloak.CacheableKeycloakUserQuery;
import org.camunda.bpm.extension.keycloak.KeycloakConfiguration;
import org.camunda.bpm.extension.keycloak.KeycloakContextProvider;
import org.camunda.bpm.extension.keycloak.KeycloakGroupQuery;
import org.camunda.bpm.extension.keycloak.KeycloakIdentityProviderFactory;
import org.camunda.bpm.extension.keycloak.KeycloakIdentityProviderSession;
import org.camunda.bpm.extension.keycloak.KeycloakUserQuery;
import org.camunda.bpm.extension.keycloak.cache.QueryCache;
import org.camunda.bpm.extension.keycloak.plugin.KeycloakIdentityProviderPlugin;
import org.camunda.bpm.extension.keycloak.rest.KeycloakRestTemplate;
import org.jspecify.annotations.Nullable;
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

        private final KeycloakRequests requests;

        Patient(KeycloakConfiguration keycloak, KeycloakRequests requests) {
            super(keycloak, List.of(requests.onlyWhenItAnswers()));
            this.requests = requests;
            restTemplate.setRequestFactory(requests.factory());
        }

        @Override
        public Session openSession() {
            return new Directory(
                    keycloakConfiguration,
                    restTemplate,
                    keycloakContextProvider,
                    userQueryCache,
                    groupQueryCache,
                    checkPasswordCache,
                    requests);
        }
    }

    /**
     * Knows whoever asks, while Keycloak is away, by their sign-in, and nobody else: Camunda's web applications look their
     * user up with every page, and those who are signed in go on.
     */
    private static final class Directory extends KeycloakIdentityProviderSession {

        private final KeycloakRequests requests;

        Directory(
                KeycloakConfiguration keycloak,
                KeycloakRestTemplate rest,
                KeycloakContextProvider context,
                QueryCache<CacheableKeycloakUserQuery, List<User>> users,
                QueryCache<CacheableKeycloakGroupQuery, List<Group>> groups,
                QueryCache<CacheableKeycloakCheckPasswordCall, Boolean> passwords,
                KeycloakRequests requests) {
            super(keycloak, rest, context, users, groups, passwords);
            this.requests = requests;
        }

        @Override
        protected List<User> findUserByQueryCriteria(KeycloakUserQuery query) {
            return requests.answerOr(
                    () -> super.findUserByQueryCriteria(query),
                    () -> signedIn(query.getId()).map(Directory::asUser).stream()
                            .toList());
        }

        @Override
        protected List<Group> findGroupByQueryCriteria(KeycloakGroupQuery query) {
            return requests.answerOr(
                    () -> super.findGroupByQueryCriteria(query),
                    () -> signedIn(query.getUserId()).stream()
                            .flatMap(staff -> staff.groups().stream())
                            .map(Directory::asGroup)
                            .toList());
        }

        private static Optional<Staff> signedIn(@Nullable String userName) {
            return SignedInStaff.now().filter(staff -> staff.id().equals(userName));
        }

        private static User asUser(Staff staff) {
            UserEntity user = new UserEntity(staff.id());
            int space = staff.name().lastIndexOf(' ');
            user.setFirstName(staff.name().substring(0, Math.max(space, 0)));
            user.setLastName(staff.name().substring(space + 1));
            return user;
        }

        private static Group asGroup(String name) {
            GroupEntity group = new GroupEntity(name);
            group.setName(name);
            return group;
        }
    }
}
