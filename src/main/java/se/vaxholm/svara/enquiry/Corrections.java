package se.vaxholm.svara.enquiry;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.organisation.Category;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.Actor;

/**
 * Puts right what a case says of its asker and its subject. What stood there before is kept where few read it: the journal, which
 * many read and nobody can change, only names the details (G21).
 */
@Service
@Transactional
public class Corrections {

    private final Enquiries enquiries;
    private final Organisation organisation;
    private final JdbcClient jdbc;
    private final Clock clock;

    Corrections(Enquiries enquiries, Organisation organisation, JdbcClient jdbc, Clock clock) {
        this.enquiries = enquiries;
        this.organisation = organisation;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The details of a case as they should be. */
    public record Details(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String postalAddress,
            String categoryId,
            Kind kind) {

        public static Details of(Enquiry enquiry) {
            Enquirer enquirer = enquiry.enquirer();
            return new Details(
                    enquirer.name(),
                    enquirer.email(),
                    enquirer.phone(),
                    enquirer.postalAddress(),
                    enquiry.categoryId(),
                    enquiry.kind());
        }

        private @Nullable String value(Correction.Field field) {
            return switch (field) {
                case NAME -> name;
                case EMAIL -> email;
                case PHONE -> phone;
                case POSTAL_ADDRESS -> postalAddress;
                case CATEGORY -> categoryId;
                case KIND -> kind.name();
            };
        }
    }

    /**
     * Writes what differs. A case that becomes sensitive by its category stays so: less care is nobody's correction.
     *
     * @return false when nothing differed
     */
    public boolean correct(UUID id, Details details, Actor by) {
        enquiries.lock(id);
        Enquiry enquiry = enquiries.get(id);
        Category category = organisation.category(details.categoryId()).orElseThrow();
        require(details.email() == null || TextBounds.isEmail(details.email()));
        require(details.email() != null || enquiry.enquirer().replyBy() != ReplyBy.EMAIL);
        require(details.phone() != null || enquiry.enquirer().replyBy() != ReplyBy.PHONE);
        require(details.postalAddress() != null || enquiry.enquirer().replyBy() != ReplyBy.LETTER);
        Details before = Details.of(enquiry);
        Map<Correction.Field, String> changed = new EnumMap<>(Correction.Field.class);
        for (Correction.Field field : Correction.Field.values()) {
            if (!Objects.equals(before.value(field), details.value(field))) {
                changed.put(field, field.name());
                keep(id, field, before.value(field), by);
            }
        }
        if (changed.isEmpty()) {
            return false;
        }
        Map<String, Object> values = new java.util.HashMap<>();
        values.put("name", details.name());
        values.put("email", details.email());
        values.put("phone", details.phone());
        values.put("address", details.postalAddress());
        values.put("category", category.id());
        values.put("kind", details.kind().name());
        values.put("sensitive", category.sensitive());
        Enquiry corrected = enquiries.update(
                id,
                "enquirer_name = :name, enquirer_email = :email, enquirer_phone = :phone,"
                        + " postal_address = :address, category_id = :category, kind = :kind,"
                        + " sensitive = sensitive or :sensitive",
                values);
        enquiries.tell(
                Deed.What.DETAILS_CORRECTED,
                corrected,
                by,
                Map.of("fields", changed.keySet().stream().map(Enum::name).collect(Collectors.joining(","))));
        return true;
    }

    /** Who asks is known only now, and has asked by mail: they are answered there. */
    public void asksByMail(UUID id, @Nullable String name, String email, Actor by) {
        require(TextBounds.isEmail(email));
        require(name == null || TextBounds.ofLine(name, TextBounds.NAME).isEmpty());
        Details before = Details.of(enquiries.get(id));
        keep(id, Correction.Field.NAME, before.name(), by);
        keep(id, Correction.Field.EMAIL, before.email(), by);
        Map<String, Object> values = new java.util.HashMap<>();
        values.put("name", name);
        values.put("email", email);
        Enquiry corrected = enquiries.update(
                id,
                "enquirer_name = :name, enquirer_email = :email, reply_by = 'EMAIL', unreachable_at = null",
                values);
        enquiries.tell(Deed.What.DETAILS_CORRECTED, corrected, by, Map.of("fields", "NAME,EMAIL"));
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("A correction takes away how the asker is reached");
        }
    }

    private void keep(UUID id, Correction.Field field, @Nullable String oldValue, Actor by) {
        jdbc.sql("insert into correction (enquiry_id, at, by_id, by_name, field, old_value) values (?, ?, ?, ?, ?, ?)")
                .params(id, Timestamp.from(clock.instant()), by.id(), by.name(), field.name(), oldValue)
                .update();
    }

    /** What stood there before, newest first. */
    @Transactional(readOnly = true)
    public List<Correction> of(UUID id) {
        return jdbc.sql("select * from correction where enquiry_id = ? order by id desc")
                .param(id)
                .query((row, i) -> new Correction(
                        row.getTimestamp("at").toInstant(),
                        row.getString("by_name"),
                        Correction.Field.valueOf(row.getString("field")),
                        row.getString("old_value")))
                .list();
    }
}
