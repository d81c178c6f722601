package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.organisation.Language;

/**
 * A mail as {@link MailReader} understood it: decoded, bounded, and safe to show as text.
 *
 * @param messageId its Message-ID with the angle brackets, at most 998 characters
 * @param references the Message-IDs it answers, the nearest first: In-Reply-To, then References backwards; at most 50
 * @param from who wrote it, when that is one address that mail can be sent to
 * @param replyTo where its writer wants the answer, when that is somewhere else than {@code from}
 * @param recipients To and Cc, at most 100
 * @param subject one line, at most 500 code points, without controls and what can't be seen
 * @param writtenAt its Date header, when there is one that can be a date
 * @param text what its writer says, without the history that mail programs quote; at most 20,000 code points; empty when it
 *     says nothing
 * @param quoted what can be folded: the history it quotes, signatures; at most 20,000 code points; empty when none
 * @param shortened whether there was more text than is kept; the original bytes have it
 * @param files what is attached, at most 100; texts that were folded into {@code text} are not among them, and what a mail
 *     that was forwarded as a file had attached stands in for that mail
 * @param language what it is written in, as far as its words tell; Swedish when they don't
 * @param automation what made it, when that was no person
 * @param report what it says of a letter's delivery, when it is a delivery report
 * @param forwarded what was forwarded in it, when somebody has forwarded a mail
 * @param distrusted whether our own mail server has marked its sender as forged (DMARC fail)
 * @param identity SHA-256 over Message-ID, From, Date, Subject and body, the same for each copy of one mail whatever the way it
 *     came, and another for another mail that has the same Message-ID; 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares two of them, nor changes what one holds.
record ReadMail(
        @Nullable String messageId,
        List<String> references,
        @Nullable MailAddress from,
        @Nullable MailAddress replyTo,
        List<MailAddress> recipients,
        String subject,
        @Nullable Instant writtenAt,
        String text,
        String quoted,
        boolean shortened,
        List<Part> files,
        Language language,
        Automation automation,
        Optional<DeliveryReport> report,
        Optional<Forwarded> forwarded,
        boolean distrusted,
        byte[] identity) {

    /**
     * An address, and the name that was given with it.
     *
     * @param address as {@code TextBounds.isEmail} takes it, its domain in lower case
     * @param name one line of at most 200 code points; empty when none was given, or one that looks like an address
     */
    record MailAddress(String address, String name) {}

    /**
     * Something attached.
     *
     * @param name the name it was given, one line of at most 150 code points; empty when none was given
     * @param type the kind that its sender says it is; what it is only its bytes tell
     * @param content its decoded bytes, to be read once and while the mail's source is open; all files' together are bounded
     */
    record Part(String name, String type, Content content) {}

    /** Bytes that are decoded only while they are read. */
    @FunctionalInterface
    interface Content {
        InputStream open() throws IOException;
    }

    /** Whether a person wrote it, or what else did (RFC 3834 and what is seen of the world). */
    enum Automation {
        NONE,
        /** A machine answers a mail: somebody is away, a form says thank you. */
        REPLY,
        /** A machine wrote it on its own: a notification, a report. */
        GENERATED,
        /** Sent to many: a list, a newsletter, an advertisement. */
        BULK,
        /** An invitation to a meeting, or an answer to one. */
        CALENDAR
    }

    /**
     * A mail server's word on letters' fates (RFC 3464, and what older and other servers write).
     *
     * @param failed whether delivery has failed for good; otherwise it is only delayed, relayed or done
     * @param messageIds every Message-ID that the report quotes, the returned letter's first; at most 20
     * @param recipient whom it could not reach, when it tells
     * @param status the enhanced status code, such as 5.1.1; empty when it tells none
     */
    record DeliveryReport(
            boolean failed,
            List<String> messageIds,
            @Nullable String recipient,
            String status) {}

    /**
     * The mail that somebody forwarded: as an attached message, or as a block of "Från: … Skickat: …" in the text.
     *
     * @param from who wrote the original
     * @param sentAt when it was sent, as far as it tells; never in the future
     * @param subject its subject, bounded as above
     * @param text what it says, bounded as above
     */
    record Forwarded(@Nullable MailAddress from, @Nullable Instant sentAt, String subject, String text) {}
}
