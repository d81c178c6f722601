package se.vaxholm.svara.wording;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.Actor;

/**
 * Every version of Svara's words that was ever in use, so that whoever reads an old case can read what was said then. The
 * application's role adds versions and changes none; each is an entry of the journal with its hash.
 */
@Service
public class KeptTexts {

    /** As many versions as are listed, the newest ones. */
    public static final int MOST = 1_000;

    private static final String VERSION = "wording, language, version, since";
    private static final String LYING = VERSION + ", encode(sha256(convert_to(texts, 'UTF8')), 'hex') as hash";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    KeptTexts(JdbcClient jdbc, TransactionTemplate transaction, ApplicationEventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    /** The versions of everything in one language, the newest first. */
    public List<TextsVersion> in(Language language) {
        return jdbc.sql("select " + VERSION + " from kept_texts where language = :language and wording in (:wordings)"
                        + " order by since desc, version desc limit " + MOST)
                .param("language", language.name())
                .param("wordings", wordings())
                .query(KeptTexts::version)
                .list();
    }

    /** The versions of a wording as they lie there, the newest first. */
    public List<TextsVersion.Lying> of(Wording wording, Language language) {
        return jdbc.sql("select " + LYING + " from kept_texts where wording = ? and language = ?"
                        + " order by version desc limit " + MOST)
                .params(wording.name(), language.name())
                .query(KeptTexts::lying)
                .list();
    }

    /** What a version says; nothing when there is no such version. */
    public Optional<Texts> texts(Wording wording, Language language, int version) {
        return jdbc.sql("select texts from kept_texts where wording = ? and language = ? and version = ?")
                .params(wording.name(), language.name(), version)
                .query(String.class)
                .optional()
                .map(Texts::read);
    }

    /** Keeps what is not as it was; several nodes that start at once keep it once. */
    void keep(List<CurrentTexts.Spoken> now) {
        if (!changed(now).isEmpty()) {
            transaction.executeWithoutResult(status -> {
                jdbc.sql("select pg_advisory_xact_lock(hashtext('kept texts'))")
                        .query()
                        .singleRow();
                changed(now).forEach(this::add);
            });
        }
    }

    /** By their hashes, which the database works out, so that a usual start reads no text. */
    private List<CurrentTexts.Spoken> changed(List<CurrentTexts.Spoken> now) {
        List<TextsVersion.Lying> newest = jdbc.sql("select " + LYING
                        + " from (select distinct on (wording, language) * from kept_texts where wording in (:wordings)"
                        + " order by wording, language, version desc) as newest")
                .param("wordings", wordings())
                .query(KeptTexts::lying)
                .list();
        return now.stream()
                .filter(one -> newest.stream()
                        .noneMatch(kept -> kept.version().wording() == one.wording()
                                && kept.version().language() == one.language()
                                && kept.sha256().equals(one.texts().sha256())))
                .toList();
    }

    private void add(CurrentTexts.Spoken now) {
        int last = jdbc.sql("select coalesce(max(version), 0) from kept_texts where wording = ? and language = ?")
                .params(now.wording().name(), now.language().name())
                .query(Integer.class)
                .single();
        Instant since = clock.instant().truncatedTo(ChronoUnit.MICROS);
        jdbc.sql("insert into kept_texts (wording, language, version, since, texts) values (?, ?, ?, ?, ?)")
                .params(
                        now.wording().name(),
                        now.language().name(),
                        last + 1,
                        Timestamp.from(since),
                        now.texts().written())
                .update();
        List<Texts.Change> changes =
                now.texts().since(texts(now.wording(), now.language(), last).orElse(Texts.NONE));
        long added = changes.stream().filter(Texts.Change::isAdded).count();
        long removed = changes.stream().filter(Texts.Change::isRemoved).count();
        events.publishEvent(new Deed(
                Deed.What.TEXTS_CHANGED,
                null,
                null,
                Actor.SYSTEM,
                since,
                Map.of(
                        "wording", now.wording().name(),
                        "language", now.language().name(),
                        "version", String.valueOf(last + 1),
                        "sha256", now.texts().sha256(),
                        "added", String.valueOf(added),
                        "changed", String.valueOf(changes.size() - added - removed),
                        "removed", String.valueOf(removed))));
    }

    private static List<String> wordings() {
        return Arrays.stream(Wording.values()).map(Enum::name).toList();
    }

    private static TextsVersion version(ResultSet row, int index) throws SQLException {
        return new TextsVersion(
                Wording.valueOf(row.getString("wording")),
                Language.valueOf(row.getString("language")),
                row.getInt("version"),
                row.getTimestamp("since").toInstant());
    }

    private static TextsVersion.Lying lying(ResultSet row, int index) throws SQLException {
        return new TextsVersion.Lying(version(row, index), row.getString("hash"));
    }
}
