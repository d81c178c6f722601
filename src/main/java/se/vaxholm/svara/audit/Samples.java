package se.vaxholm.svara.audit;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;

/**
 * Draws cases so that anybody can draw the same again: within each unit those come first whose number, after the seed, has the
 * lowest SHA-256. What can be drawn is what came in on the days and had been registered by the moment of the draw.
 */
@Service
@Transactional
class Samples {

    /** Samples that are listed; older ones are reached by the address that whoever drew them has. */
    static final int LISTED = 100;

    /** Cases in a sample. */
    static final int MOST = 200;

    private static final String POPULATION = """
            from enquiry e where e.received_at >= :from and e.received_at < :to and e.registered_at <= :by
                and (cast(:board as text) is null or e.unit_id in (select id from unit where board_id = :board))""";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final ApplicationEventPublisher events;

    Samples(JdbcClient jdbc, Clock clock, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
    }

    /** A case that was drawn, and from which unit. */
    record Drawn(UUID enquiryId, String number, String unitId) {}

    /** What a draw gives. */
    record Result(String population, List<Sample.Share> shares, List<Drawn> drawn) {}

    /** Whether the same can be drawn again, and why not. */
    enum Again {
        SAME,
        /** Cases have come to another unit since, or are gone: the draw is over other units' numbers. */
        OTHER_POPULATION,
        OTHER_CASES
    }

    /** How many cases each unit has that could be drawn. */
    @Transactional(readOnly = true)
    Map<String, Integer> population(Draw draw) {
        Map<String, Integer> cases = new LinkedHashMap<>();
        jdbc.sql("select e.unit_id, count(*) as cases " + POPULATION + " group by e.unit_id order by e.unit_id")
                .params(parameters(draw))
                .query(row -> {
                    cases.put(row.getString("unit_id"), row.getInt("cases"));
                });
        return cases;
    }

