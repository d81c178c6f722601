package se.vaxholm.svara.staffing;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;

/** Keeps who is away when, and who stands in for them (G7). */
@Service
@Transactional
public class Absences {

    private static final int MOST_LISTED = 200;
    private static final int AT_A_TIME = 100;

    private static final String LASTS = " removed_at is null and to_on >= :today ";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Absences(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** Somebody as a page names them. */
    public record Person(String id, String name) {}

    /** @throws IllegalArgumentException when the days are none, or meet another absence of the same person */
    public void add(
            Person who, Set<String> units, LocalDate fromOn, LocalDate toOn, @Nullable Person deputy, Actor by) {
        if (toOn.isBefore(fromOn) || toOn.isBefore(today())) {
            throw new IllegalArgumentException("No days to be away");
        }
        // Two that are set at the same moment come one after the other.
        jdbc.sql("select pg_advisory_xact_lock(hashtext(?))")
                .param("absence " + who.id())
                .query()
                .singleRow();
        if (meetsAnother(who.id(), fromOn, toOn)) {
            throw new IllegalArgumentException("These days meet another absence");
        }
        jdbc.sql("""
                        insert into absence (id, staff_id, staff_name, units, from_on, to_on, deputy_id, deputy_name,
                            set_by_name, set_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        UUID.randomUUID(),
                        who.id(),
                        who.name(),
                        units.toArray(String[]::new),
                        fromOn,
                        toOn,
                        deputy == null ? null : deputy.id(),
                        deputy == null ? null : deputy.name(),
                        by.name(),
                        Timestamp.from(clock.instant()))
                .update();
        tell(Deed.What.ABSENCE_SET, who.id(), fromOn, toOn, deputy == null ? "" : deputy.id(), by);
    }

    /** Whether the person is away already on one of these days. */
    @Transactional(readOnly = true)
    public boolean meetsAnother(String staffId, LocalDate fromOn, LocalDate toOn) {
        return jdbc.sql("""
                        select exists (select 1 from absence
                            where staff_id = ? and removed_at is null and from_on <= ? and to_on >= ?)""").params(staffId, toOn, fromOn).query(Boolean.class).single();
    }

    /** The person is here after all; what went back stays where it is. */
    public void remove(Absence absence, Actor by) {
        int removed = jdbc.sql("update absence set removed_at = ? where id = ? and removed_at is null")
                .params(Timestamp.from(clock.instant()), absence.id())
                .update();
        if (removed == 1) {
            tell(
                    Deed.What.ABSENCE_REMOVED,
                    absence.staffId(),
                    absence.fromOn(),
                    absence.toOn(),
                    absence.deputyId() == null ? "" : absence.deputyId(),
                    by);
        }
    }

    @Transactional(readOnly = true)
    public Optional<Absence> find(UUID id) {
        return jdbc.sql("select * from absence where id = :id and" + LASTS)
                .param("id", id)
                .param("today", today())
                .query(Absences::read)
                .optional();
    }

    /** The absence that somebody is in today. */
    @Transactional(readOnly = true)
    public Optional<Absence> today(String staffId) {
        return jdbc.sql("select * from absence where staff_id = :staff and from_on <= :today and" + LASTS
                        + "order by to_on desc limit 1")
                .param("staff", staffId)
                .param("today", today())
                .query(Absences::read)
                .optional();
    }

    /** What goes on and what is to come, for one person and for everybody in the units, first days first. */
    @Transactional(readOnly = true)
    public List<Absence> of(String staffId, Collection<String> units) {
        return jdbc.sql("select * from absence where (staff_id = :staff or units && cast(:units as text[])) and" + LASTS
                        + "order by from_on, staff_name, id limit " + MOST_LISTED)
                .param("staff", staffId)
                .param("units", units.toArray(String[]::new))
                .param("today", today())
                .query(Absences::read)
                .list();
    }

    /** Those whose first day has come, and whose work has not gone back yet. */
    @Transactional(readOnly = true)
    public List<Absence> toBegin() {
        return jdbc.sql("select * from absence where begun_at is null and from_on <= :today and" + LASTS
                        + "order by from_on, id limit " + AT_A_TIME)
                .param("today", today())
                .query(Absences::read)
                .list();
    }

    public void begun(Absence absence) {
        jdbc.sql("update absence set begun_at = coalesce(begun_at, ?) where id = ?")
                .params(Timestamp.from(clock.instant()), absence.id())
                .update();
    }

    private void tell(Deed.What what, String staffId, LocalDate fromOn, LocalDate toOn, String deputy, Actor by) {
        Map<String, String> detail =
                Map.of("staff", staffId, "from", fromOn.toString(), "to", toOn.toString(), "deputy", deputy);
        events.publishEvent(new Deed(what, null, null, by, clock.instant(), detail));
    }

    private LocalDate today() {
        return clock.instant().atZone(WorkingCalendar.ZONE).toLocalDate();
    }

    private static Absence read(ResultSet row, int index) throws SQLException {
        Timestamp begun = row.getTimestamp("begun_at");
        return new Absence(
                row.getObject("id", UUID.class),
                row.getString("staff_id"),
                row.getString("staff_name"),
                Set.of((String[]) row.getArray("units").getArray()),
                row.getObject("from_on", LocalDate.class),
                row.getObject("to_on", LocalDate.class),
                row.getString("deputy_id"),
                row.getString("deputy_name"),
                row.getString("set_by_name"),
                begun == null ? null : begun.toInstant());
    }
}
