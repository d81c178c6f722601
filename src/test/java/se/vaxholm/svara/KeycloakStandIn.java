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
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

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

    private final ServerSocket door;
    private final List<Socket> waiting = new CopyOnWriteArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();
    private volatile Mood mood = Mood.ANSWERS;

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

    private void answer(Socket visitor) throws IOException {
        String path = path(visitor);
        boolean known = path.endsWith("/.well-known/openid-configuration");
        String issuer = url() + path.replace("/.well-known/openid-configuration", "");
        String body = known ? "{\"issuer\":\"" + issuer + "\"}" : "{}";
        say(
                visitor,
                "HTTP/1.1 %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s"
                        .formatted(known ? "200 OK" : "404 Not Found", body.length(), body));
        visitor.close();
    }

    private static String path(Socket visitor) throws IOException {
        BufferedReader request =
                new BufferedReader(new InputStreamReader(visitor.getInputStream(), StandardCharsets.US_ASCII));
        String first = request.readLine();
        for (String line = first; line != null && !line.isEmpty(); line = request.readLine()) {
            // To the end of the head: whoever is cut short sees an error instead of the answer.
        }
        return first == null ? "" : first.split(" ", -1)[1];
    }

    private static void say(Socket visitor, String text) throws IOException {
        visitor.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
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
