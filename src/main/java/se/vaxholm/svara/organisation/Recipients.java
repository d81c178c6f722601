package se.vaxholm.svara.organisation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.text.Normalizer;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The directory of those outside to whom matters are forwarded (G4), kept by the registrar. */
@Service
@Transactional
public class Recipients {

    private static final int MOST = 500;

    private final JdbcClient jdbc;
    private final Clock clock;

    Recipients(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Those to whom something can be forwarded, by name. */
    @Transactional(readOnly = true)
    public List<Recipient> inUse() {
        return all().stream().filter(recipient -> !recipient.isRetired()).toList();
    }

    /** Also the retired ones, which come last. */
    @Transactional(readOnly = true)
    public List<Recipient> all() {
        return jdbc.sql("select * from recipient order by retired_at is not null, name_sv limit " + MOST)
                .query(Recipients::read)
                .list();
    }

    /** Those in use in whose name or work every word of the query occurs, in either language; all for an empty query. */
    @Transactional(readOnly = true)
    public List<Recipient> search(String query) {
        List<String> words = Pattern.compile(" ").splitAsStream(folded(query)).toList();
        return inUse().stream()
                .filter(recipient -> {
                    String text = folded(String.join(
                            " ",
                            recipient.name().sv(),
                            recipient.name().en(),
                            recipient.answersFor().sv(),
                            recipient.answersFor().en()));
                    return words.stream().allMatch(text::contains);
                })
                .toList();
    }

    private static String folded(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]+", " ").strip();
    }

    @Transactional(readOnly = true)
    public Optional<Recipient> find(String id) {
        return jdbc.sql("select * from recipient where id = ?")
                .param(id)
                .query(Recipients::read)
                .optional();
    }

    /** What those of some ids are called, retired or not; of an id that nobody has, nothing. */
    @Transactional(readOnly = true)
    public Map<String, Bilingual> names(Set<String> ids) {
        Map<String, Bilingual> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, name_sv, name_en from recipient where id in (:ids)")
                    .param("ids", ids)
                    .query(row -> {
                        names.put(
                                row.getString("id"), new Bilingual(row.getString("name_sv"), row.getString("name_en")));
                    });
        }
        return names;
    }

    /**
     * Adds somebody under an id made of the name.
     *
     * @return the id
     */
    public String add(Recipient recipient) {
        String base = slug(recipient.name().sv());
        for (int i = 1; i < MOST; i++) {
            String id = i == 1 ? base : base + "-" + i;
            int rows = jdbc.sql("""
                            insert into recipient (id, type, company, name_sv, name_en, answers_sv, answers_en, email, phone, web,
                                address)
                            values (:id, :type, :company, :nameSv, :nameEn, :answersSv, :answersEn, :email, :phone, :web,
                                :address)
                            on conflict (id) do nothing""").param("id", id).params(values(recipient)).update();
            if (rows == 1) {
                return id;
            }
        }
        throw new DuplicateKeyException("Too many of one name");
    }

    /** What is known of somebody changes; letters that have gone stay as they were. */
    public void change(String id, Recipient recipient) {
        jdbc.sql("""
                        update recipient set type = :type, company = :company, name_sv = :nameSv, name_en = :nameEn,
                            answers_sv = :answersSv, answers_en = :answersEn, email = :email, phone = :phone, web = :web,
                            address = :address
                        where id = :id""").param("id", id).params(values(recipient)).update();
    }

    /** Nothing more is forwarded to them; what has been goes on. */
    public void retire(String id) {
        jdbc.sql("update recipient set retired_at = coalesce(retired_at, ?) where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }

    public void takeUpAgain(String id) {
        jdbc.sql("update recipient set retired_at = null where id = ?")
                .param(id)
                .update();
    }

    private static Map<String, Object> values(Recipient recipient) {
        return Map.of(
                "type", recipient.type().name(),
                "company", recipient.company(),
                "nameSv", recipient.name().sv(),
                "nameEn", recipient.name().en(),
                "answersSv", recipient.answersFor().sv(),
                "answersEn", recipient.answersFor().en(),
                "email", recipient.email(),
                "phone", recipient.phone(),
                "web", recipient.web(),
                "address", recipient.address());
    }

    private static String slug(String name) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT), Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        String cut = plain.length() > 40 ? plain.substring(0, 40) : plain;
        return cut.isEmpty() ? "mottagare" : cut;
    }

    private static Recipient read(ResultSet row, int index) throws SQLException {
        Timestamp retired = row.getTimestamp("retired_at");
        return new Recipient(
                row.getString("id"),
                Recipient.Type.valueOf(row.getString("type")),
                row.getBoolean("company"),
                new Bilingual(row.getString("name_sv"), row.getString("name_en")),
                new Bilingual(row.getString("answers_sv"), row.getString("answers_en")),
                row.getString("email"),
                row.getString("phone"),
                row.getString("web"),
                row.getString("address"),
                retired == null ? null : retired.toInstant());
    }
}
