package se.vaxholm.svara.enquiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Forwarding.State;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.security.Actor;

/**
 * Matters that are somebody else's (G4). One that is delivered, and of which the asker has been told, stops the clock; one
 * that fails shows it as never stopped (G3).
 */
@Service
@Transactional
public class Forwardings {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Enquiries enquiries;
    private final Undelivered undelivered;

    Forwardings(JdbcClient jdbc, Clock clock, Enquiries enquiries, Undelivered undelivered) {
        this.undelivered = undelivered;
        this.jdbc = jdbc;
        this.clock = clock;
        this.enquiries = enquiries;
    }

    /** All of a case, oldest first. */
    @Transactional(readOnly = true)
    public List<Forwarding> of(UUID enquiryId) {
        return jdbc.sql("select * from forwarding where enquiry_id = ? order by line limit 200")
                .param(enquiryId)
                .query(Forwardings::read)
                .list();
    }

    /** The latest one by which the matter was to become somebody else's. */
    @Transactional(readOnly = true)
    public Optional<Forwarding> latest(UUID enquiryId) {
        return jdbc.sql("""
                        select * from forwarding where enquiry_id = ? and type = 'OTHER_AUTHORITY'
                        order by line desc limit 1""").param(enquiryId).query(Forwardings::read).optional();
    }

    /** Those of the cases whose latest letter to somebody else's address came back, and waits to be dealt with; one question. */
    @Transactional(readOnly = true)
    public Set<UUID> failed(Collection<UUID> enquiryIds) {
        return enquiryIds.isEmpty()
                ? Set.of()
                : jdbc.sql("""
                        select enquiry_id from (
                            select distinct on (enquiry_id) enquiry_id, state from forwarding
                            where enquiry_id in (:ids) and type = 'OTHER_AUTHORITY' order by enquiry_id, line desc) latest
                        where state = 'REFUSED'""").param("ids", enquiryIds).query(UUID.class).set();
    }

    /** Whether a forwarding can still fail: its case waits for that, and is closed when it does not. */
    @Transactional(readOnly = true)
    public boolean isUnderWatch(UUID enquiryId) {
        return latest(enquiryId)
                .filter(forwarding -> forwarding.state() == State.DELIVERED)
                .isPresent();
    }

    @Transactional(readOnly = true)
    public Optional<Forwarding> ofLetter(UUID letterId) {
        return jdbc.sql("select * from forwarding where letter_id = :letter or asker_letter_id = :letter")
                .param("letter", letterId)
                .query(Forwardings::read)
                .optional();
    }

    public Forwarding begin(
            UUID enquiryId,
            Recipient recipient,
            String email,
            Set<Part> parts,
            String words,
            @Nullable LocalDate watchOn,
            Actor by) {
        if (!Part.OUTWARD.containsAll(parts)) {
            throw new IllegalArgumentException("Notes never leave the municipality");
        }
        Forwarding begun = jdbc.sql("""
                        insert into forwarding (id, enquiry_id, recipient_id, type, email, by_id, by_name, at, parts, words,
                            watch_on, state)
                        values (:id, :enquiry, :recipient, :type, :email, :by, :name, :now, :parts, :words, :watchOn,
                            'ON_ITS_WAY')
                        returning *""")
                .param("id", UUID.randomUUID())
                .param("enquiry", enquiryId)
                .param("recipient", recipient.id())
                .param("type", recipient.type().name())
                .param("email", email)
                .param("by", by.id())
                .param("name", by.name())
                .param("now", now())
                .param("parts", Part.names(parts))
                .param("words", words)
                .param("watchOn", watchOn)
                .query(Forwardings::read)
                .single();
        tell(recipient.isActingForUs() ? Deed.What.INPUT_ASKED_FOR : Deed.What.FORWARDED, begun, by);
        return begun;
    }

    /** Which letters carry it: one to the recipient, and one that tells the asker. */
    public void carriedBy(UUID id, @Nullable UUID letterId, @Nullable UUID askerLetterId) {
        jdbc.sql("""
                        update forwarding set letter_id = coalesce(:letter, letter_id),
                            asker_letter_id = coalesce(:askerLetter, asker_letter_id)
                        where id = :id""")
                .param("letter", letterId)
                .param("askerLetter", askerLetterId)
                .param("id", id)
                .update();
    }

