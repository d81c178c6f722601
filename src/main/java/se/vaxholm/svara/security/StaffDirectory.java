package se.vaxholm.svara.security;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Service;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Who works where, as Keycloak knows it at this moment; what it does not say is never guessed. */
@Service
public class StaffDirectory {

    private static final int MOST_MEMBERS = 500;
    private static final long FRESH = Duration.ofSeconds(30).toNanos();
    private static final long LONGEST_TOKEN = Duration.ofSeconds(50).toNanos();
    private static final List<StaffRole> OFFICERS =
            List.of(StaffRole.HANDLAGGARE, StaffRole.KONTAKTCENTER, StaffRole.REGISTRATOR, StaffRole.CHEF);

    private final KeycloakSettings keycloak;
    private final RestClient rest;
    private final Map<String, Members> known = new ConcurrentHashMap<>();
    private volatile @Nullable Token token;

    StaffDirectory(KeycloakSettings keycloak, KeycloakRequests requests) {
        this.keycloak = keycloak;
        rest = RestClient.builder()
                .requestFactory(requests.factory())
                .requestInterceptor(requests.onlyWhenItAnswers())
                .build();
    }

    /** A person's account. */
    public record Account(String userName, String name, boolean enabled, Set<String> groups) {

        /** Whether this person may do what a group's officers do. */
        public boolean worksIn(Set<String> candidateGroups) {
            return enabled
                    && groups.stream().anyMatch(candidateGroups::contains)
                    && OFFICERS.stream().anyMatch(role -> groups.contains(role.group()));
        }
    }

    /** Keycloak did not answer: nothing is known about anybody. */
    public static final class UnknownException extends RuntimeException {

        private static final long serialVersionUID = 1;

        UnknownException(Throwable cause) {
            super("Keycloak did not say who works where", cause);
        }
    }

    /**
     * @return empty when there is no such account
     * @throws UnknownException when Keycloak does not answer
     */
    public Optional<Account> account(String userName) {
        for (JsonNode user : get("/users?exact=true&username={name}", userName)) {
            if (user.path("username").asText().equals(userName)) {
                Set<String> groups = new HashSet<>();
                get("/users/{id}/groups?max={max}", user.path("id").asText(), MOST_MEMBERS)
                        .forEach(group -> groups.add(group.path("name").asText()));
                return Optional.of(
                        new Account(userName, name(user), user.path("enabled").asBoolean(), Set.copyOf(groups)));
            }
        }
        return Optional.empty();
    }

    /**
     * The officers of a unit whose accounts are in use, by name.
     *
     * @throws UnknownException when Keycloak does not answer
     */
    public List<Actor> officersOf(String unit) {
        Set<String> officers = new HashSet<>();
        for (StaffRole role : OFFICERS) {
            members(role.group()).forEach(member -> officers.add(member.id()));
        }
        return members(unit).stream()
                .filter(member -> officers.contains(member.id()))
                .sorted(Comparator.comparing(Actor::name).thenComparing(Actor::id))
                .toList();
    }

    private List<Actor> members(String group) {
        Members members = known.get(group);
        if (members == null || System.nanoTime() - members.at > FRESH) {
            members = new Members(System.nanoTime(), ask(group));
            known.put(group, members);
        }
        return members.people;
    }

    private List<Actor> ask(String group) {
        List<Actor> people = new ArrayList<>();
        for (JsonNode found : get("/groups?exact=true&search={group}", group)) {
            if (found.path("name").asText().equals(group)) {
                for (JsonNode user :
                        get("/groups/{id}/members?max={max}", found.path("id").asText(), MOST_MEMBERS)) {
                    if (user.path("enabled").asBoolean()) {
                        people.add(new Actor(user.path("username").asText(), name(user), Actor.Role.STAFF));
                    }
                }
            }
        }
        return List.copyOf(people);
    }

    private static String name(JsonNode user) {
        String name = String.join(
                        " ",
                        Stream.of("firstName", "lastName")
                                .map(part -> user.path(part).asText(""))
                                .toList())
                .strip();
        return name.isEmpty() ? user.path("username").asText() : name;
    }

    private List<JsonNode> get(String address, Object... values) {
        try {
            JsonNode[] found = rest.get()
                    .uri(keycloak.administration() + address, values)
                    .headers(headers -> headers.setBearerAuth(token()))
                    .retrieve()
                    .body(JsonNode[].class);
            return found == null ? List.of() : Arrays.asList(found);
        } catch (RestClientException e) {
            token = null;
            throw new UnknownException(e);
        }
    }

    private String token() {
        Token held = token;
        if (held == null || System.nanoTime() - held.from > LONGEST_TOKEN) {
            var form = new LinkedMultiValueMap<String, String>();
            form.add("grant_type", "client_credentials");
            form.add("client_id", keycloak.identityClientId());
            form.add("client_secret", keycloak.identityClientSecret());
            JsonNode granted = rest.post()
                    .uri(keycloak.endpoint("token"))
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .body(form)
                    .retrieve()
                    .body(JsonNode.class);
            if (granted == null || granted.path("access_token").asText().isEmpty()) {
                throw new RestClientException("Keycloak gave no token");
            }
            held = new Token(granted.path("access_token").asText(), System.nanoTime());
            token = held;
        }
        return held.value;
    }

    /** Used for less long than any realm lets it live. */
    private record Token(String value, long from) {}

    private record Members(long at, List<Actor> people) {}
}
