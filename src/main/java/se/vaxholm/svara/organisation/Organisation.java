package se.vaxholm.svara.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The municipality as an asker meets it: who answers for what, and how their letters are signed. */
@Service
public class Organisation {

    /** The organisation changes a few times a year and is asked for in every request. */
    private static final Duration FRESH = Duration.ofSeconds(30);

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile @Nullable Snapshot snapshot;

    Organisation(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public List<Unit> units() {
        return List.copyOf(current().units.values());
    }

    /** @throws IllegalArgumentException when there is no such unit */
    public Unit unit(String id) {
        return findUnit(id).orElseThrow(() -> new IllegalArgumentException("No unit " + id));
    }

    public Optional<Unit> findUnit(String id) {
        return Optional.ofNullable(current().units.get(id));
    }

    public List<Board> boards() {
        return List.copyOf(current().boards.values());
    }

    public Board boardOf(Unit unit) {
        Board board = current().boards.get(unit.boardId());
        if (board == null) {
            throw new IllegalStateException("Unit " + unit.id() + " belongs to no board");
        }
        return board;
    }

    /** In the order in which people should see them. */
    public List<Category> categories() {
        return List.copyOf(current().categories.values());
    }

    public Optional<Category> category(String id) {
        return Optional.ofNullable(current().categories.get(id));
    }

    /** The unit's own and everybody's standard answers in a language. */
    public List<StandardAnswer> standardAnswers(String unitId, Language language) {
        return jdbc.sql("""
                        select id, title, body from standard_answer
                        where (unit_id = :unit or unit_id is null) and language = :language
                        order by unit_id nulls last, title limit 100""")
                .param("unit", unitId)
                .param("language", language.name())
                .query((row, i) -> new StandardAnswer(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
    }

    /** Finds the watched words in a text; upper and lower case are the same. */
    public Topics topics(String text) {
        String words = text.toLowerCase(Locale.forLanguageTag("sv"));
        List<Topic> found = current().topics.stream()
                .filter(topic -> topic.words.stream().anyMatch(words::contains))
                .toList();
        String ids = found.stream().map(Topic::id).collect(Collectors.joining(" "));
        String legalKind = found.stream()
                .map(Topic::legalKind)
                .filter(kind -> !kind.isEmpty())
                .findFirst()
                .orElse("");
        boolean sensitive = found.stream()
                .flatMap(topic -> LegalKind.of(topic.legalKind).stream())
                .anyMatch(LegalKind::isSensitive);
        return new Topics(ids, legalKind, sensitive);
    }

    /** Decides how a unit hears of new work; other nodes go by it within half a minute. */
    @Transactional
    public void notifyOfArrivals(String unitId, ArrivalNotice notice) {
        jdbc.sql("update unit set arrival_notice = ? where id = ?")
                .params(notice.name(), unitId)
                .update();
        snapshot = null;
    }

    private Snapshot current() {
        Snapshot known = snapshot;
        Instant now = clock.instant();
        if (known == null || Duration.between(known.readAt, now).abs().compareTo(FRESH) > 0) {
            known = read(now);
            snapshot = known;
        }
        return known;
    }

    private Snapshot read(Instant now) {
        Map<String, Board> boards = byId(
                jdbc.sql("select * from board order by id")
                        .query((row, i) -> board(row))
                        .list(),
                Board::id);
        Map<String, Unit> units = byId(
                jdbc.sql("select * from unit order by name_sv")
                        .query((row, i) -> unit(row))
                        .list(),
                Unit::id);
        Map<String, Category> categories = byId(
                jdbc.sql("select * from category order by sort, id")
                        .query((row, i) -> category(row))
                        .list(),
                Category::id);
        List<Topic> topics = jdbc.sql("select * from topic order by legal_kind nulls last, id")
                .query((row, i) -> topic(row))
                .list();
        return new Snapshot(now, boards, units, categories, topics);
    }

    private static <T> Map<String, T> byId(List<T> rows, java.util.function.Function<T, String> id) {
        return rows.stream().collect(Collectors.toMap(id, row -> row, (a, b) -> a, LinkedHashMap::new));
    }

    private static Board board(ResultSet row) throws SQLException {
        return new Board(row.getString("id"), bilingual(row, "name"), row.getString("head_email"));
    }

    private static Unit unit(ResultSet row) throws SQLException {
        return new Unit(
                row.getString("id"),
                row.getString("board_id"),
                bilingual(row, "name"),
                row.getString("email"),
                row.getString("manager_email"),
                row.getString("phone"),
                bilingual(row, "signature"),
                ArrivalNotice.valueOf(row.getString("arrival_notice")));
    }

    private static Category category(ResultSet row) throws SQLException {
        return new Category(
                row.getString("id"),
                row.getString("unit_id"),
                bilingual(row, "name"),
                bilingual(row, "about"),
                row.getString("urgent_phone"),
                row.getString("information_url"),
                row.getBoolean("sensitive"),
                row.getInt("horizon_days"));
    }

    private static Topic topic(ResultSet row) throws SQLException {
        String legalKind = row.getString("legal_kind");
        List<String> words =
                new ArrayList<>(Arrays.asList((String[]) row.getArray("words").getArray()));
        return new Topic(row.getString("id"), legalKind == null ? "" : legalKind, words);
    }

    private static Bilingual bilingual(ResultSet row, String column) throws SQLException {
        return new Bilingual(row.getString(column + "_sv"), row.getString(column + "_en"));
    }

    private record Topic(String id, String legalKind, List<String> words) {}

    private record Snapshot(
            Instant readAt,
            Map<String, Board> boards,
            Map<String, Unit> units,
            Map<String, Category> categories,
            List<Topic> topics) {}
}
