package se.vaxholm.svara.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.Timestamp;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;

/**
 * Adds entries to their chains. Each case has a chain of its own, so that writers of different cases never wait for one
 * another; those of the same case do, from the end of one transaction's work to its commit.
 */
@Component
class Chains {

    private static final String HEADS =
            "select chain, seq, hash from journal_head where chain = any (?) order by chain for update";

    private static final String ENTRY = """
            insert into journal_entry (chain, seq, enquiry_id, number, at, what, actor_role, actor_id, actor_name, acting_as,
                unit_id, step, detail, hash, mac)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, cast(? as jsonb), ?, ?)""";

    private static final String HEAD = """
            insert into journal_head (chain, seq, hash, unsealed) values (?, ?, ?, true)
            on conflict (chain) do update set seq = excluded.seq, hash = excluded.hash, unsealed = true""";

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final Seal seal;

    Chains(JdbcTemplate jdbc, ObjectMapper json, Seal seal) {
        this.jdbc = jdbc;
        this.json = json;
        this.seal = seal;
    }

    /** The last entry of a chain. */
    private record Head(int seq, Hash hash) {

        private static final Head NONE = new Head(0, Seal.FIRST);
    }

    /** Writes entries in the order in which they were told. */
    void add(List<Pending.Told> told) {
        // In the order of the chains' ids: two transactions that write in the same ones never wait for each other.
        SortedMap<UUID, List<Pending.Told>> chains = new TreeMap<>();
        told.forEach(one -> chains.computeIfAbsent(Chain.of(one.deed()), chain -> new ArrayList<>())
                .add(one));
        Map<UUID, Head> heads = heads(chains);
        List<Object[]> entries = new ArrayList<>(told.size());
        List<Object[]> ends = new ArrayList<>(chains.size());
        chains.forEach((chain, here) -> {
            Head head = heads.getOrDefault(chain, Head.NONE);
            for (Pending.Told one : here) {
                Sealed entry = sealed(chain, head.seq() + 1, one);
                head = new Head(entry.seq(), entry.hash(head.hash()));
                entries.add(row(entry, one.deed(), head.hash()));
            }
            ends.add(new Object[] {chain, head.seq(), head.hash().bytes()});
        });
        jdbc.batchUpdate(ENTRY, entries);
        jdbc.batchUpdate(HEAD, ends);
    }

    /** Where the chains end, which stay as they are until this transaction has ended. */
    private Map<UUID, Head> heads(SortedMap<UUID, List<Pending.Told>> chains) {
        UUID[] old = chains.entrySet().stream()
                .filter(chain -> chain.getValue().get(0).deed().what() != Deed.What.REGISTERED)
                .map(Map.Entry::getKey)
                .toArray(UUID[]::new);
        Map<UUID, Head> heads = new HashMap<>();
        if (old.length > 0) {
            jdbc.query(
                    HEADS,
                    row -> {
                        heads.put(row.getObject(1, UUID.class), new Head(row.getInt(2), Hash.of(row.getBytes(3))));
                    },
                    (Object) old);
        }
        return heads;
    }

    private static Sealed sealed(UUID chain, int seq, Pending.Told told) {
        Deed deed = told.deed();
        // The asker's name stands in the case only, so that it can be disposed of there.
        boolean staff = deed.by().role() == Actor.Role.STAFF;
        return new Sealed(
                chain,
                seq,
                deed.at().truncatedTo(ChronoUnit.MICROS),
                deed.what().name(),
                deed.number(),
                deed.by().role().name(),
                staff ? deed.by().id() : null,
                staff ? deed.by().name() : null,
                staff ? deed.by().actingAs() : null,
                deed.unit(),
                told.step(),
                deed.detail());
    }

    private Object[] row(Sealed entry, Deed deed, Hash hash) {
        return new Object[] {
            entry.chain(),
            entry.seq(),
            deed.enquiryId(),
            entry.number(),
            Timestamp.from(entry.at()),
            entry.what(),
            entry.actorRole(),
            entry.actorId(),
            entry.actorName(),
            entry.actingAs(),
            entry.unit(),
            entry.step(),
            write(entry.detail()),
            hash.bytes(),
            seal.mac(hash).bytes()
        };
    }

    private String write(Map<String, String> detail) {
        try {
            return json.writeValueAsString(detail);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
