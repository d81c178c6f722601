package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.PublicAddress;
import se.vaxholm.svara.security.ServerKey;

/**
 * Keeps a matter open for the one who has shown its number and code: 30 minutes after the last page, or until they leave.
 *
 * <p>A sealed cookie instead of a session: it needs no table, works on every node, and ends at once when the matter gets a new
 * code.
 */
@Component
class VisitCookie {

    static final String NAME = "SVARA-ARENDE";
    static final Duration KEPT = Duration.ofMinutes(30);

    private static final Pattern FORM = Pattern.compile(
            "([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\\.(\\d{1,9})\\.(\\d{1,12})\\.([A-Za-z0-9_-]{43})");

    private final ServerKey serverKey;
    private final Enquiries enquiries;
    private final PublicAddress address;
    private final Clock clock;

    VisitCookie(ServerKey serverKey, Enquiries enquiries, PublicAddress address, Clock clock) {
        this.serverKey = serverKey;
        this.enquiries = enquiries;
        this.address = address;
        this.clock = clock;
    }

    /** Opens the matter, or keeps it open for another 30 minutes. */
    void open(HttpServletResponse response, Enquiry enquiry) {
        String visit = enquiry.id() + "." + enquiry.codeVersion() + "."
                + clock.instant().getEpochSecond();
        set(response, visit + "." + seal(visit), Duration.ofSeconds(-1));
    }

    /** The matter that is open. */
    Optional<Enquiry> find(HttpServletRequest request) {
        Cookie cookie = WebUtils.getCookie(request, NAME);
        if (cookie == null) {
            return Optional.empty();
        }
        Matcher parts = FORM.matcher(cookie.getValue());
        if (!parts.matches()) {
            return Optional.empty();
        }
        String visit = cookie.getValue().substring(0, parts.start(4) - 1);
        boolean ours = MessageDigest.isEqual(
                seal(visit).getBytes(StandardCharsets.US_ASCII), parts.group(4).getBytes(StandardCharsets.US_ASCII));
        Instant seenAt = Instant.ofEpochSecond(Long.parseLong(parts.group(3)));
        if (!ours || seenAt.plus(KEPT).isBefore(clock.instant())) {
            return Optional.empty();
        }
        return enquiry(UUID.fromString(parts.group(1)))
                .filter(enquiry -> enquiry.codeVersion() == Integer.parseInt(parts.group(2)));
    }

    void close(HttpServletResponse response) {
        set(response, "", Duration.ZERO);
    }

    /** A matter may have been disposed of while its page was open. */
    private Optional<Enquiry> enquiry(UUID id) {
        try {
            return Optional.of(enquiries.get(id));
        } catch (NoSuchElementException e) {
            return Optional.empty();
        }
    }

    private String seal(String visit) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(serverKey.hash("status-visit", visit));
    }

    private void set(HttpServletResponse response, String value, Duration maxAge) {
        ResponseCookie cookie = ResponseCookie.from(NAME, value)
                .path("/arende")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(address.isSecure())
                .sameSite("Lax")
                .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }
}
