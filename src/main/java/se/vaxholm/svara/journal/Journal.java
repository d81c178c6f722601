package se.vaxholm.svara.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.ModelStep;
import se.vaxholm.svara.enquiry.Said;
import se.vaxholm.svara.security.Actor;

/**
 * What happened, when and by whom (händelselogg). It listens; nobody calls it to write. An entry stands or falls with
 * its deed; the application's database role can neither change nor remove it, and whoever else does is found out, see
 * {@link Seal}.
 */
@Service
public class Journal {

    private static final TypeReference<Map<String, String>> DETAIL = new TypeReference<>() {};

    /** As many entries of one case as are read. */
    public static final int MOST = 1_000;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Chains chains;
    private final ObjectProvider<ModelStep> step;

    Journal(JdbcClient jdbc, ObjectMapper json, Chains chains, ObjectProvider<ModelStep> step) {
        this.jdbc = jdbc;
        this.json = json;
        this.chains = chains;
        this.step = step;
    }

    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void remember(Deed deed) {
        Pending.here(chains::add).add(new Pending.Told(deed, step.getObject().now()));
    }

    /** What is said in a case stands, by what it is told by, in the entry of the deed that says it. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    void remember(Said said) {
        Pending.here(chains::add).add(said);
    }

    /** What has happened in a case, oldest first; at most the first thousand entries. */
    @Transactional(readOnly = true)
    public List<Entry> of(UUID enquiryId) {
        return entries(jdbc.sql("select * from journal_entry where chain = ? order by seq limit " + MOST)
                .param(enquiryId));
    }

    /** How many entries a case has, all of them. */
    @Transactional(readOnly = true)
    public int length(UUID enquiryId) {
        Pending.writeAny();
        return jdbc.sql("select coalesce(max(seq), 0) from journal_entry where chain = ?")
                .param(enquiryId)
                .query(Integer.class)
                .single();
    }

    /** What has happened in several cases, each one's oldest first; those where nothing has are left out. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Entry>> of(Collection<UUID> enquiryIds) {
        Map<UUID, List<Entry>> all = new HashMap<>();
        if (!enquiryIds.isEmpty()) {
            Pending.writeAny();
            jdbc.sql("select * from journal_entry where chain in (:chains) order by chain, seq")
                    .param("chains", enquiryIds)
                    .query(row -> {
                        all.computeIfAbsent(row.getObject("chain", UUID.class), chain -> new ArrayList<>())
                                .add(entry(row, 0));
                    });
        }
        return all;
    }

    /**
     * Entries of some kinds in all chains from one id to another, each chain's oldest first, for whoever goes through everything
     * in steps; an id as first and as last is that case alone.
     */
    @Transactional(readOnly = true)
    public Map<UUID, List<Entry>> between(UUID first, UUID last, Set<Deed.What> kinds) {
        return between(first, last, kinds, "");
    }

    /** As {@link #between(UUID, UUID, Set)}, and entries of any kind that tell something under a name. */
    @Transactional(readOnly = true)
    public Map<UUID, List<Entry>> between(UUID first, UUID last, Set<Deed.What> kinds, String name) {
        Map<UUID, List<Entry>> all = new HashMap<>();
        Pending.writeAny();
        jdbc.sql("""
                        select * from journal_entry
                        where chain between :first and :last and (what in (:kinds) or jsonb_exists(detail, :name))
                        order by chain, seq""")
                .param("first", first)
                .param("last", last)
                .param("kinds", kinds.stream().map(Deed.What::name).toList())
                .param("name", name)
                .query(row -> {
                    all.computeIfAbsent(row.getObject("chain", UUID.class), chain -> new ArrayList<>())
                            .add(entry(row, 0));
                });
        return all;
    }

    /** Who put which model in use, and why: what belongs to no case, newest first. */
    @Transactional(readOnly = true)
    public List<Entry> ofModels() {
        return of(Chain.MODELS);
    }

    /** What has happened in no case, the newest first; at most the last five hundred entries. */
    @Transactional(readOnly = true)
    public List<Entry> of(Chain chain) {
        return entries(jdbc.sql("select * from journal_entry where chain = ? order by seq desc limit 500")
                .param(chain.id()));
    }

    /** Deeds of one sort that belong to no case and have these details, the oldest first; at most the first thousand. */
    @Transactional(readOnly = true)
    public List<Entry> of(Chain chain, Deed.What what, Map<String, String> detail) {
        return entries(jdbc.sql("select * from journal_entry where chain = ? and what = ?"
                        + " and detail @> cast(? as jsonb) order by seq limit " + MOST)
                .params(chain.id(), what.name(), json.valueToTree(detail).toString()));
    }

    /** Every change of settings, the oldest first. */
    @Transactional(readOnly = true)
    List<Entry> settings() {
        return entries(jdbc.sql("select * from journal_entry where chain = ? and what = ? order by seq")
                .params(Chain.SETTINGS.id(), Deed.What.SETTINGS_CHANGED.name()));
    }

    private List<Entry> entries(JdbcClient.StatementSpec selected) {
        Pending.writeAny();
        return selected.query(this::entry).list();
    }

    private Entry entry(ResultSet row, int index) throws SQLException {
        return new Entry(
                row.getLong("id"),
                row.getInt("seq"),
                row.getTimestamp("at").toInstant(),
                what(row.getString("what")),
                role(row.getString("actor_role")),
                row.getString("actor_id"),
                row.getString("actor_name"),
                row.getString("acting_as"),
                row.getString("unit_id"),
                row.getString("step"),
                read(row.getString("detail")));
    }

    /** Which of these cases have come to a group by escalation. */
    @Transactional(readOnly = true)
    public Set<UUID> escalatedTo(String group, Collection<UUID> enquiryIds) {
        Pending.writeAny();
        return enquiryIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql("""
                                select distinct chain from journal_entry
                                where chain in (:enquiries) and what = :what and detail ->> 'group' = :group""")
                        .param("enquiries", enquiryIds)
                        .param("what", Deed.What.ESCALATED.name())
                        .param("group", group)
                        .query(UUID.class)
                        .list());
    }

    private Map<String, String> read(String detail) {
        try {
            return json.readValue(detail, DETAIL);
        } catch (JsonProcessingException e) {
            return Map.of();
        }
    }

    // What somebody has made unreadable must not keep the pages shut that name it.

    static Deed.What what(String told) {
        return Arrays.stream(Deed.What.values())
                .filter(what -> what.name().equals(told))
                .findFirst()
                .orElse(Deed.What.UNREADABLE);
    }

    static Actor.Role role(String told) {
        return Arrays.stream(Actor.Role.values())
                .filter(role -> role.name().equals(told))
                .findFirst()
                .orElse(Actor.Role.SYSTEM);
    }
}
