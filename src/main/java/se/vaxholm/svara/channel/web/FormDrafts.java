package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.PublicAddress;

/**
 * The drafts of visitors, kept for 72 hours after the last step under a cookie of their own, apart from any session: a
 * matter that somebody writes in the evening can be finished the day after tomorrow (G15).
 */
@Component
class FormDrafts {

    static final String COOKIE = "SVARA-UTKAST";

    private static final Duration KEPT = Duration.ofDays(3);
    private static final int TOKEN_BYTES = 32;
    private static final int LONGEST_TEXT = 40_000;
    private static final int LONGEST_LINE = 400;
    private static final String NEW_TOKEN = FormDrafts.class.getName() + ".TOKEN";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PublicAddress address;
    private final KeptFiles files;
    private final SecureRandom random = new SecureRandom();

    FormDrafts(JdbcClient jdbc, Clock clock, PublicAddress address, KeptFiles files) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.address = address;
        this.files = files;
    }

    Optional<FormDraft> find(HttpServletRequest request) {
        return token(request)
                .flatMap(token -> jdbc.sql("select * from public_draft where token_hash = :token and expires_at > :now")
                        .param("token", hash(token))
                        .param("now", now())
                        .query((row, i) -> draft(row))
                        .optional());
    }

    void saveTopic(
            HttpServletRequest request,
            HttpServletResponse response,
            @Nullable Kind kind,
            @Nullable String categoryId) {
        save(
                request,
                response,
                "kind = :kind, category_id = :category",
                new MapSqlParameterSource("kind", name(kind)).addValue("category", categoryId));
    }

    /** Keeps the text, also one that is too long to be sent, within bounds. */
    void saveText(HttpServletRequest request, HttpServletResponse response, String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_TEXT) {
            save(request, response, "body = :body", new MapSqlParameterSource("body", text));
        }
    }

    void saveContact(HttpServletRequest request, HttpServletResponse response, Contact contact) {
        save(
                request,
                response,
                "reply_by = :replyBy, language = :language, name = :name, email = :email, phone = :phone,"
                        + " postal_address = :postalAddress",
                new MapSqlParameterSource("replyBy", name(contact.replyBy()))
                        .addValue("language", contact.language().name())
                        .addValue("name", bounded(contact.name()))
                        .addValue("email", bounded(contact.email()))
                        .addValue("phone", bounded(contact.phone()))
                        .addValue("postalAddress", bounded(contact.postalAddress())));
    }

    /** The matter is registered: its words leave the draft, the contact details stay for another matter. */
    void sent(HttpServletRequest request, UUID key, String number) {
        token(request)
                .ifPresent(token -> jdbc.sql("""
                        update public_draft set kind = null, category_id = null, body = null, submission_key = :next,
                            sent_key = :key, sent_number = :number, sent_at = :now
                        where token_hash = :token and submission_key = :key""")
                        .param("next", UUID.randomUUID())
                        .param("key", key)
                        .param("number", number)
                        .param("now", now())
                        .param("token", hash(token))
                        .update());
    }

    /** Forgets everything, for those who share their computer. */
    void forget(HttpServletRequest request, HttpServletResponse response) {
        token(request)
                .ifPresent(token -> jdbc.sql("delete from public_draft where token_hash = ? returning submission_key")
                        .param(hash(token))
                        .query(UUID.class)
                        .list()
                        .forEach(this::removeFiles));
        setCookie(response, "", Duration.ZERO);
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT5M")
    void removeExpired() {
        jdbc.sql("delete from public_draft where expires_at <= ? returning submission_key")
                .param(now())
                .query(UUID.class)
                .list()
                .forEach(this::removeFiles);
    }

    private void removeFiles(UUID submissionKey) {
        files.removeAll(FilePlace.unsent(submissionKey));
    }

    /** Lets a draft, a new one if there is none, wait another 72 hours; its files lie under its key. */
    FilePlace filePlace(HttpServletRequest request, HttpServletResponse response) {
        save(request, response, "started_at = started_at", new MapSqlParameterSource());
        return find(request).orElseThrow().files();
    }

    private void save(
            HttpServletRequest request,
            HttpServletResponse response,
            String assignments,
            MapSqlParameterSource values) {
        Optional<String> known = token(request).filter(token -> update(token, assignments, values) > 0);
        String token = known.orElseGet(() -> begin(request));
        if (known.isEmpty()) {
            update(token, assignments, values);
        }
        setCookie(response, token, KEPT);
    }

    private int update(String token, String assignments, MapSqlParameterSource values) {
        values.addValue("token", hash(token))
                .addValue("now", now())
                .addValue("expires", Timestamp.from(clock.instant().plus(KEPT)));
        List<UUID> saved = jdbc.sql("update public_draft set expires_at = :expires, " + assignments
                        + " where token_hash = :token and expires_at > :now returning submission_key")
                .paramSource(values)
                .query(UUID.class)
                .list();
        saved.forEach(files::prolong);
        return saved.size();
    }

    /** A token is always ours, never one that a browser brought: so nobody can plant a draft in somebody else's browser. */
    private String begin(HttpServletRequest request) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        jdbc.sql("insert into public_draft (token_hash, submission_key, started_at, expires_at) values (?, ?, ?, ?)")
                .params(
                        hash(token),
                        UUID.randomUUID(),
                        now(),
                        Timestamp.from(clock.instant().plus(KEPT)))
                .update();
        request.setAttribute(NEW_TOKEN, token);
        return token;
    }

    private void setCookie(HttpServletResponse response, String value, Duration maxAge) {
        ResponseCookie cookie = ResponseCookie.from(COOKIE, value)
                .path("/fraga")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(address.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    private static Optional<String> token(HttpServletRequest request) {
        if (request.getAttribute(NEW_TOKEN) instanceof String token) {
            return Optional.of(token);
        }
        Cookie cookie = WebUtils.getCookie(request, COOKIE);
        return Optional.ofNullable(cookie)
                .map(Cookie::getValue)
                .filter(token -> !token.isEmpty() && token.length() <= 64);
    }

    private static FormDraft draft(ResultSet row) throws SQLException {
        UUID sentKey = row.getObject("sent_key", UUID.class);
        return new FormDraft(
                Objects.requireNonNull(row.getObject("submission_key", UUID.class)),
                Typed.constant(Kind.class, row.getString("kind")),
                row.getString("category_id"),
                row.getString("body"),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("postal_address"),
                Typed.constant(ReplyBy.class, row.getString("reply_by")),
                Typed.constant(Language.class, row.getString("language")),
                row.getTimestamp("started_at").toInstant(),
                sentKey == null
                        ? null
                        : new FormDraft.Sent(
                                sentKey,
                                row.getString("sent_number"),
                                row.getTimestamp("sent_at").toInstant()));
    }

    private static @Nullable String bounded(String text) {
        return text.isEmpty() || text.codePointCount(0, text.length()) > LONGEST_LINE ? null : text;
    }

    private static @Nullable String name(@Nullable Enum<?> constant) {
        return constant == null ? null : constant.name();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private static byte[] hash(String token) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
