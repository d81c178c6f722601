package se.vaxholm.svara.enquiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;

/**
 * Cases that units give each other (G4): whoever gave one away answers for it until the other has accepted, so that somebody
 * always does. The registrar's first routing is an assignment, no hand-over. None of it touches a clock.
 */
@Service
@Transactional
public class Handovers {

    /** The return by which a case goes to the registrar instead of back and forth. */
    private static final int RETURN_THAT_IS_RAISED = 2;

    private static final String NOBODYS = "handler_id = null, handler_name = null, claimed_at = null,"
            + " status = case when status = 'IN_PROGRESS' then 'RECEIVED' else status end";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Enquiries enquiries;
    private final Organisation organisation;

    Handovers(JdbcClient jdbc, Clock clock, Enquiries enquiries, Organisation organisation) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.enquiries = enquiries;
        this.organisation = organisation;
    }

    /** Everything that has been handed over in a case, oldest first. */
    @Transactional(readOnly = true)
    public List<Handover> of(UUID enquiryId) {
        return jdbc.sql("select * from handover where enquiry_id = ? order by line limit 500")
                .param(enquiryId)
                .query(Handovers::read)
                .list();
    }

    /** The hand-over that waits to be accepted. */
    @Transactional(readOnly = true)
    public Optional<Handover> pending(UUID enquiryId) {
        return jdbc.sql("""
                        select * from handover where enquiry_id = ? and accepted_at is null and returned_at is null
                            and raised_at is null
                        order by line desc limit 1""").param(enquiryId).query(Handovers::read).optional();
    }

    /** The hand-over by which the case last crossed to another board, whose choice of parts still holds. */
    @Transactional(readOnly = true)
    public Optional<Handover> border(UUID enquiryId) {
        return jdbc.sql("""
                        select * from handover where enquiry_id = ? and across_boards and returned_at is null
                            and raised_at is null
                        order by line desc limit 1""").param(enquiryId).query(Handovers::read).optional();
    }

    /** The hand-over by which the case came to the unit whose work it is now, accepted or not. */
    @Transactional(readOnly = true)
    public Optional<Handover> came(Enquiry enquiry) {
        return jdbc.sql("""
                        select * from handover where enquiry_id = ? and to_unit_id = ? and returned_at is null
                            and raised_at is null
                        order by line desc limit 1""")
                .params(enquiry.id(), enquiry.worksAt())
                .query(Handovers::read)
                .optional();
    }

    /** The unit that gets the case when it is sent back: the one it came from, and the registrar the second time. */
    @Transactional(readOnly = true)
    public String goesBackTo(Enquiry enquiry) {
        return came(enquiry)
                .filter(handover -> returns(enquiry.id()) + 1 < RETURN_THAT_IS_RAISED)
                .map(Handover::fromUnitId)
                .orElse(Unit.REGISTRATOR);
    }

    private int returns(UUID enquiryId) {
        return jdbc.sql("""
                        select count(*) from handover
                        where enquiry_id = ? and returned_at is not null and raised_at is null""").param(enquiryId).query(Integer.class).single();
    }

    /** Whether one unit is another authority than the other: each board is one of its own (G21). */
    public boolean isAcrossBoards(String oneUnitId, String otherUnitId) {
        return !organisation
                .unit(oneUnitId)
                .boardId()
                .equals(organisation.unit(otherUnitId).boardId());
    }

    /**
     * Gives the case to another unit.
     *
     * @param parts what goes along; within one board everything does
     * @param acceptBy when the receiving unit's manager is reminded
     */
    public Enquiry handOver(
            UUID enquiryId,
            String toUnitId,
            String reason,
            Set<Part> parts,
            boolean secrecyChecked,
            Instant acceptBy,
            Actor by) {
        Enquiry enquiry = enquiries.get(enquiryId);
        String from = enquiry.worksAt();
        if (from.equals(toUnitId)) {
            throw new IllegalArgumentException("The unit has the case already");
        }
        accept(enquiryId, by);
        boolean across = isAcrossBoards(from, toUnitId);
        if (across && !secrecyChecked) {
            throw new IllegalArgumentException("The secrecy check is missing");
        }
        Set<Part> along = across ? parts : EnumSet.allOf(Part.class);
        jdbc.sql("""
                        insert into handover (id, enquiry_id, from_unit_id, to_unit_id, by_id, by_name, at, reason, across_boards,
                            parts, secrecy_checked, accept_by)
                        values (:id, :enquiry, :from, :to, :by, :name, :now, :reason, :across, :parts, :checked, :acceptBy)""")
                .param("id", UUID.randomUUID())
                .param("enquiry", enquiryId)
                .param("from", from)
                .param("to", toUnitId)
                .param("by", by.id())
                .param("name", by.name())
                .param("now", now())
                .param("reason", TextBounds.require(reason, TextBounds.TEXT))
                .param("across", across)
                .param("parts", Part.names(along))
                .param("checked", secrecyChecked)
                .param("acceptBy", Timestamp.from(acceptBy))
                .update();
        // Said at the moment of the hand-over, so that it goes along whatever stays behind.
        enquiries.note(enquiryId, reason, by);
        String keeper = enquiry.textsOf() != null ? enquiry.textsOf() : along.contains(Part.QUESTION) ? null : from;
        return changed(
                enquiryId,
                "handed_to = :to, texts_of = :keeper, " + NOBODYS,
                values("to", toUnitId, "keeper", toUnitId.equals(keeper) ? null : keeper),
                Deed.What.HANDED_OVER,
                by,
                Map.of("from", from, "unit", toUnitId));
    }

    /** The receiving unit has the case from now on, and answers for it; nothing happens when nothing waits. */
    public Optional<Handover> accept(UUID enquiryId, Actor by) {
        Optional<Handover> pending = pending(enquiryId);
        pending.ifPresent(handover -> {
            jdbc.sql("update handover set accepted_at = ?, accepted_by = ? where id = ?")
                    .params(now(), by.name(), handover.id())
                    .update();
            changed(
                    enquiryId,
                    "unit_id = :unit, handed_to = null",
                    values("unit", handover.toUnitId(), "", null),
                    Deed.What.HANDOVER_ACCEPTED,
                    by,
                    Map.of("unit", handover.toUnitId(), "from", handover.fromUnitId()));
        });
        return pending;
    }

    /** Sends the case back to where it came from; the second time, or when no unit gave it, to the registrar. */
    public Enquiry giveBack(UUID enquiryId, String reason, Actor by) {
        Enquiry enquiry = enquiries.get(enquiryId);
        String from = enquiry.worksAt();
        String to = goesBackTo(enquiry);
        String why = TextBounds.require(reason, TextBounds.TEXT);
        came(enquiry)
                .ifPresent(handover -> jdbc.sql(
                                "update handover set returned_at = ?, returned_by = ?, return_reason = ? where id = ?")
                        .params(now(), by.name(), why, handover.id())
                        .update());
        boolean raised = to.equals(Unit.REGISTRATOR);
        if (raised) {
            jdbc.sql("update handover set raised_at = ? where enquiry_id = ? and raised_at is null")
                    .params(now(), enquiryId)
                    .update();
        }
        enquiries.note(enquiryId, why, by);
        return changed(
                enquiryId,
                "unit_id = :unit, handed_to = null, texts_of = nullif(texts_of, :unit), " + NOBODYS,
                values("unit", to, "", null),
                raised ? Deed.What.RAISED_TO_REGISTRAR : Deed.What.RETURNED,
                by,
                Map.of("unit", to, "from", from));
    }

    /** The registrar has decided between units that sent a case back and forth: an assignment, accepted by nobody. */
    public Enquiry assign(UUID enquiryId, String unitId, Actor by) {
        Enquiry enquiry = enquiries.get(enquiryId);
        return changed(
                enquiryId,
                "unit_id = :unit, handed_to = null, texts_of = null",
                values("unit", unitId, "", null),
                Deed.What.UNIT_ASSIGNED,
                by,
                Map.of("unit", unitId, "lastDay", enquiry.lastDayOn().toString()));
    }

    private static Map<String, @Nullable String> values(
            String one, @Nullable String first, String other, @Nullable String second) {
        Map<String, @Nullable String> values = new HashMap<>();
        values.put(one, first);
        if (!other.isEmpty()) {
            values.put(other, second);
        }
        return values;
    }

    private Enquiry changed(
            UUID id,
            String assignments,
            Map<String, @Nullable String> values,
            Deed.What what,
            Actor by,
            Map<String, String> detail) {
        Enquiry enquiry = enquiries.update(id, assignments, values);
        enquiries.tell(what, enquiry, by, detail);
        return enquiry;
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static Handover read(ResultSet row, int index) throws SQLException {
        return new Handover(
                row.getObject("id", UUID.class),
                row.getObject("enquiry_id", UUID.class),
                row.getString("from_unit_id"),
                row.getString("to_unit_id"),
                row.getString("by_name"),
                row.getTimestamp("at").toInstant(),
                row.getString("reason"),
                row.getBoolean("across_boards"),
                Part.of((String[]) row.getArray("parts").getArray()),
                row.getTimestamp("accept_by").toInstant(),
                EnquiryRow.orNull(row, "accepted_at"),
                EnquiryRow.orNull(row, "returned_at"),
                row.getString("return_reason"));
    }
}
