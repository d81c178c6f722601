package se.vaxholm.svara;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.security.Staff;

/** Stands where Keycloak would, for tests of what happens when Keycloak does not do what it should. */
public final class KeycloakStandIn implements AutoCloseable {

    /** What it does with whoever connects. */
    public enum Mood {
        /** Says that it is there, as Keycloak does, and knows nothing else. */
        ANSWERS,
        /** Takes every connection and never says a word. */
        HANGS,
        /** Begins to answer and never comes to an end. */
        STAMMERS,
        /** Ends every connection at once. */
        HANGS_UP,
        /** Answers that it is not ready, as Keycloak does while it starts. */
        STARTS
    }

    private static final Pattern GROUPS_OF = Pattern.compile("^/users/([^/?]+)/groups");
    private static final Pattern MEMBERS_OF = Pattern.compile("^/groups/([^/?]+)/members");
    private static final Pattern NAMED = Pattern.compile("[?&](?:username|search)=([^&]*)");

    private final ServerSocket door;
    private final List<Socket> waiting = new CopyOnWriteArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();
    private volatile Mood mood = Mood.ANSWERS;
    private volatile List<Staff> staff = List.of();

    private KeycloakStandIn(ServerSocket door) {
        this.door = door;
    }

    public static KeycloakStandIn start() {
        try {
            KeycloakStandIn standIn = new KeycloakStandIn(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            daemon(standIn::welcome);
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String url() {
        return "http://localhost:" + door.getLocalPort();
    }

    public void be(Mood mood) {
        this.mood = mood;
    }

    /** How often somebody has come so far. */
    public int visits() {
        return visits.get();
    }

    private void welcome() {
        while (!door.isClosed()) {
            try {
                Socket visitor = door.accept();
                visits.incrementAndGet();
                daemon(() -> serve(visitor));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket visitor) {
        try {
            switch (mood) {
                case ANSWERS -> answer(visitor);
                case HANGS -> waiting.add(visitor);
                case STAMMERS -> {
                    say(visitor, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{");
                    waiting.add(visitor);
                }
                case HANGS_UP -> visitor.close();
                case STARTS -> {
                    path(visitor);
                    say(visitor, "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
                    visitor.close();
                }
            }
        } catch (IOException e) {
            // The visitor has gone.
        }
    }

    /** Gives it an administration that knows these people; with nobody it has none again. */
    public void know(List<Staff> people) {
        staff = List.copyOf(people);
    }

    private void answer(Socket visitor) throws IOException {
        String path = path(visitor);
        String issuer = url() + path.replace("/.well-known/openid-configuration", "");
        String known = path.endsWith("/.well-known/openid-configuration")
                ? "{\"issuer\":\"" + issuer + "\"}"
                : staff.isEmpty() ? null : administration(path);
        String body = known == null ? "{}" : known;
        say(
                visitor,
                "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(
                                known == null ? "404 Not Found" : "200 OK",
                                body.getBytes(StandardCharsets.UTF_8).length,
                                body));
        visitor.close();
    }

    /** As Keycloak's, as far as we ask it. */
    private @Nullable String administration(String path) {
        if (path.endsWith("/token")) {
            return "{\"access_token\":\"token\",\"expires_in\":300}";
        }
        String question = path.replaceFirst("^/admin/realms/svara", "");
        Matcher groups = GROUPS_OF.matcher(question);
        if (groups.find()) {
            return array(staff.stream()
                    .filter(person -> person.id().equals(groups.group(1)))
                    .flatMap(person -> person.groups().stream())
                    .map(group -> "{\"name\":\"%s\"}".formatted(group)));
        }
        Matcher members = MEMBERS_OF.matcher(question);
        if (members.find()) {
            return array(staff.stream()
                    .filter(person -> person.groups().contains(members.group(1)))
                    .map(KeycloakStandIn::user));
        }
        Matcher search = NAMED.matcher(question);
        if (!search.find()) {
            return null;
        }
        return question.startsWith("/groups")
                ? "[{\"id\":\"%1$s\",\"name\":\"%1$s\"}]".formatted(search.group(1))
                : array(staff.stream()
                        .filter(person -> person.id().equals(search.group(1)))
                        .map(KeycloakStandIn::user));
    }

    private static String user(Staff person) {
        return "{\"id\":\"%1$s\",\"username\":\"%1$s\",\"firstName\":\"%2$s\",\"enabled\":true}"
                .formatted(person.id(), person.name());
    }

    private static String array(Stream<String> items) {
        return items.collect(Collectors.joining(",", "[", "]"));
    }

    private static String path(Socket visitor) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
        String first = request.readLine();
        int body = 0;
        for (String line = first; line != null && !line.isEmpty(); line = request.readLine()) {
            // To the end of it: whoever is cut short sees an error instead of the answer.
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                body = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        for (int i = 0; i < body && request.read() >= 0; i++) {
            // As above.
        }
        return first == null ? "" : first.split(" ", -1)[1];
    }

    private static void say(Socket visitor, String text) throws IOException {
        visitor.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        visitor.getOutputStream().flush();
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "keycloak stand-in");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Socket visitor : waiting) {
            visitor.close();
        }
    }
}
