package se.vaxholm.svara.channel.mail;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What is remembered of each mailbox: who reads it, how far it has been read, and whether that works. */
@Component
@Transactional
class Mailboxes {

    /** A node that has died lets others read after this time; one that lives holds on at every mail. */
    private static final Duration HELD = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration first;

    Mailboxes(JdbcClient jdbc, Clock clock, InboxSettings settings) {
        first = Duration.ofDays(settings.firstDays());
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How far a mailbox has been read.
     *
     * @param since what arrived earlier is left alone
     * @param seenTo the highest number that has been looked at; 0 when its server has numbered it anew
     */
    record Reading(Instant since, long seenTo) {}

    /** Takes a mailbox for this node, or keeps it; false while another node has it. */
    boolean hold(String address, String node) {
        Instant now = clock.instant();
        return jdbc.sql("""
                        insert into mailbox (address, since, held_by, held_until) values (:address, :since, :node, :until)
                        on conflict (address) do update set held_by = :node, held_until = :until
                            where mailbox.held_by is null or mailbox.held_by = :node or mailbox.held_until < :now""")
                        .param("address", address)
                        .param("since", Timestamp.from(now.minus(first)))
                        .param("node", node)
                        .param("until", Timestamp.from(now.plus(HELD)))
                        .param("now", Timestamp.from(now))
                        .update()
                > 0;
    }

    void release(String address, String node) {
        jdbc.sql("update mailbox set held_by = null, held_until = null where address = ? and held_by = ?")
                .params(address, node)
                .update();
    }

    @Transactional(readOnly = true)
    public Reading reading(String address, long uidValidity) {
        return jdbc.sql(
                        "select since, case when uid_validity = ? then seen_to else 0 end from mailbox where address = ?")
                .params(uidValidity, address)
                .query((row, i) -> new Reading(row.getTimestamp(1).toInstant(), row.getLong(2)))
                .single();
    }

    /** @return whether it could not be read before */
    boolean readTo(String address, long uidValidity, long seenTo) {
        boolean again = settle(address);
        jdbc.sql("update mailbox set uid_validity = ?, seen_to = ?, read_at = ? where address = ?")
                .params(uidValidity, seenTo, Timestamp.from(clock.instant()), address)
                .update();
        return again;
    }

    private boolean settle(String address) {
        return jdbc.sql("""
                        update mailbox set failing_since = null, last_error = null
                        where address = ? and failing_since is not null""").param(address).update() > 0;
    }

    /** @return whether that is news */
    boolean failed(String address, String error) {
        boolean before = jdbc.sql("select last_error is not distinct from ? from mailbox where address = ? for update")
                .params(error, address)
                .query(Boolean.class)
                .optional()
                .orElse(false);
        jdbc.sql("update mailbox set failing_since = coalesce(failing_since, ?), last_error = ? where address = ?")
                .params(Timestamp.from(clock.instant()), error, address)
                .update();
        return !before;
    }
}