    /** The recipient's mail server has taken the letter. */
    public void delivered(UUID id) {
        settle(id, State.DELIVERED);
    }

    /** It has been delivered and the asker has been told whose matter it is: the clock stops (G3). */
    public Enquiry told(UUID id) {
        Forwarding forwarding = jdbc.sql("update forwarding set stopped_at = ? where id = ? returning *")
                .params(now(), id)
                .query(Forwardings::read)
                .single();
        return enquiries.wordGiven(
                forwarding.enquiryId(), Status.FORWARDED, Objects.requireNonNull(forwarding.stoppedAt()));
    }

    /** It did not reach the recipient, or word of it not the asker: the clock shows as never stopped (G3). */
    public void failed(Forwarding forwarding) {
        if (forwarding.stoppedAt() != null) {
            undelivered.forwardingFailed(forwarding.enquiryId());
        }
    }

    public void refused(UUID id) {
        tell(Deed.What.FORWARDING_REFUSED, settle(id, State.REFUSED), Actor.SYSTEM);
    }

    /** The letter was kept from leaving: the asker, who was to know first, has not been reached (G21). */
    public void withheld(UUID id) {
        tell(Deed.What.FORWARDING_WITHHELD, settle(id, State.REFUSED), Actor.SYSTEM);
    }

    public void watchUntil(UUID id, Instant until) {
        jdbc.sql("update forwarding set watch_until = ? where id = ?")
                .params(Timestamp.from(until), id)
                .update();
    }

    /** The recipient, or the officer for them, says that they have it. */
    public void confirmed(UUID id, Actor by) {
        tell(Deed.What.FORWARDING_CONFIRMED, settle(id, State.CONFIRMED), by);
    }

    /** Nothing has failed in time: the matter is theirs. */
    public void stands(UUID id) {
        tell(Deed.What.FORWARDING_STANDS, settle(id, State.STANDS), Actor.SYSTEM);
    }

    /** The recipient does nothing: the matter is ours again, and the clock shows as never stopped. */
    public void takenBack(UUID id, Actor by) {
        Forwarding forwarding = settle(id, State.TAKEN_BACK);
        failed(forwarding);
        tell(Deed.What.FORWARDING_TAKEN_BACK, forwarding, by);
    }

    /** After a refusal the officer deals with the matter in another way. */
    public void givenUp(UUID id, Actor by) {
        tell(Deed.What.FORWARDING_GIVEN_UP, settle(id, State.GIVEN_UP), by);
    }

    /** Keeps what the recipient's link hashes to; the link itself is kept nowhere. */
    public void keepToken(UUID letterId, byte[] hash) {
        jdbc.sql("update forwarding set token_hash = ? where letter_id = ? and state in ('ON_ITS_WAY', 'DELIVERED')")
                .params(hash, letterId)
                .update();
    }

    /** What a recipient's link opens, as long as nobody has used it. */
    @Transactional(readOnly = true)
    public Optional<Forwarding> ofToken(byte[] hash) {
        return jdbc.sql("select * from forwarding where token_hash = ? and state = 'DELIVERED'")
                .param(hash)
                .query(Forwardings::read)
                .optional();
    }

    private Forwarding settle(UUID id, State state) {
        return jdbc.sql("update forwarding set state = ?, settled_at = ? where id = ? returning *")
                .params(state.name(), now(), id)
                .query(Forwardings::read)
                .single();
    }

    private void tell(Deed.What what, Forwarding forwarding, Actor by) {
        enquiries.tell(what, enquiries.get(forwarding.enquiryId()), by, Map.of("recipient", forwarding.recipientId()));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Forwarding read(ResultSet row, int index) throws SQLException {
        return new Forwarding(
                row.getObject("id", UUID.class),
                row.getObject("enquiry_id", UUID.class),
                row.getString("recipient_id"),
                Recipient.Type.valueOf(row.getString("type")),
                row.getString("email"),
                row.getString("by_name"),
                row.getTimestamp("at").toInstant(),
                Part.of((String[]) row.getArray("parts").getArray()),
                row.getString("words"),
                row.getObject("letter_id", UUID.class),
                row.getObject("watch_on", LocalDate.class),
                EnquiryRow.orNull(row, "watch_until"),
                EnquiryRow.orNull(row, "stopped_at"),
                State.valueOf(row.getString("state")),
                EnquiryRow.orNull(row, "settled_at"));
    }
}
