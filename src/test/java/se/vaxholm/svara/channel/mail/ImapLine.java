package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** The line between Svara and its mail server: a test listens to the commands, and cuts it where it likes. */
final class ImapLine implements AutoCloseable {

    private static final int WHOLE = Integer.MAX_VALUE;

    private final ServerSocket server;
    private final int target;
    private final List<String> commands = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Predicate<String> cut = command -> false;
    private volatile int bytesOfAnswer;
    private volatile boolean away;

    private ImapLine(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ImapLine to(int port) {
        ImapLine line = new ImapLine(port);
        line.start(line::serve);
        return line;
    }

    int port() {
        return server.getLocalPort();
    }

    /** The commands so far, without their tags. */
    List<String> commands() {
        return List.copyOf(commands);
    }

    void forgetCommands() {
        commands.clear();
    }

    /** From now on the line is cut as soon as such a command is given, before its server has it. */
    void cutsAt(Predicate<String> command) {
        cutsIn(command, -1);
    }

    /** From now on the line is cut when so many bytes of the answer to such a command have come. */
    void cutsIn(Predicate<String> command, int bytes) {
        cut = command;
        bytesOfAnswer = bytes;
    }

    /** The server is away, or has come back. */
    void isAway(boolean now) {
        away = now;
    }

    void isWhole() {
        cut = command -> false;
        away = false;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                if (away) {
                    client.close();
                } else {
                    connect(client);
                }
            } catch (IOException e) {
                // The next one may come through.
            }
        }
    }

    private void connect(Socket client) throws IOException {
        Socket mailServer = new Socket(InetAddress.getLoopbackAddress(), target);
        client.setTcpNoDelay(true);
        mailServer.setTcpNoDelay(true);
        open.add(client);
        open.add(mailServer);
        AtomicInteger left = new AtomicInteger(WHOLE);
        start(() -> up(client, mailServer, left));
        start(() -> down(mailServer, client, left));
    }

    private void up(Socket client, Socket mailServer, AtomicInteger left) {
        try (client;
                mailServer) {
            InputStream in = client.getInputStream();
            OutputStream out = mailServer.getOutputStream();
            StringBuilder line = new StringBuilder();
            for (int letter = in.read(); letter >= 0; letter = in.read()) {
                line.append((char) letter);
                if (letter == '\n') {
                    String command = line.toString().strip().replaceFirst("^\\S+ ", "");
                    commands.add(command);
                    if (cut.test(command)) {
                        if (bytesOfAnswer < 0) {
                            return;
                        }
                        left.set(bytesOfAnswer);
                    }
                    out.write(line.toString().getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    line.setLength(0);
                }
            }
        } catch (IOException e) {
            // The line is down.
        }
    }

    private static void down(Socket mailServer, Socket client, AtomicInteger left) {
        try (client;
                mailServer) {
            InputStream in = mailServer.getInputStream();
            OutputStream out = client.getOutputStream();
            byte[] buffer = new byte[1 << 16];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                int most = left.get();
                out.write(buffer, 0, Math.min(read, most));
                out.flush();
                if (most != WHOLE && left.addAndGet(-read) <= 0) {
                    return;
                }
            }
        } catch (IOException e) {
            // The line is down.
        }
    }

    private void start(Runnable work) {
        Thread thread = new Thread(work, "imap line");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