    /** @throws IllegalArgumentException when there is nothing to draw, or fewer are wanted than there are units */
    Sample draw(Draw draw, Actor by) {
        Result result = drawn(draw);
        if (result.drawn().isEmpty()) {
            throw new IllegalArgumentException("No case can be drawn");
        }
        UUID id = UUID.randomUUID();
        jdbc.sql("""
                        insert into audit_sample (id, drawn_at, by_id, by_name, received_from, received_to, board_id, seed, wanted, population)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        id,
                        Timestamp.from(draw.registeredBy()),
                        by.id(),
                        by.name(),
                        draw.from(),
                        draw.to(),
                        draw.board(),
                        draw.seed(),
                        draw.wanted(),
                        result.population())
                .update();
        result.shares()
                .forEach(share -> jdbc.sql("insert into audit_sample_unit values (?, ?, ?, ?)")
                        .params(id, share.unitId(), share.cases(), share.drawn())
                        .update());
        for (int i = 0; i < result.drawn().size(); i++) {
            Drawn one = result.drawn().get(i);
            jdbc.sql("insert into audit_sample_case values (?, ?, ?, ?)")
                    .params(id, i + 1, one.enquiryId(), one.unitId())
                    .update();
        }
        Map<String, String> detail = new HashMap<>();
        detail.put("sample", id.toString());
        detail.put("count", Integer.toString(result.drawn().size()));
        detail.put("from", draw.from().toString());
        detail.put("to", draw.to().toString());
        detail.put("seed", draw.seed());
        events.publishEvent(new Deed(Deed.What.SAMPLE_DRAWN, null, null, by, clock.instant(), detail));
        return find(id).orElseThrow();
    }

    /** Draws it again, and looks whether the same comes out. */
    @Transactional(readOnly = true)
    Again again(Sample sample) {
        Result result = drawn(
                new Draw(sample.from(), sample.to(), sample.drawnAt(), sample.board(), sample.seed(), sample.wanted()));
        List<String> before =
                jdbc.sql("""
                        select number from enquiry join audit_sample_case c on c.enquiry_id = enquiry.id
                        where c.sample_id = ? order by c.place""").param(sample.id()).query(String.class).list();
        if (result.drawn().stream().map(Drawn::number).toList().equals(before)) {
            return Again.SAME;
        }
        return result.population().equals(sample.population()) ? Again.OTHER_CASES : Again.OTHER_POPULATION;
    }

    /** The moment of a draw as the database keeps it. */
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private Result drawn(Draw draw) {
        CaseSearch.plan(jdbc);
        Map<String, Integer> cases = population(draw);
        String population = jdbc.sql(
                        "select encode(sha256(convert_to(coalesce(string_agg(e.number || ' ' || e.unit_id, E'\\n'"
                                + " order by e.number), ''), 'UTF8')), 'hex') " + POPULATION)
                .params(parameters(draw))
                .query(String.class)
                .single();
        if (cases.isEmpty()) {
            return new Result(population, List.of(), List.of());
        }
        Map<String, Integer> allocated = Allocation.of(cases, draw.wanted());
        List<Drawn> drawn = new ArrayList<>();
        List<Sample.Share> shares = new ArrayList<>();
        allocated.forEach((unit, count) -> {
            shares.add(new Sample.Share(unit, cases.getOrDefault(unit, 0), count));
            drawn.addAll(jdbc.sql("select e.id, e.number, e.unit_id " + POPULATION + """
                             and e.unit_id = :unit
                            order by sha256(convert_to(:seed || ' ' || e.number, 'UTF8')), e.number limit :count""")
                    .params(parameters(draw))
                    .param("unit", unit)
                    .param("seed", draw.seed())
                    .param("count", count)
                    .query((row, i) -> new Drawn(
                            row.getObject("id", UUID.class), row.getString("number"), row.getString("unit_id")))
                    .list());
        });
        return new Result(population, shares, drawn);
    }

    private static Map<String, Object> parameters(Draw draw) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("from", CaseSearch.beginningOf(draw.from()));
        parameters.put("to", CaseSearch.beginningOf(draw.to().plusDays(1)));
        parameters.put("by", Timestamp.from(draw.registeredBy()));
        parameters.put("board", draw.board());
        return parameters;
    }

    /** Newest first, each with its shares. */
    @Transactional(readOnly = true)
    List<Sample> newest() {
        return read("order by s.line desc limit " + LISTED, null);
    }

    @Transactional(readOnly = true)
    Optional<Sample> find(UUID id) {
        return read("where s.id = :id", id).stream().findFirst();
    }

    private List<Sample> read(String which, @Nullable UUID id) {
        Map<UUID, List<Sample.Share>> shares = new HashMap<>();
        List<Sample> samples = jdbc.sql("select s.* from audit_sample s " + which)
                .param("id", id)
                .query((row, i) -> sample(row, shares))
                .list();
        if (!samples.isEmpty()) {
            jdbc.sql("select * from audit_sample_unit where sample_id in (:ids) order by unit_id")
                    .param("ids", samples.stream().map(Sample::id).toList())
                    .query(row -> {
                        Objects.requireNonNull(shares.get(row.getObject("sample_id", UUID.class)))
                                .add(new Sample.Share(
                                        row.getString("unit_id"), row.getInt("cases"), row.getInt("drawn")));
                    });
        }
        return samples;
    }

    private static Sample sample(ResultSet row, Map<UUID, List<Sample.Share>> shares) throws SQLException {
        UUID id = row.getObject("id", UUID.class);
        return new Sample(
                id,
                row.getTimestamp("drawn_at").toInstant(),
                row.getString("by_name"),
                row.getObject("received_from", LocalDate.class),
                row.getObject("received_to", LocalDate.class),
                row.getString("board_id"),
                row.getString("seed"),
                row.getInt("wanted"),
                row.getString("population"),
                shares.computeIfAbsent(id, unused -> new ArrayList<>()));
    }
}
