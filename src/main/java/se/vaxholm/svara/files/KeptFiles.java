package se.vaxholm.svara.files;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.files.FileRefusedException.Reason;
import se.vaxholm.svara.files.KeptFile.Scan;

/** All files that people have sent along; each is judged and scanned on its way in, and streamed out again. */
@Service
public class KeptFiles {

    /** Bytes in one file. */
    public static final long LARGEST = 25L << 20;

    /** Bytes in one place, such as a message. */
    public static final long MOST_TOGETHER = 50L << 20;

    /** Files in one place. */
    public static final int MOST = 20;

    private static final Duration UNSENT = Duration.ofDays(3);
    private static final int JUDGED_AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SELECT = "select * from file";

    private final FileRows rows;
    private final JdbcClient jdbc;
    private final Clock clock;
    private final FileTypes types;
    private final Clamd clamd;
    private final TransactionTemplate transaction;
    private final Semaphore judging = new Semaphore(JUDGED_AT_ONCE, true);

    KeptFiles(
            FileRows rows,
            JdbcClient jdbc,
            Clock clock,
            FileTypes types,
            Clamd clamd,
            TransactionTemplate transaction) {
        this.rows = rows;
        this.jdbc = jdbc;
        this.clock = clock;
        this.types = types;
        this.clamd = clamd;
        this.transaction = transaction;
    }

    /**
     * Takes in a file of somebody who waits to hear how it went. The stream is read to its end, or to 25 MB, and not closed.
     *
     * @param sentName what its sender calls it; may hold anything
     * @throws FileRefusedException when it is not taken in; nothing of it is kept then
     */
    public KeptFile keep(String sentName, InputStream content, FilePlace place) throws FileRefusedException {
        return take(sentName, content, place, true);
    }

    /** As {@link #keep}, when nobody is there to be told, as with a mail: what is infected goes into quarantine. */
    public KeptFile receive(String sentName, InputStream content, FilePlace place) throws FileRefusedException {
        return take(sentName, content, place, false);
    }

    private KeptFile take(String sentName, InputStream content, FilePlace place, boolean refuseInfected)
            throws FileRefusedException {
        requireRoom(place, 1);
        try (Spooled spooled = Spooled.of(content)) {
            requireRoom(place, spooled.size());
            Judged judged = judge(spooled, sentName);
            if (judged.verdict().scan() == Scan.INFECTED && refuseInfected) {
                throw new FileRefusedException(Reason.INFECTED);
            }
            KeptFile file = new KeptFile(
                    UUID.randomUUID(),
                    place,
                    FileNames.of(sentName, judged.kind()),
                    judged.kind(),
                    spooled.size(),
                    Spooled.hex(spooled.sha256()),
                    judged.verdict().scan(),
                    judged.verdict().findingOrNull(),
                    clock.instant().truncatedTo(ChronoUnit.MICROS));
            Reason full = transaction.execute(status -> insert(file, spooled));
            if (full != null) {
                throw new FileRefusedException(full);
            }
            return file;
        }
    }

    /** What a file turned out to be. */
    private record Judged(FileKind kind, Clamd.Verdict verdict) {}

