package se.vaxholm.svara.correspondence;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.Actor;

/** Letters that wait to leave, queued in the transaction of the deed that caused them: both happen or neither. */
@Service
public class Outbox {

    /** Of one case, that are read at once. */
    public static final int MOST_LETTERS = 500;

    /** Where a letter is on its way. */
    public enum Fate {
        QUEUED,
        SENT,
        REFUSED,
        STOPPED
    }

    /**
     * A letter in the outbox.
     *
     * @param tellAt when its case is to be told that it left, or came back; null when it has been
     * @param filesOf the message whose files go along, if any do
     */
    public record Queued(
            UUID id,
            Letter letter,
            String messageId,
            Fate fate,
            int attempts,
            Instant queuedAt,
            @Nullable Instant settledAt,
            @Nullable Instant tellAt,
            @Nullable String lastError,
            @Nullable UUID filesOf,
            boolean bounced) {}

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(15);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    private static final Duration UNTIL_TOLD_AGAIN = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final Enquiries enquiries;
    private final Clock clock;
    private final Duration regret;

    /** @param regret how long word to the asker waits before it leaves, so that a mistake can be undone */
    Outbox(JdbcClient jdbc, Enquiries enquiries, Clock clock, @Value("${svara.outbox.regret:0s}") Duration regret) {
        this.regret = regret;
        this.jdbc = jdbc;
        this.enquiries = enquiries;
        this.clock = clock;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public UUID add(Letter letter) {
        UUID id = UUID.randomUUID();
        String domain = letter.senderEmail().substring(letter.senderEmail().indexOf('@') + 1);
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("""
                        insert into letter (id, enquiry_id, kind, recipient, sender_name, sender_email, subject, body_text,
                            body_html, language, message_id, status, queued_at, next_try_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', ?, ?)""")
                .params(
                        id,
                        letter.enquiryId(),
                        letter.kind().name(),
                        letter.recipient(),
                        letter.senderName(),
                        letter.senderEmail(),
                        letter.subject(),
                        letter.text(),
                        letter.html(),
                        letter.language().name(),
                        "<svara." + id + "@" + domain + ">",
                        now,
                        letter.kind().isFirstResponse()
                                ? Timestamp.from(now.toInstant().plus(regret))
                                : now)
                .update();
        return id;
    }

    /** The files of a message go along with a letter. */
    @Transactional(propagation = Propagation.MANDATORY)
    void takeAlong(UUID id, UUID messageId) {
        jdbc.sql("update letter set files_of = ? where id = ?")
                .params(messageId, id)
                .update();
    }

    /** A letter leaves only when another one has been taken by its recipient's mail server. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void goesAfter(UUID id, UUID first) {
        jdbc.sql("update letter set after_letter = ? where id = ?")
                .params(first, id)
                .update();
    }

    /** The letters of a case, oldest first; at most {@value #MOST_LETTERS}. */
    @Transactional(readOnly = true)
    public List<Queued> of(UUID enquiryId) {
        return jdbc.sql("select * from letter where enquiry_id = ? order by queued_at, line limit " + MOST_LETTERS)
                .param(enquiryId)
                .query(Outbox::read)
                .list();
    }

    /** The next letter whose time has come, held until the transaction ends; another node takes another one. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Queued> takeNext() {
        return jdbc.sql("""
                        select * from letter where status = 'QUEUED' and next_try_at <= ?
                            and (after_letter is null
                                or (select first.status from letter first where first.id = letter.after_letter) = 'SENT')
                        order by next_try_at, line limit 1 for update skip locked""")
                .param(Timestamp.from(clock.instant()))
                .query(Outbox::read)
                .optional();
    }

    /**
     * Keeps a letter of a case from leaving; false when it has left, or is about to.
     *
     * <p>A letter that is just being sent is held by its sender, and is not waited for.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean stop(UUID id, Enquiry enquiry, Actor by) {
        Optional<String> kind = jdbc.sql("""
                        update letter set status = 'STOPPED', settled_at = :now where id in (
                            select id from letter where id = :id and enquiry_id = :enquiry and status = 'QUEUED'
                            for update skip locked)
                        returning kind""")
                .param("now", Timestamp.from(clock.instant()))
                .param("id", id)
                .param("enquiry", enquiry.id())
                .query(String.class)
                .optional();
        kind.ifPresent(stopped -> enquiries.tell(
                Deed.What.LETTER_STOPPED, enquiry, by, Map.of("kind", stopped, "letter", id.toString())));
        return kind.isPresent();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void settle(UUID id, Fate fate, @Nullable String error) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.sql("update letter set status = ?, attempts = attempts + 1, settled_at = ?, tell_at = ?, last_error = ?"
                        + " where id = ?")
                .params(fate.name(), now, now, error, id)
                .update();
    }

    /** Tries again later: after 15 seconds, then twice as long each time, half an hour at most. */
    @Transactional(propagation = Propagation.MANDATORY)
    void tryLater(Queued queued, String error) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(queued.attempts(), 10));
        if (pause.compareTo(LONGEST_PAUSE) > 0) {
            pause = LONGEST_PAUSE;
        }
        jdbc.sql("update letter set attempts = attempts + 1, next_try_at = ?, last_error = ? where id = ?")
                .params(Timestamp.from(clock.instant().plus(pause)), error, queued.id())
                .update();
    }

    /** A settled letter that its case has not heard of yet. */
    @Transactional(propagation = Propagation.MANDATORY)
    Optional<Queued> takeUntold() {
        Optional<Queued> next = jdbc.sql("""
                        select * from letter where tell_at <= ?
                        order by tell_at, line limit 1 for update skip locked""")
                .param(Timestamp.from(clock.instant()))
                .query(Outbox::read)
                .optional();
        next.ifPresent(queued -> jdbc.sql("update letter set tell_at = null where id = ?")
                .param(queued.id())
                .update());
        return next;
    }

    /**
     * A case that could not be told is told later, so that the others hear of theirs meanwhile; unless another node has told it
     * since.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void tellLater(UUID id) {
        jdbc.sql("update letter set tell_at = ? where id = ? and tell_at is not null")
                .params(Timestamp.from(clock.instant().plus(UNTIL_TOLD_AGAIN)), id)
                .update();
    }

    /** Letters by the names that they travel under, in the order of the names; some may belong to no case. */
    @Transactional(readOnly = true)
    public List<Queued> find(List<String> messageIds) {
        return messageIds.isEmpty()
                ? List.of()
                : jdbc
                        .sql("select * from letter where message_id in (:ids)")
                        .param("ids", messageIds)
                        .query(Outbox::read)
                        .list()
                        .stream()
                        .sorted(Comparator.comparingInt(found -> messageIds.indexOf(found.messageId())))
                        .toList();
    }

    /**
     * A letter that had left has come back: its case is told so, as of one that never left.
     *
     * @param word what the mail server said of it, without addresses
     * @return false when it has come back before, or has not left
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean cameBack(UUID id, String word) {
        Timestamp now = Timestamp.from(clock.instant());
        // A case that has not heard yet that it left hears only that it came back.
        return jdbc.sql("""
                        update letter set status = 'REFUSED', bounced_at = case when tell_at is null then cast(:now as timestamptz) end,
                            settled_at = :now, tell_at = :now, last_error = :word
                        where id = :id and status = 'SENT'""")
                        .param("now", now)
                        .param("word", word)
                        .param("id", id)
                        .update()
                > 0;
    }

    /** How many acknowledgements have been written to an address since then. */
    @Transactional(readOnly = true)
    int acknowledgements(String recipient, Instant since) {
        return jdbc.sql("""
                        select count(*) from letter
                        where recipient = ? and queued_at > ? and kind = 'ACKNOWLEDGEMENT'""")
                .params(recipient, Timestamp.from(since))
                .query(Integer.class)
                .single();
    }

    private static Queued read(ResultSet row, int index) throws SQLException {
        Timestamp settled = row.getTimestamp("settled_at");
        Timestamp tell = row.getTimestamp("tell_at");
        Letter letter = new Letter(
                row.getObject("enquiry_id", UUID.class),
                LetterKind.valueOf(row.getString("kind")),
                row.getString("recipient"),
                row.getString("sender_name"),
                row.getString("sender_email"),
                row.getString("subject"),
                row.getString("body_text"),
                row.getString("body_html"),
                Language.valueOf(row.getString("language")));
        return new Queued(
                row.getObject("id", UUID.class),
                letter,
                row.getString("message_id"),
                Fate.valueOf(row.getString("status")),
                row.getInt("attempts"),
                row.getTimestamp("queued_at").toInstant(),
                settled == null ? null : settled.toInstant(),
                tell == null ? null : tell.toInstant(),
                row.getString("last_error"),
                row.getObject("files_of", UUID.class),
                row.getTimestamp("bounced_at") != null);
    }
}
