package se.vaxholm.svara.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the demo realm's file says about its users and clients; the only place of the demo secrets. */
public final class DemoRealm {

    private final Path file;
    private final JsonNode realm;

    public DemoRealm(Path file) {
        this.file = file;
        try {
            this.realm = new ObjectMapper().readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the demo realm " + file, e);
        }
    }

    public Path file() {
        return file;
    }

    public String secretOf(String clientId) {
        for (JsonNode client : realm.path("clients")) {
            if (client.path("clientId").asText().equals(clientId)) {
                return client.path("secret").asText();
            }
        }
        throw new IllegalArgumentException("The demo realm has no client " + clientId);
    }

    /** The people who can sign in, in the order of the file; service accounts are left out. */
    public List<User> users() {
        List<User> users = new ArrayList<>();
        for (JsonNode user : realm.path("users")) {
            if (!user.has("serviceAccountClientId")) {
                List<String> groups = new ArrayList<>();
                user.path("groups").forEach(group -> groups.add(group.asText().substring(1)));
                users.add(new User(
                        user.path("username").asText(),
                        user.path("firstName").asText() + " "
                                + user.path("lastName").asText(),
                        user.path("email").asText(),
                        user.path("credentials").path(0).path("value").asText(),
                        List.copyOf(groups)));
            }
        }
        return users;
    }

    /** A demo user. */
    public record User(String username, String name, String email, String password, List<String> groups) {}
}
