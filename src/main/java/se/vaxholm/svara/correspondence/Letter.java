package se.vaxholm.svara.correspondence;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.files.Parts;
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
        return Parts.sha256(List.of(recipient, senderName, senderEmail, subject, text, html));
    }
}
