package se.vaxholm.svara.journal;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Staff;

/**
 * Who has read which case (G21): a line a person, case and quarter of an hour, kept for a time of its own. The application's
 * role can add lines; it can change none, and remove only what is older than a year.
 */
@Service
public class AccessLog {

    private static final Logger log = LoggerFactory.getLogger(AccessLog.class);
    private static final Duration QUARTER = Duration.ofMinutes(15);
    private static final int AT_A_TIME = 5_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final int keptMonths;

    AccessLog(JdbcClient jdbc, Clock clock, @Value("${svara.access-log.kept-months:24}") int keptMonths) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.keptMonths = keptMonths;
    }

    /** Somebody who has read a case. */
    public record View(Instant at, String staffId, String staffName, boolean ownUnit, boolean sensitive) {}

    /** A member of staff reads a case. Nothing that goes wrong with the reading afterwards undoes it. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void read(Enquiry enquiry, Staff staff) {
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into access_log (enquiry_id, staff_id, quarter, at, staff_name, own_unit, sensitive)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                .params(
                        enquiry.id(),
                        staff.id(),
                        quarter(now),
                        Timestamp.from(now),
                        staff.name(),
                        isOfUnit(staff, enquiry.unitId()) || isOfUnit(staff, enquiry.worksAt()),
                        enquiry.sensitive())
                .update();
    }

    /** A member of staff takes out what many cases say. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void read(Collection<UUID> enquiryIds, Staff staff) {
        if (enquiryIds.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        jdbc.sql("""
                        insert into access_log (enquiry_id, staff_id, quarter, at, staff_name, own_unit, sensitive)
                        select id, :staff, :quarter, :at, :name, unit_id = any (:groups), sensitive
                        from enquiry where id in (:ids) on conflict do nothing""")
                .param("staff", staff.id())
                .param("quarter", quarter(now))
                .param("at", Timestamp.from(now))
                .param("name", staff.name())
                .param("groups", staff.groups().toArray(String[]::new))
                .param("ids", enquiryIds)
                .update();
    }

    private static boolean isOfUnit(Staff staff, String unit) {
        return staff.memberOf(unit) || staff.managerOf(unit) || staff.headOf(unit);
    }

    /** Who has read a case, the last first; at most the last five hundred times. */
    @Transactional(readOnly = true)
    public List<View> of(UUID enquiryId) {
        return jdbc.sql(
                        "select * from access_log where enquiry_id = ? order by quarter desc, at desc, staff_id limit 500")
                .param(enquiryId)
                .query((row, i) -> new View(
                        row.getTimestamp("at").toInstant(),
                        row.getString("staff_id"),
                        row.getString("staff_name"),
                        row.getBoolean("own_unit"),
                        row.getBoolean("sensitive")))
                .list();
    }

    /** Removes what has been kept for long enough, a piece at a time so that nobody waits for it. */
    @Scheduled(cron = "0 20 3 * * *", zone = "Europe/Stockholm")
    public void forget() {
        Timestamp before = Timestamp.from(ZonedDateTime.ofInstant(clock.instant(), ZoneOffset.UTC)
                .minusMonths(keptMonths)
                .toInstant());
        int gone;
        int all = 0;
        do {
            gone = jdbc.sql("select forget_access(?, ?)")
                    .params(before, AT_A_TIME)
                    .query(Integer.class)
                    .single();
            all += gone;
        } while (gone == AT_A_TIME);
        if (all > 0) {
            log.info("Removed {} lines of the access log that were older than {} months", all, keptMonths);
        }
    }

    private static int quarter(Instant at) {
        return Math.toIntExact(at.getEpochSecond() / QUARTER.toSeconds());
    }
}
