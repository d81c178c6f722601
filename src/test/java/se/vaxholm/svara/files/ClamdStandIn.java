package se.vaxholm.svara.files;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Speaks as ClamAV's daemon does, finds the one virus that is none, and behaves as badly as a test asks for. */
public final class ClamdStandIn implements AutoCloseable {

    /** How it behaves. */
    public enum Mood {
        WELL,
        /** Takes everything and says nothing. */
        SILENT,
        /** Takes nothing. */
        STUCK,
        GARBAGE,
        /** Says that the file is too long for it, and hangs up. */
        TOO_LONG,
        HANGS_UP
    }

    private static final String COMMAND = "zINSTREAM\0";

    private final ServerSocket server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "clamd stand-in");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Mood mood = Mood.WELL;

    private ClamdStandIn(ServerSocket server) {
        this.server = server;
    }

    public static ClamdStandIn start() {
        try {
            ClamdStandIn standIn = new ClamdStandIn(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
            standIn.threads.execute(standIn::serve);
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return server.getLocalPort();
    }

    public void setMood(Mood mood) {
        this.mood = mood;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket accepted) {
        try (Socket socket = accepted) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            switch (mood) {
                case WELL -> say(out, new String(content(in), StandardCharsets.ISO_8859_1));
                case SILENT -> {
                    content(in);
                    in.read();
                }
                case STUCK -> Thread.sleep(20_000);
                case GARBAGE -> {
                    content(in);
                    out.write("\u0007HTTP/1.1 200 stream: OK".getBytes(StandardCharsets.UTF_8));
                }
                case TOO_LONG -> {
                    in.readNBytes(COMMAND.length());
                    out.write("INSTREAM size limit exceeded. ERROR\0".getBytes(StandardCharsets.US_ASCII));
                }
                case HANGS_UP -> content(in);
            }
        } catch (IOException | InterruptedException e) {
            // The other side has gone, as some tests want.
        }
    }

    private static void say(OutputStream out, String content) throws IOException {
        boolean found = content.contains(new String(Samples.eicar(), StandardCharsets.ISO_8859_1));
        String reply = found ? "stream: Eicar-Signature FOUND\0" : "stream: OK\0";
        out.write(reply.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] content(DataInputStream in) throws IOException {
        String command = new String(in.readNBytes(COMMAND.length()), StandardCharsets.US_ASCII);
        if (!command.equals(COMMAND)) {
            throw new IOException("An unknown command");
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        for (int size = in.readInt(); size > 0; size = in.readInt()) {
            content.writeBytes(in.readNBytes(size));
        }
        return content.toByteArray();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            threads.shutdownNow();
        }
    }
}
