package se.vaxholm.svara.files;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.files.KeptFile.Scan;

/** Has a file scanned by ClamAV's daemon, by its command INSTREAM over TCP, when one is set up. */
@Component
@EnableConfigurationProperties(ClamdSettings.class)
class Clamd {

    private static final Logger log = LoggerFactory.getLogger(Clamd.class);

    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_REPLY = 1000;
    private static final int LONGEST_FINDING = 200;
    private static final Duration CONNECT = Duration.ofSeconds(3);

    private final ClamdSettings settings;

    Clamd(ClamdSettings settings) {
        this.settings = settings;
    }

    /**
     * What it says.
     *
     * @param finding what was found; "" when nothing was
     */
    record Verdict(Scan scan, String finding) {

        static final Verdict NONE = new Verdict(Scan.NOT_SCANNED, "");

        @Nullable
        String findingOrNull() {
            return finding.isEmpty() ? null : finding;
        }
    }

    boolean isSetUp() {
        return !settings.host().isBlank();
    }

    /** Whatever goes wrong with the daemon, the file counts as not scanned, never as clean. */
    Verdict scan(InputStream content) {
        if (!isSetUp()) {
            return Verdict.NONE;
        }
        try {
            return verdict(ask(content));
        } catch (IOException e) {
            log.warn("The virus scanner at {}:{} did not answer: {}", settings.host(), settings.port(), e.toString());
            return Verdict.NONE;
        }
    }

    private String ask(InputStream content) throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(settings.host(), settings.port()), (int) CONNECT.toMillis());
            // A daemon that takes nothing more would hold us for ever: writing knows no time-out of its own.
            CompletableFuture<Void> end = CompletableFuture.runAsync(() -> close(socket), later());
            try {
                send(content, socket);
                return reply(socket.getInputStream());
            } finally {
                end.cancel(false);
            }
        }
    }

    private void send(InputStream content, Socket socket) throws IOException {
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        out.write("zINSTREAM\0".getBytes(StandardCharsets.US_ASCII));
        byte[] piece = new byte[PIECE];
        try {
            for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                out.writeInt(read);
                out.write(piece, 0, read);
            }
            out.writeInt(0);
            out.flush();
        } catch (IOException e) {
            // It hangs up on what is longer than it takes, having said so.
            if (socket.isClosed() || socket.getInputStream().available() == 0) {
                throw e;
            }
        }
    }

    private static String reply(InputStream in) throws IOException {
        ByteArrayOutputStream reply = new ByteArrayOutputStream();
        for (int one = in.read(); one > 0 && reply.size() < LONGEST_REPLY; one = in.read()) {
            reply.write(one);
        }
        return reply.toString(StandardCharsets.UTF_8).strip();
    }

    private static Verdict verdict(String reply) {
        if (reply.equals("stream: OK")) {
            return new Verdict(Scan.CLEAN, "");
        }
        if (reply.startsWith("stream: ") && reply.endsWith(" FOUND")) {
            String found = reply.substring("stream: ".length(), reply.length() - " FOUND".length());
            String finding = found.replaceAll("[^\\x20-\\x7e]", "?").strip();
            return new Verdict(
                    Scan.INFECTED,
                    finding.isEmpty() ? "?" : finding.substring(0, Math.min(finding.length(), LONGEST_FINDING)));
        }
        log.warn("The virus scanner did not say whether a file is clean: {}", reply.replaceAll("[^\\x20-\\x7e]", "?"));
        return Verdict.NONE;
    }

    private Executor later() {
        return CompletableFuture.delayedExecutor(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            log.debug("Closing failed", e);
        }
    }
}
