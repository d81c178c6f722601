package se.vaxholm.svara.journal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Makes a checkpoint each hour and writes it to a file outside the database, a line each, so that whoever changes the database
 * must change that too. What could not be written is written the next time.
 */
@Service
public class PublishedCheckpoints {

    private static final Logger log = LoggerFactory.getLogger(PublishedCheckpoints.class);

    /** A checkpoint's line is some 400 characters. */
    private static final int TAIL = 4_096;

    private final Checkpoints checkpoints;
    private final @Nullable Path file;

    private volatile @Nullable String problem;

    PublishedCheckpoints(Checkpoints checkpoints, @Value("${svara.journal.checkpoints:}") @Nullable String file) {
        this.checkpoints = checkpoints;
        this.file = file == null || file.isBlank() ? null : Path.of(file);
    }

    @Scheduled(cron = "0 0 * * * *")
    void hourly() {
        make();
    }

    /** @return empty when nothing has been written in the journal since the last one */
    public Optional<Checkpoint> make() {
        Optional<Checkpoint> made = checkpoints.make();
        publish();
        return made;
    }

    /** Writes what the file lacks. */
    private synchronized void publish() {
        if (file == null) {
            return;
        }
        try {
            int published = last().map(Checkpoint::n).orElse(0);
            List<Checkpoint> next = checkpoints.after(published);
            while (!next.isEmpty()) {
                Files.writeString(
                        file,
                        (isWhole() ? "" : "\n")
                                + next.stream().map(one -> one.line() + "\n").collect(Collectors.joining()),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
                next = checkpoints.after(next.get(next.size() - 1).n());
            }
            problem = null;
        } catch (IOException e) {
            log.error("The checkpoints could not be written to {}; it will be tried again in an hour", file, e);
            problem = e.getClass().getSimpleName() + ": " + e.getMessage();
        }
    }

    /** Whether the file ends with a whole line; a full disk leaves half of one. */
    private boolean isWhole() throws IOException {
        if (file == null || !Files.exists(file) || Files.size(file) == 0) {
            return true;
        }
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
            end.seek(end.length() - 1);
            return end.read() == '\n';
        }
    }

    /** The last one in the file. */
    Optional<Checkpoint> last() throws IOException {
        if (file == null || !Files.exists(file)) {
            return Optional.empty();
        }
        try (RandomAccessFile end = new RandomAccessFile(file.toFile(), "r")) {
            long from = Math.max(0, end.length() - TAIL);
            byte[] bytes = new byte[(int) (end.length() - from)];
            end.seek(from);
            end.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> Checkpoint.find(line).stream())
                    .reduce((earlier, later) -> later);
        }
    }

    /** Where they are published, if anywhere. */
    public Optional<Path> file() {
        return Optional.ofNullable(file);
    }

    /** Why the file could not be written the last time. */
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }
}
