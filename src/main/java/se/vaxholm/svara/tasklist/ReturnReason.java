package se.vaxholm.svara.tasklist;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Why a letter did not arrive, as far as somebody who has to reach the asker needs to know; the server's own words stay in the outbox. */
enum ReturnReason {
    /** Nobody has the address, or it can't be one. */
    ADDRESS_UNKNOWN,
    MAILBOX_FULL,
    /** The address may be right, but its server does not want the letter. */
    NOT_ACCEPTED,
    /** No server took it, for as long as we try. */
    UNREACHABLE,
    REFUSED;

    /** An enhanced status (RFC 3463): its subject and its detail. */
    private static final Pattern ENHANCED = Pattern.compile("\\b[45]\\.(\\d{1,3})\\.(\\d{1,3})\\b");

    /** A reply code (RFC 5321), for servers that say no more. */
    private static final Pattern REPLY = Pattern.compile("\\b([45]\\d\\d)\\b");

    static ReturnReason of(@Nullable String error) {
        String told = error == null ? "" : error;
        if (told.startsWith("AddressException")) {
            return ADDRESS_UNKNOWN;
        }
        Matcher reply = REPLY.matcher(told);
        String code = reply.find() ? reply.group(1) : "";
        Matcher enhanced = ENHANCED.matcher(told);
        if (enhanced.find()) {
            return ofStatus(enhanced.group(1) + "." + enhanced.group(2), code);
        }
        return ofReply(code);
    }

    private static ReturnReason ofStatus(String status, String code) {
        return switch (status) {
            case "2.2" -> MAILBOX_FULL;
            case "2.1", "4.4" -> ADDRESS_UNKNOWN;
            default ->
                switch (status.charAt(0)) {
                    case '1' -> ADDRESS_UNKNOWN;
                    case '4' -> UNREACHABLE;
                    case '6', '7' -> NOT_ACCEPTED;
                    default -> ofReply(code);
                };
        };
    }

    private static ReturnReason ofReply(String code) {
        return switch (code) {
            case "550", "551", "553" -> ADDRESS_UNKNOWN;
            case "552" -> MAILBOX_FULL;
            case "554" -> NOT_ACCEPTED;
            default -> code.startsWith("5") ? REFUSED : UNREACHABLE;
        };
    }

    public String key() {
        return "staff.fate.why." + name().toLowerCase(Locale.ROOT);
    }
}
