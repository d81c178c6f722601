package se.vaxholm.svara.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.journal.Hash;
import se.vaxholm.svara.security.Actor;

/** What auditors found in the cases of a sample, and what the units say of it; what was written before stays readable. */
@Service
@Transactional
class Findings {

    /** Characters in a finding, or in a unit's reply. */
    static final int LONGEST = 4_000;

    /** Findings that a manager is shown, those that wait for a reply first. */
    static final int LISTED = 200;

    private static final int HISTORY = 100;

    private static final String LAST = """
            left join lateral (select * from audit_finding where sample_id = c.sample_id and enquiry_id = c.enquiry_id
                and verdict is %s null order by id desc limit 1) %s on true""";

    private static final String ROWS = """
            select c.sample_id, c.place, c.unit_id, e.id, e.number, e.subject, e.unit_id as now_at, e.received_at,
                f.id as finding_id, f.verdict, f.words as finding, f.at as found_at, f.by_name as found_by,
                r.id as reply_id, r.words as reply, r.at as replied_at, r.by_name as replied_by
            from audit_sample_case c join enquiry e on e.id = c.enquiry_id\s""" + LAST.formatted("not", "f") + " " + LAST.formatted("", "r");

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Findings(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Something written: what holds is the last of each kind. */
    record Written(long id, @Nullable Verdict verdict, String words, Instant at, String byName) {}

    /**
     * A row of the worksheet.
     *
     * @param place in the sample, from 1
     * @param unitId which had the case when it was drawn, and replies
     * @param nowAt which has it now
     */
    record Row(
            UUID sampleId,
            int place,
            UUID enquiryId,
            String number,
            String subject,
            Instant receivedAt,
            String unitId,
            String nowAt,
            @Nullable Written finding,
            @Nullable Written reply) {

        /** Whether the unit wrote before the finding was what it is now. */
        public boolean isReplyOlder() {
            return reply != null && finding != null && reply.id() < finding.id();
        }

        /** Whether the unit is asked to say something. */
        public boolean awaitsReply() {
            return finding != null && finding.verdict() != Verdict.OK && (reply == null || isReplyOlder());
        }
    }

    @Transactional(readOnly = true)
    List<Row> worksheet(UUID sample) {
        return jdbc.sql(ROWS + " where c.sample_id = ? order by c.place")
                .param(sample)
                .query(Findings::row)
                .list();
    }

    @Transactional(readOnly = true)
    Optional<Row> find(UUID sample, EnquiryNumber number) {
        return jdbc.sql(ROWS + " where c.sample_id = ? and e.number = ?")
                .params(sample, number.value())
                .query(Findings::row)
                .optional();
    }

    /** What was found in the cases of these units; what waits for a reply comes first, then the newest. */
    @Transactional(readOnly = true)
    List<Row> ofUnits(Collection<String> units) {
        return units.isEmpty()
                ? List.of()
                : jdbc.sql(ROWS + """
                                 where c.unit_id in (:units) and f.id is not null
                                order by (f.verdict <> 'OK' and (r.id is null or r.id < f.id)) desc, f.id desc limit :most""")
                        .param("units", units)
                        .param("most", LISTED)
                        .query(Findings::row)
                        .list();
    }

    /** All that was written of a case of a sample, newest first. */
    @Transactional(readOnly = true)
    List<Written> history(Row row) {
        return jdbc.sql("select * from audit_finding where sample_id = ? and enquiry_id = ? order by id desc limit ?")
                .params(row.sampleId(), row.enquiryId(), HISTORY)
                .query((one, i) -> new Written(
                        one.getLong("id"),
                        verdict(one),
                        one.getString("words"),
                        one.getTimestamp("at").toInstant(),
                        one.getString("by_name")))
                .list();
    }

    void find(Row row, Verdict verdict, String words, Actor by) {
        write(row, verdict, words, by);
        tell(
                Deed.What.FINDING_WRITTEN,
                row,
                by,
                Map.of("verdict", verdict.name(), "sha256", Hash.ofText(words).hex()));
    }

    void reply(Row row, String words, Actor by) {
        write(row, null, words, by);
        tell(
                Deed.What.FINDING_ANSWERED,
                row,
                by,
                Map.of("unit", row.unitId(), "sha256", Hash.ofText(words).hex()));
    }

    private void write(Row row, @Nullable Verdict verdict, String words, Actor by) {
        jdbc.sql("""
                        insert into audit_finding (sample_id, enquiry_id, at, by_id, by_name, verdict, words)
                        values (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        row.sampleId(),
                        row.enquiryId(),
                        Timestamp.from(clock.instant()),
                        by.id(),
                        by.name(),
                        verdict == null ? null : verdict.name(),
                        words)
                .update();
    }

    private void tell(Deed.What what, Row row, Actor by, Map<String, String> detail) {
        Map<String, String> all = new HashMap<>(detail);
        all.put("sample", row.sampleId().toString());
        events.publishEvent(new Deed(what, row.enquiryId(), row.number(), by, clock.instant(), all));
    }

    private static @Nullable Verdict verdict(ResultSet row) throws SQLException {
        String verdict = row.getString("verdict");
        return verdict == null ? null : Verdict.valueOf(verdict);
    }

    private static Row row(ResultSet row, int index) throws SQLException {
        Timestamp foundAt = row.getTimestamp("found_at");
        Timestamp repliedAt = row.getTimestamp("replied_at");
        return new Row(
                row.getObject("sample_id", UUID.class),
                row.getInt("place"),
                row.getObject("id", UUID.class),
                row.getString("number"),
                row.getString("subject"),
                row.getTimestamp("received_at").toInstant(),
                row.getString("unit_id"),
                row.getString("now_at"),
                foundAt == null
                        ? null
                        : new Written(
                                row.getLong("finding_id"),
                                verdict(row),
                                row.getString("finding"),
                                foundAt.toInstant(),
                                row.getString("found_by")),
                repliedAt == null
                        ? null
                        : new Written(
                                row.getLong("reply_id"),
                                null,
                                row.getString("reply"),
                                repliedAt.toInstant(),
                                row.getString("replied_by")));
    }
}
