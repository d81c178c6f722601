package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.security.Actor;

/** Cases that stand together: many askers' same matter, and the parts of one message that held several questions. */
@Service
@Transactional
public class Gatherings {

    /** As many as somebody can look through on a page. */
    private static final int MOST = 100;

    private static final String JOINABLE = EnquiryRow.SELECT
            + " where unit_id = :unit and closed_at is null and id <> :id"
            + " and id not in (select enquiry_id from gathering)";

    private final Enquiries enquiries;
    private final JdbcClient jdbc;
    private final Clock clock;

    Gatherings(Enquiries enquiries, JdbcClient jdbc, Clock clock) {
        this.enquiries = enquiries;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The cases of the same unit that could stand together with this one, the most urgent first. */
    @Transactional(readOnly = true)
    public List<Enquiry> candidates(Enquiry enquiry) {
        return jdbc.sql(JOINABLE + " order by category_id = :category desc, answer_due_at, id limit " + MOST)
                .param("unit", enquiry.unitId())
                .param("id", enquiry.id())
                .param("category", enquiry.categoryId())
                .query(EnquiryRow::read)
                .list();
    }

    /** Those of the chosen ones that could, however many more there are. */
    private List<Enquiry> joinable(Enquiry enquiry, Collection<UUID> chosen) {
        return jdbc.sql(JOINABLE + " and id in (:chosen) order by answer_due_at, id limit " + MOST)
                .param("unit", enquiry.unitId())
                .param("id", enquiry.id())
                .param("chosen", chosen)
                .query(EnquiryRow::read)
                .list();
    }

    /** Those that stand together with this case and wait for an answer; the case itself is not among them. */
    @Transactional(readOnly = true)
    public List<Enquiry> of(Enquiry enquiry) {
        return jdbc.sql(EnquiryRow.SELECT
                        + " where closed_at is null and id <> ? and id in (select other.enquiry_id from gathering own"
                        + " join gathering other using (group_id) where own.enquiry_id = ?) order by number")
                .params(enquiry.id(), enquiry.id())
                .query(EnquiryRow::read)
                .list();
    }

    /** Sets cases of one unit together with this one; those of other units, closed ones and those that stand elsewhere stay. */
    public int gather(Enquiry enquiry, Collection<UUID> others, Actor by) {
        UUID group = group(enquiry).orElseGet(() -> {
            UUID made = UUID.randomUUID();
            join(enquiry.id(), made);
            return made;
        });
        int joined = 0;
        for (Enquiry other : joinable(enquiry, others)) {
            if (join(other.id(), group)) {
                enquiries.tell(
                        Deed.What.GATHERED,
                        other,
                        by,
                        Map.of("number", enquiry.number().value()));
                enquiries.tell(
                        Deed.What.GATHERED,
                        enquiry,
                        by,
                        Map.of("number", other.number().value()));
                joined++;
            }
        }
        return joined;
    }

    private Optional<UUID> group(Enquiry enquiry) {
        return jdbc.sql("select group_id from gathering where enquiry_id = ?")
                .param(enquiry.id())
                .query(UUID.class)
                .optional();
    }

    private boolean join(UUID enquiryId, UUID group) {
        return jdbc.sql("insert into gathering (enquiry_id, group_id, at) values (?, ?, ?) on conflict do nothing")
                        .params(enquiryId, group, Timestamp.from(clock.instant()))
                        .update()
                == 1;
    }

    /** The case stands alone again. */
    public void leave(Enquiry enquiry, Actor by) {
        int rows = jdbc.sql("delete from gathering where enquiry_id = ?")
                .param(enquiry.id())
                .update();
        if (rows == 1) {
            enquiries.tell(Deed.What.UNGATHERED, enquiry, by, Map.of());
        }
    }

    /** A question that stood in another one's message has become a case of its own; both say so. */
    public void split(Enquiry whole, Enquiry part, Actor by) {
        int rows = jdbc.sql("insert into split (part_id, whole_id, at) values (?, ?, ?) on conflict do nothing")
                .params(part.id(), whole.id(), Timestamp.from(clock.instant()))
                .update();
        if (rows == 1) {
            enquiries.tell(
                    Deed.What.SPLIT, whole, by, Map.of("number", part.number().value()));
            enquiries.tell(
                    Deed.What.SPLIT_FROM,
                    part,
                    by,
                    Map.of("number", whole.number().value()));
        }
    }
}
