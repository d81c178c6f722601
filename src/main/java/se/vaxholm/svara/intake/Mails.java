package se.vaxholm.svara.intake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.support.SqlBinaryValue;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.correspondence.AskersMail;

/** Every mail that came in, with its bytes as they came and the one thing that it became. */
@Service
@Transactional
public class Mails implements AskersMail {

    /** Rows on a page of mails. */
    public static final int PAGE = 50;

    private static final int PIECE = 1 << 20;

    private final JdbcClient jdbc;
    private final Clock clock;

    Mails(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A mail in a list, and the number of its case. */
    public record Listed(Mail mail, @Nullable String number) {}

    /**
     * A mailbox that is read.
     *
     * @param error AUTHENTICATION, CONNECTION or OTHER while it can't be read
     */
    public record Box(
            String address,
            @Nullable Instant readAt,
            @Nullable Instant failingSince,
            @Nullable String error) {}

    /** Where a copy of a mail lies. */
    public record Place(String mailbox, long uidValidity, long uid) {}

    /** Whether a mail has its fate already. */
    @Transactional(readOnly = true)
    public boolean isKnown(byte[] identity) {
        return jdbc.sql("select exists (select 1 from mail where identity = ?)")
                .param(identity)
                .query(Boolean.class)
                .single();
    }

    /** Which numbers of a mailbox have been taken in, from one on. */
    @Transactional(readOnly = true)
    public Set<Long> known(String mailbox, long uidValidity, long from) {
        return new HashSet<>(
                jdbc.sql("select uid from mail_arrival where mailbox = ? and uid_validity = ? and uid >= ?")
                        .params(mailbox, uidValidity, from)
                        .query(Long.class)
                        .list());
    }

    /**
     * Begins to take a mail in: whoever comes second with the same one waits here for the first to finish, and then has nothing
     * to do.
     *
     * @return empty when this mail, or this copy of it, is known already: it has its fate
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> begin(NewMail mail, Place place) {
        UUID id = UUID.randomUUID();
        int first = jdbc.sql("""
                        insert into mail (id, identity, message_id, mailbox, sender, sender_name, subject, quoted, shortened,
                            refused_files, arrived_at, taken_in_at, size, fate, reason)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUARANTINE', 'FAILED')
                        on conflict (identity) do nothing""")
                .params(
                        id,
                        mail.identity(),
                        mail.messageId(),
                        mail.mailbox(),
                        mail.sender(),
                        mail.senderName(),
                        mail.subject(),
                        mail.quoted(),
                        mail.shortened(),
                        mail.refusedFiles(),
                        Timestamp.from(mail.arrivedAt()),
                        Timestamp.from(clock.instant()),
                        mail.size())
                .update();
        UUID kept = first == 1
                ? id
                : jdbc.sql("select id from mail where identity = ?")
                        .param(mail.identity())
                        .query(UUID.class)
                        .single();
        int copy = jdbc.sql("""
                        insert into mail_arrival (mailbox, uid_validity, uid, mail_id, arrived_at) values (?, ?, ?, ?, ?)
                        on conflict do nothing""")
                .params(place.mailbox(), place.uidValidity(), place.uid(), kept, Timestamp.from(mail.arrivedAt()))
                .update();
        return first == 1 && copy == 1 ? Optional.of(id) : Optional.empty();
    }

    /** Keeps the bytes as they came. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void keepOriginal(UUID id, InputStream bytes, long size) {
        jdbc.sql("insert into mail_original (mail_id, bytes) values (?, ?)")
                .param(id)
                .param(new SqlBinaryValue(bytes, size))
                .update();
    }

    /** Keeps what became of a mail. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void became(UUID id, MailFate fate, MailReason reason, @Nullable UUID enquiryId, @Nullable UUID message) {
        jdbc.sql("update mail set fate = ?, reason = ?, enquiry_id = ?, message = ? where id = ?")
                .params(fate.name(), reason.name(), enquiryId, message, id)
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void isOfLetter(UUID id, UUID letterId) {
        jdbc.sql("update mail set letter_id = ? where id = ?")
                .params(letterId, id)
                .update();
    }

    /** A person is to decide whether it belongs to that case. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void names(UUID id, UUID enquiryId) {
        jdbc.sql("update mail set names_enquiry = ? where id = ?")
                .params(enquiryId, id)
                .update();
    }

    /** A person is to confirm who asks, and since when. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void forwarded(UUID id, Mail.Original original) {
        jdbc.sql("update mail set original_name = ?, original_email = ?, original_at = ? where id = ?")
                .params(original.name(), original.email(), Timestamp.from(original.at()), id)
                .update();
    }

    /** A person has decided what was asked of them. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void settled(UUID id) {
        jdbc.sql("update mail set settled_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }

    /** The case that one of these mails of others belongs to: what is answered is answered in its case. */
    @Transactional(readOnly = true)
    public Optional<UUID> caseOf(Collection<String> messageIds) {
        return messageIds.isEmpty()
                ? Optional.empty()
                : jdbc.sql("""
                                select enquiry_id from mail where message_id in (:ids) and enquiry_id is not null
                                order by arrived_at, line limit 1""").param("ids", messageIds).query(UUID.class).optional();
    }

    /** Those of the cases whose mail is likely to expect no answer. */
    @Transactional(readOnly = true)
    public Set<UUID> suggestedAside(Collection<UUID> enquiryIds) {
        return enquiryIds.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql("select enquiry_id from mail where enquiry_id in (:ids) and fate = 'NEW_ENQUIRY'"
                                        + " and reason in (:reasons)")
                                .param("ids", enquiryIds)
                                .param(
                                        "reasons",
                                        Arrays.stream(MailReason.values())
                                                .filter(MailReason::suggestsAside)
                                                .map(Enum::name)
                                                .toList())
                                .query(UUID.class)
                                .list());
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<String> lastFrom(String address, UUID enquiryId) {
        return jdbc.sql("""
                        select message_id from mail
                        where enquiry_id = ? and lower(sender) = lower(?) and message_id is not null
                        order by arrived_at desc, line desc limit 1""").params(enquiryId, address).query(String.class).optional();
    }

    /** Whether mail from here expects no answer, as somebody has said. */
    @Transactional(readOnly = true)
    public boolean isRuled(String address) {
        return jdbc.sql("select exists (select 1 from sender_rule where pattern in (:address, :domain))")
                .param("address", address)
                .param("domain", address.substring(address.indexOf('@')))
                .query(Boolean.class)
                .single();
    }

    /** The mails of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<Mail> of(UUID enquiryId) {
        return jdbc.sql("select * from mail where enquiry_id = ? order by arrived_at, line limit 500")
                .param(enquiryId)
                .query(Mails::read)
                .list();
    }

    /**
     * Mails of all mailboxes, the newest first.
     *
     * @param fate only those that became this; null for all but our own letters
     * @param page from 0
     * @return one more than a page when there are further ones
     */
    @Transactional(readOnly = true)
    public List<Listed> page(@Nullable MailFate fate, int page) {
        String only = fate == null ? " where m.fate <> 'OWN_LETTER'" : " where m.fate = :fate";
        JdbcClient.StatementSpec sql =
                jdbc.sql("select m.*, e.number from mail m left join enquiry e on e.id = m.enquiry_id" + only
                        + " order by m.arrived_at desc, m.line desc limit :most offset :from");
        return (fate == null ? sql : sql.param("fate", fate.name()))
                .param("most", PAGE + 1)
                .param("from", (long) page * PAGE)
                .query((row, i) -> new Listed(read(row, i), row.getString("number")))
                .list();
    }

    /** How a mailbox fares: when it was last read to its end, and since when it can't be. */
    @Transactional(readOnly = true)
    public List<Box> boxes() {
        return jdbc.sql("select address, read_at, failing_since, last_error from mailbox order by address limit 200")
                .query((row, i) ->
                        new Box(row.getString(1), at(row.getTimestamp(2)), at(row.getTimestamp(3)), row.getString(4)))
                .list();
    }

    private static @Nullable Instant at(@Nullable Timestamp moment) {
        return moment == null ? null : moment.toInstant();
    }

    @Transactional(readOnly = true)
    public Optional<Mail> find(UUID id) {
        return jdbc.sql("select * from mail where id = ?")
                .param(id)
                .query(Mails::read)
                .optional();
    }

    /** Writes the bytes as they came, piece by piece; nothing when they are not kept. */
    @Transactional(readOnly = true)
    public void writeOriginal(UUID id, OutputStream output) throws IOException {
        for (int from = 1; ; from += PIECE) {
            byte[] piece = jdbc.sql("select substring(bytes from ? for ?) from mail_original where mail_id = ?")
                    .params(from, PIECE, id)
                    .query(byte[].class)
                    .optional()
                    .orElse(new byte[0]);
            output.write(piece);
            if (piece.length < PIECE) {
                return;
            }
        }
    }

    private static Mail read(ResultSet row, int index) throws SQLException {
        String email = row.getString("original_email");
        Timestamp at = row.getTimestamp("original_at");
        String name = Objects.requireNonNullElse(row.getString("original_name"), "");
        boolean open = row.getTimestamp("settled_at") == null;
        return new Mail(
                row.getObject("id", UUID.class),
                row.getString("mailbox"),
                row.getString("sender"),
                row.getString("sender_name"),
                row.getString("subject"),
                row.getString("quoted"),
                row.getBoolean("shortened"),
                row.getInt("refused_files"),
                row.getTimestamp("arrived_at").toInstant(),
                row.getLong("size"),
                MailFate.valueOf(row.getString("fate")),
                MailReason.valueOf(row.getString("reason")),
                row.getObject("enquiry_id", UUID.class),
                row.getObject("message", UUID.class),
                row.getObject("letter_id", UUID.class),
                open ? row.getObject("names_enquiry", UUID.class) : null,
                open && at != null ? new Mail.Original(name, email, at.toInstant()) : null);
    }
}
