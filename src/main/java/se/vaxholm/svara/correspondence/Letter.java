package se.vaxholm.svara.correspondence;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.organisation.Language;

/**
 * A letter as it will be sent, except for the asker's own link: that is put in when it leaves.
 *
 * @param enquiryId the case it belongs to, or null
 */
public record Letter(
        @Nullable UUID enquiryId,
        LetterKind kind,
        String recipient,
        String senderName,
        String senderEmail,
        String subject,
        String text,
        String html,
        Language language) {

    /**
     * SHA-256 over recipient, sender's name and address, subject, text and HTML, in UTF-8 and each followed by a zero byte, as
     * hexadecimal digits: the journal keeps it, so that whoever changes a letter afterwards is found out.
     */
    public String sha256() {
        return sha256(List.of(recipient, senderName, senderEmail, subject, text, html));
    }

    static String sha256(List<String> parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String part : parts) {
                digest.update(part.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
