package se.vaxholm.svara.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;

/**
 * What happened, when and by whom (händelselogg). It listens; nobody calls it to write. An entry stands or falls with
 * its deed, and the application's database role can neither change nor remove it.
 */
@Service
public class Journal {

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;

    Journal(JdbcClient jdbc, ObjectMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void remember(Deed deed) {
        // The asker's name stands in the case only, so that it can be disposed of there.
        boolean staff = deed.by().role() == Actor.Role.STAFF;
        jdbc.sql("""
                        insert into journal_entry (enquiry_id, number, at, what, actor_role, actor_id, actor_name, detail)
                        values (?, ?, ?, ?, ?, ?, ?, cast(? as jsonb))""")
                .params(
                        deed.enquiryId(),
                        deed.number(),
                        Timestamp.from(deed.at()),
                        deed.what().name(),
                        deed.by().role().name(),
                        staff ? deed.by().id() : null,
                        staff ? deed.by().name() : null,
                        write(deed.detail()))
                .update();
    }

    /** What has happened in a case, oldest first; at most the first thousand entries. */
    @Transactional(readOnly = true)
    public List<Entry> of(UUID enquiryId) {
        return entries(jdbc.sql("select * from journal_entry where enquiry_id = ? order by id limit 1000")
                .param(enquiryId));
    }

    /** Who put which model in use, and why: what belongs to no case, newest first. */
    @Transactional(readOnly = true)
    public List<Entry> ofModels() {
        return entries(jdbc.sql("""
                        select * from journal_entry where enquiry_id is null and what = ? order by id desc limit 500""").param(Deed.What.MODEL_DEPLOYED.name()));
    }

    private List<Entry> entries(JdbcClient.StatementSpec selected) {
        return selected.query((row, i) -> new Entry(
                        row.getLong("id"),
                        row.getTimestamp("at").toInstant(),
                        Deed.What.valueOf(row.getString("what")),
                        Actor.Role.valueOf(row.getString("actor_role")),
                        row.getString("actor_name"),
                        read(row.getString("detail"))))
                .list();
    }

    /** Which of these cases have come to a group by escalation. */
    @Transactional(readOnly = true)
    public Set<UUID> escalatedTo(String group, Collection<UUID> enquiryIds) {
        return enquiryIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                                select distinct enquiry_id from journal_entry
                                where enquiry_id in (:enquiries) and what = :what and detail ->> 'group' = :group""")
                        .param("enquiries", enquiryIds)
                        .param("what", Deed.What.ESCALATED.name())
                        .param("group", group)
                        .query(UUID.class)
                        .list());
    }

    private String write(Map<String, String> detail) {
        try {
            return json.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> read(String detail) {
        try {
            return json.readValue(detail, DETAIL);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
