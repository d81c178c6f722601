package se.vaxholm.svara.channel.web;

import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.files.FilePlace;

/** What an asker has begun to write in their matter, kept for 72 hours while they choose files for it. */
@Component
class ReplyDrafts {

    private static final Duration KEPT = Duration.ofDays(3);
    private static final int LONGEST_TEXT = 40_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    ReplyDrafts(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where the files of a matter's next message lie until it is sent. */
    static UUID filesKey(UUID enquiryId) {
        return UUID.nameUUIDFromBytes(("reply:" + enquiryId).getBytes(StandardCharsets.UTF_8));
    }

    static FilePlace files(UUID enquiryId) {
        return FilePlace.unsent(filesKey(enquiryId));
    }

    /** "" when nothing is begun. */
    String text(UUID enquiryId) {
        return jdbc.sql("select body from reply_draft where enquiry_id = ? and expires_at > ?")
                .params(enquiryId, Timestamp.from(clock.instant()))
                .query(String.class)
                .optional()
                .orElse("");
    }

    void save(UUID enquiryId, String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_TEXT) {
            jdbc.sql("""
                            insert into reply_draft (enquiry_id, body, expires_at) values (?, ?, ?)
                            on conflict (enquiry_id) do update set body = excluded.body, expires_at = excluded.expires_at""")
                    .params(enquiryId, text, Timestamp.from(clock.instant().plus(KEPT)))
                    .update();
        }
    }

    void discard(UUID enquiryId) {
        jdbc.sql("delete from reply_draft where enquiry_id = ?")
                .param(enquiryId)
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT8M")
    void removeExpired() {
        jdbc.sql("delete from reply_draft where expires_at <= ?")
                .param(Timestamp.from(clock.instant()))
                .update();
    }
}
