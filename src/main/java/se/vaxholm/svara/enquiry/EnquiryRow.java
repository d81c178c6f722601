package se.vaxholm.svara.enquiry;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.organisation.Language;

/** Reads an enquiry from its row. */
final class EnquiryRow {

    static final String SELECT = "select * from enquiry";

    private EnquiryRow() {}

    static Enquiry read(ResultSet row, int index) throws SQLException {
        return new Enquiry(
                row.getObject("id", UUID.class),
                new EnquiryNumber(row.getString("number")),
                row.getInt("code_version"),
                Channel.valueOf(row.getString("channel")),
                Kind.valueOf(row.getString("kind")),
                row.getString("category_id"),
                row.getString("unit_id"),
                Objects.requireNonNullElse(row.getString("legal_kind"), ""),
                row.getString("topics"),
                row.getString("subject"),
                row.getBoolean("sensitive"),
                new Enquirer(
                        row.getString("enquirer_name"),
                        row.getString("enquirer_email"),
                        row.getString("enquirer_phone"),
                        row.getString("postal_address"),
                        ReplyBy.valueOf(row.getString("reply_by")),
                        Language.valueOf(row.getString("language"))),
                at(row, "received_at"),
                at(row, "registered_at"),
                row.getObject("last_day_on", LocalDate.class),
                at(row, "remind_at"),
                at(row, "answer_due_at"),
                Status.valueOf(row.getString("status")),
                orNull(row, "first_response_at"),
                orNull(row, "unreachable_at"),
                row.getObject("promise_due_on", LocalDate.class),
                orNull(row, "promise_due_at"),
                orNull(row, "waiting_for_asker_since"),
                row.getString("handler_id"),
                row.getString("handler_name"),
                orNull(row, "claimed_at"),
                orNull(row, "closed_at"),
                row.getString("handed_to"),
                row.getString("texts_of"),
                new FollowUp(
                        orNull(row, "follow_up_until"),
                        orNull(row, "reply_since"),
                        orNull(row, "contact_wanted_at"),
                        orNull(row, "reopened_at")),
                row.getInt("version"));
    }

    private static Instant at(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }

    static @Nullable Instant orNull(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
