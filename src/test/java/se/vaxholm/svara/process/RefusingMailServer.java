package se.vaxholm.svara.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody else's mail server that answers as told: it takes every letter but those it has been told to refuse. */
public final class RefusingMailServer implements AutoCloseable {

    /** At which moment of the conversation a letter is refused. */
    public enum At {
        RECIPIENT,
        DATA
    }

    private record Reply(At at, String line) {}

    private final ServerSocket socket;
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final List<String> accepted = new CopyOnWriteArrayList<>();

    public RefusingMailServer() {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "refusing mail server");
        thread.setDaemon(true);
        thread.start();
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** From now on this address is answered with the reply, such as {@code 550 5.1.1 No such user}. */
    public void refuse(String address, At at, String reply) {
        replies.put(address, new Reply(at, reply));
    }

    /** To whom a letter has been taken. */
    public List<String> accepted() {
        return accepted;
    }

    private void serve() {
        while (!socket.isClosed()) {
            try (Socket connection = socket.accept()) {
                converse(connection);
            } catch (IOException e) {
                // The client has gone, or the test is over.
            }
        }
    }

    private void converse(Socket connection) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
        Writer out = new OutputStreamWriter(connection.getOutputStream(), StandardCharsets.US_ASCII);
        String recipient = "";
        say(out, "220 mail.example.org");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String command = line.substring(0, Math.min(4, line.length())).toUpperCase(java.util.Locale.ROOT);
            switch (command) {
                case "RCPT" -> {
                    recipient = line.substring(line.indexOf('<') + 1, line.indexOf('>'));
                    say(out, reply(recipient, At.RECIPIENT, "250 OK"));
                }
                case "DATA" -> {
                    say(out, "354 Go on");
                    String text = in.readLine();
                    while (text != null && !text.equals(".")) {
                        text = in.readLine();
                    }
                    String reply = reply(recipient, At.DATA, "250 OK");
                    if (reply.startsWith("250")) {
                        accepted.add(recipient);
                    }
                    say(out, reply);
                }
                case "QUIT" -> {
                    say(out, "221 Bye");
                    return;
                }
                default -> say(out, "250 OK");
            }
        }
    }

    private String reply(String recipient, At at, String otherwise) {
        Reply reply = replies.get(recipient);
        return reply != null && reply.at == at ? reply.line : otherwise;
    }

    private static void say(Writer out, String line) throws IOException {
        out.write(line + "\r\n");
        out.flush();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