    /** A few at a time: unpacking and scanning cost more than anything else that visitors can ask for. */
    private Judged judge(Spooled spooled, String sentName) throws FileRefusedException {
        acquire();
        try {
            FileKind kind = types.of(spooled.path(), spooled.head(), sentName);
            try (InputStream content = spooled.open()) {
                return new Judged(kind, clamd.scan(content));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            judging.release();
        }
    }

    private void acquire() throws FileRefusedException {
        try {
            if (judging.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new FileRefusedException(Reason.BUSY);
    }

    private void requireRoom(FilePlace place, long size) throws FileRefusedException {
        Reason full = full(place, size);
        if (full != null) {
            throw new FileRefusedException(full);
        }
    }

    private @Nullable Reason full(FilePlace place, long size) {
        List<KeptFile> there = of(place);
        if (there.size() >= MOST) {
            return Reason.TOO_MANY;
        }
        return there.stream().mapToLong(KeptFile::size).sum() + size > MOST_TOGETHER ? Reason.TOO_MUCH_TOGETHER : null;
    }

    private @Nullable Reason insert(KeptFile file, Spooled spooled) {
        // Several that come into one place at the same time are counted one after the other.
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 50))")
                .param(file.place().toString())
                .query((row, i) -> 0)
                .single();
        Reason full = full(file.place(), file.size());
        if (full != null) {
            return full;
        }
        boolean unsent = file.place().unsentKey() != null;
        rows.insert(file, spooled.sha256(), unsent ? file.keptAt().plus(UNSENT) : null);
        try (InputStream content = spooled.open()) {
            rows.insertBytes(file.id(), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return null;
    }

    /** Why files can't lie in one place together, if they can't. */
    public static Optional<Reason> refusal(Collection<KeptFile> together) {
        if (together.size() > MOST) {
            return Optional.of(Reason.TOO_MANY);
        }
        return together.stream().mapToLong(KeptFile::size).sum() > MOST_TOGETHER
                ? Optional.of(Reason.TOO_MUCH_TOGETHER)
                : Optional.empty();
    }

    /**
     * Lays copies of files with something that is not sent yet: of the same age, and with what the scanner has said. Whoever asks
     * holds the files, so that none goes meanwhile.
     *
     * @param ids in the order in which the copies are to lie
     * @throws IllegalArgumentException when they are more than can lie in one place; none is copied then
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void duplicate(List<UUID> ids, UUID unsentKey) {
        Map<UUID, UUID> copies = new LinkedHashMap<>();
        ids.forEach(id -> copies.put(id, UUID.randomUUID()));
        rows.duplicate(copies, unsentKey, clock.instant().plus(UNSENT));
        refusal(of(FilePlace.unsent(unsentKey))).ifPresent(reason -> {
            throw new IllegalArgumentException("Files are refused: " + reason);
        });
    }

    /** What lies in one place, in the order in which it came. */
    @Transactional(readOnly = true)
    public List<KeptFile> of(FilePlace place) {
        return jdbc.sql(SELECT + where(place) + " order by line")
                .params(key(place))
                .query(FileRows::read)
                .list();
    }

    /** What lies with messages, each in the order in which it came; those without files are left out. */
    @Transactional(readOnly = true)
    public Map<UUID, List<KeptFile>> ofMessages(Collection<UUID> messageIds) {
        return messageIds.isEmpty()
                ? Map.of()
                : jdbc
                        .sql(SELECT + " where message_id in (:messages) order by line")
                        .param("messages", messageIds)
                        .query(FileRows::read)
                        .list()
                        .stream()
                        .collect(Collectors.groupingBy(
                                file -> Objects.requireNonNull(file.place().messageId())));
    }

    /** Whoever asks sees to it that its place is theirs to see. */
    @Transactional(readOnly = true)
    public Optional<KeptFile> find(UUID id) {
        return jdbc.sql(SELECT + " where id = ?")
                .param(id)
                .query(FileRows::read)
                .optional();
    }

    /**
     * Gives out a file's bytes piece by piece; needs no transaction, and holds none while the receiver is slow.
     *
     * @throws IllegalStateException when it is in quarantine
     * @throws IOException when the receiver takes no more
     */
    public void copy(KeptFile file, OutputStream out) throws IOException {
        if (file.isStopped()) {
            throw new IllegalStateException("A file in quarantine is given out to nobody");
        }
        rows.copyBytes(file, out);
    }

    /** As {@link #copy}, for whoever reads it to its end at once. */
    public InputStream open(KeptFile file) {
        if (file.isStopped()) {
            throw new IllegalStateException("A file in quarantine is given out to nobody");
        }
        return rows.open(file);
    }

    /** Lays everything from one place with a message that stands already, in the transaction of the deed. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<KeptFile> attach(FilePlace from, UUID messageId) {
        return jdbc.sql("update file set unsent_key = null, enquiry_id = null, form = null, expires_at = null,"
                        + " message_id = ?" + where(from) + " returning *")
                .param(messageId)
                .params(key(from))
                .query(FileRows::read)
                .list();
    }

    /** Takes everything from a message that turned out not to be said, and lays it where it can be said again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void layBack(UUID messageId, FilePlace form) {
        jdbc.sql("update file set message_id = null, enquiry_id = ?, form = ? where message_id = ?")
                .params(form.enquiryId(), form.form(), messageId)
                .update();
    }

    /** What has been stopped, newest first; at most five hundred. */
    @Transactional(readOnly = true)
    public List<KeptFile> quarantine() {
        return jdbc.sql(SELECT + " where scan = 'INFECTED' order by kept_at desc, line desc limit 500")
                .query(FileRows::read)
                .list();
    }

    /** Deletes what has been stopped; nothing else. */
    @Transactional
    public boolean deleteStopped(UUID id) {
        return jdbc.sql("delete from file where id = ? and scan = 'INFECTED'")
                        .param(id)
                        .update()
                > 0;
    }

    /** Takes one file away; false when it does not lie there. */
    @Transactional
    public boolean remove(UUID id, FilePlace place) {
        return jdbc.sql("delete from file" + where(place) + " and id = ?")
                        .params(key(place))
                        .param(id)
                        .update()
                > 0;
    }

    /** Takes everything away from one place. */
    @Transactional
    public void removeAll(FilePlace place) {
        jdbc.sql("delete from file" + where(place)).params(key(place)).update();
    }

    /** What waits to be sent waits on: another 72 hours from now. */
    @Transactional
    public void prolong(UUID unsentKey) {
        jdbc.sql("update file set expires_at = ? where unsent_key = ?")
                .params(Timestamp.from(clock.instant().plus(UNSENT)), unsentKey)
                .update();
    }

    /** What was being written in a case falls away with it. */
    @Transactional
    public void removeForms(UUID enquiryId) {
        jdbc.sql("delete from file where enquiry_id = ?").param(enquiryId).update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT6M")
    @Transactional
    public void removeExpired() {
        jdbc.sql("delete from file where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }

    private static String where(FilePlace place) {
        if (place.unsentKey() != null) {
            return " where unsent_key = ?";
        }
        return place.messageId() != null ? " where message_id = ?" : " where enquiry_id = ? and form = ?";
    }

    private static List<Object> key(FilePlace place) {
        if (place.unsentKey() != null) {
            return List.of(place.unsentKey());
        }
        return place.messageId() != null
                ? List.of(place.messageId())
                : List.of(Objects.requireNonNull(place.enquiryId()), Objects.requireNonNull(place.form()));
    }
}
