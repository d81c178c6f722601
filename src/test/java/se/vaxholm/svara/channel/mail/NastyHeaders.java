package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.channel.mail.RawMail.bare;
import static se.vaxholm.svara.channel.mail.RawMail.mail;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import se.vaxholm.svara.channel.mail.ReadMail.MailAddress;
import se.vaxholm.svara.channel.mail.UnreadableMailException.Reason;

/** Mails whose headers are wrong, or are there to deceive. */
final class NastyHeaders {

    private NastyHeaders() {}

    static List<NastyMail> mails() {
        return List.of(
                NastyMail.of(
                                "letters of UTF-8 in headers",
                                mail().with("From: Åsa Öberg <anna@example.org>")
                                        .subject("Är skolan öppen?")
                                        .body("Hej"))
                        .named("Åsa Öberg")
                        .subject("Är skolan öppen?"),
                NastyMail.of(
                                "letters of Latin-1 in headers",
                                mail().in(StandardCharsets.ISO_8859_1)
                                        .with("From: Åsa Öberg <anna@example.org>")
                                        .subject("Är skolan öppen?")
                                        .body("På måndag?"))
                        .named("Åsa Öberg")
                        .subject("Är skolan öppen?")
                        .says("På måndag?"),
                NastyMail.of(
                                "letters of windows-1252 in headers",
                                mail().in(Charset.forName("windows-1252"))
                                        .subject("”Vägen” – 100 €")
                                        .body("”Hej” – så"))
                        .subject("”Vägen” – 100 €")
                        .says("”Hej” – så"),
                NastyMail.of(
                                "a letter split between two encoded words",
                                mail().subject("=?utf-8?Q?V=C3?= =?utf-8?Q?=A4gen?=")
                                        .body("Hej"))
                        .subject("Vägen"),
                NastyMail.of(
                                "encoded words in two charsets, folded",
                                mail().subject(
                                                "=?utf-8?B?VsOkZ2Vu?=\n =?iso-8859-1?Q?_=E4r?=\n\t=?UTF-8*sv?q?_sp=C3=A4rrad?=")
                                        .body("Hej"))
                        .subject("Vägen är spärrad"),
                NastyMail.of(
                                "encoded words in the middle of a word",
                                mail().subject("Om=?utf-8?q?_v=C3=A4g?=en").body("Hej"))
                        .subject("Om vägen"),
                NastyMail.of(
                                "encoded words in a charset that nobody knows",
                                mail().subject("=?x-klingon?Q?V=E4gen?=").body("Hej"))
                        .subject("Vägen"),
                NastyMail.of(
                                "encoded words of UTF-7",
                                mail().subject("=?unicode-1-1-utf-7?Q?V+AOQ-gen?=")
                                        .body("Hej"))
                        .subject("V+AOQ-gen"),
                NastyMail.of(
                                "an encoded word of broken base64",
                                mail().subject("=?utf-8?B?VsOkZ2V?= =?utf-8?B?====?= slut")
                                        .body("Hej"))
                        .and(mail ->
                                assertThat(mail.subject()).startsWith("Väge").endsWith("slut")),
                NastyMail.of(
                                "UTF-8 that is said to be ASCII",
                                mail().subject("=?us-ascii?Q?V=C3=A4gen?=")
                                        .with("Content-Type: text/plain; charset=us-ascii")
                                        .body("Går vägen?"))
                        .subject("Vägen")
                        .says("Går vägen?"),
                NastyMail.of(
                                "a line break in an encoded subject",
                                mail().subject("=?utf-8?Q?Hej=0D=0ABcc:_alla@evil.example=0D=0A=0D=0AText?=")
                                        .body("Hej"))
                        .subject("Hej Bcc: alla@evil.example Text"),
                NastyMail.of(
                                "a line break in an encoded name",
                                mail().with("From: =?utf-8?B?QW5uYQ0KVG86IHhAeS5zZQ==?= <anna@example.org>")
                                        .body("Hej"))
                        .named("")
                        .and(mail -> assertThat(mail.recipients()).hasSize(1)),
                NastyMail.of(
                                "an address inside an encoded name",
                                mail().with(
                                                "From: =?utf-8?Q?kommundirektor=40vaxholm.example=22=3E_=3C?= <anna@example.org>")
                                        .body("Hej"))
                        .named(""),
                NastyMail.of(
                                "a name that looks like an address",
                                mail().with("From: \"chef@vaxholm.example\" <x@evil.example>")
                                        .body("Betala genast"))
                        .from("x@evil.example")
                        .named(""),
                NastyMail.of(
                                "a name with a comma and without quotation marks",
                                mail().with("From: =?utf-8?Q?Berg,_Anna?= <anna@example.org>")
                                        .body("Hej"))
                        .named("Berg, Anna"),
                NastyMail.of(
                                "a quotation mark too many",
                                mail().with("From: \"Anna <anna@example.org>").body("Hej"))
                        .named("Anna"),
                NastyMail.of(
                                "the name in a comment",
                                mail().with("From: anna@example.org (Anna Berg)")
                                        .body("Hej"))
                        .named("Anna Berg"),
                NastyMail.of(
                                "two writers",
                                mail().with("From: Anna <anna@example.org>, Bo <bo@example.org>")
                                        .body("Hej"))
                        .from(null)
                        .says("Hej"),
                NastyMail.of(
                                "two addresses behind one name",
                                mail().with("From: Anna <anna@example.org> <x@evil.example>")
                                        .body("Hej"))
                        .from(null)
                        .says("Hej"),
                NastyMail.of(
                                "a name that no-reply addresses have",
                                mail().with("From: \"noreply@x.example\" <anna@example.org>")
                                        .body("Hej"))
                        .says("Hej"),
                NastyMail.of(
                                "two From headers",
                                mail().also("From: Eva <eva@evil.example>")
                                        .also("Subject: Annat")
                                        .also("Message-ID: <annat@evil.example>")
                                        .body("Hej"))
                        .subject("Bygglov")
                        .and(mail -> assertThat(mail.messageId()).isEqualTo("<bygglov@example.org>")),
                NastyMail.of(
                                "a writer without a domain",
                                mail().with("From: root").body("Hej"))
                        .from(null)
                        .says("Hej"),
                NastyMail.of("no writer", mail().with("From: ").body("Hej"))
                        .from(null)
                        .says("Hej"),
                NastyMail.of(
                                "an address outside ASCII",
                                mail().with("From: Åke <åke@räksmörgås.example>")
                                        .body("Hej"))
                        .from(null)
                        .says("Hej"),
                NastyMail.of(
                                "undisclosed recipients",
                                mail().with("To: undisclosed-recipients:;").body("Hej"))
                        .and(mail -> assertThat(mail.recipients()).isEmpty()),
                NastyMail.of(
                                "a group of recipients",
                                mail().with("To: Alla: a@example.org, \"B, C\" <b@EXAMPLE.org>;, c@example.org")
                                        .body("Hej"))
                        .and(mail -> assertThat(mail.recipients())
                                .extracting(MailAddress::address)
                                .containsExactly("a@example.org", "b@example.org", "c@example.org")),
                NastyMail.of(
                                "five thousand recipients",
                                mail().with("To: " + addresses(5_000)).body("Hej"))
                        .and(mail -> assertThat(mail.recipients()).hasSize(100)),
                NastyMail.of(
                                "an answer wanted elsewhere",
                                mail().also("Reply-To: <anna.berg@work.example>")
                                        .body("Hej"))
                        .and(mail ->
                                assertThat(mail.replyTo()).isEqualTo(new MailAddress("anna.berg@work.example", ""))),
                NastyMail.of(
                                "an answer wanted where it came from",
                                mail().also("Reply-To: ANNA@example.org").body("Hej"))
                        .and(mail -> assertThat(mail.replyTo()).isNull()),
                NastyMail.of(
                                "NULs and other controls",
                                mail().subject("Vä\0g\u0007en \u202Egpj\u202C\u200B")
                                        .body("Ett\0 två\u0001 tre\u001B[31m\u202Egpj.exe\u202C"))
                        .subject("Vägen gpj")
                        .says("Ett två tre[31mgpj.exe"),
                NastyMail.of(
                                "a header of a megabyte",
                                mail().also("X-Long: " + "a".repeat(1_000_000)).body("Hej"))
                        .isUnreadable(Reason.TOO_LONG_HEADERS),
                NastyMail.of(
                                "fifty thousand headers",
                                mail().also("X-A: 1\n".repeat(50_000) + "X-B: 2")
                                        .body("Hej"))
                        .isUnreadable(Reason.TOO_LONG_HEADERS),
                NastyMail.of(
                                "a subject of ten thousand letters",
                                mail().subject("å".repeat(10_000)).body("Hej"))
                        .subject("å".repeat(500)),
                NastyMail.of(
                                "a text without an empty line before it",
                                bare().with("From: anna@example.org")
                                        .also("Subject: Vägen\nHej, jag undrar\nnär vägen blir lagad")
                                        .body("Anna"))
                        .subject("Vägen")
                        .saysAmongOthers("Hej, jag undrar", "när vägen"),
                NastyMail.of(
                                "a broken line among the headers",
                                bare().with("From: anna@example.org")
                                        .also("detta är ingen rubrik")
                                        .also("Subject: Vägen")
                                        .body("Hej"))
                        .subject("Vägen")
                        .says("Hej"),
                NastyMail.of(
                                "a line of a mailbox file above it",
                                mail().first("From anna@example.org Tue Nov 24 10:31:00 2026")
                                        .body("Hej"))
                        .says("Hej"),
                NastyMail.of(
                                "a date that is none",
                                mail().with("Date: igår vid femtiden").body("Hej"))
                        .and(mail -> assertThat(mail.writtenAt()).isNull()),
                NastyMail.of(
                                "a date of another age",
                                mail().with("Date: Thu, 01 Jan 0070 00:00:00 GMT")
                                        .body("Hej"))
                        .and(mail -> assertThat(mail.writtenAt()).isNull()),
                NastyMail.of(
                                "a date in a zone of its own",
                                mail().with("Date: Tue, 24 Nov 2026 10:31:00 +0100 (CET)")
                                        .body("Hej"))
                        .and(mail -> assertThat(mail.writtenAt()).isEqualTo(Instant.parse("2026-11-24T09:31:00Z"))),
                NastyMail.of(
                                "ids of the mails that it answers",
                                mail().also("In-Reply-To: <c@x.example> (Annas brev)")
                                        .also("References: <a@x.example>\n <b@x.example>\n <c@x.example>")
                                        .body("Hej"))
                        .and(mail -> assertThat(mail.references())
                                .containsExactly("<c@x.example>", "<b@x.example>", "<a@x.example>")),
                NastyMail.of(
                                "a forged sender",
                                mail().first(
                                                "Authentication-Results: mx.vaxholm.example; spf=pass;"
                                                        + " dkim=none (no signature);\n dmarc=fail (p=reject) header.from=example.org")
                                        .body("Hej"))
                        .and(mail -> assertThat(mail.distrusted()).isTrue()),
                NastyMail.of(
                                "a sender's own word that they are forged",
                                mail().first("Authentication-Results: mx.vaxholm.example; dmarc=pass (not dmarc=fail)")
                                        .also("Authentication-Results: evil.example; dmarc=fail")
                                        .body("Hej"))
                        .and(mail -> assertThat(mail.distrusted()).isFalse()),
                NastyMail.of("nothing at all", new byte[0]).isUnreadable(Reason.NO_MAIL),
                NastyMail.of("line ends alone", "\r\n\r\n\r\n".getBytes(StandardCharsets.US_ASCII))
                        .isUnreadable(Reason.NO_MAIL),
                NastyMail.of(
                                "a text that is no mail",
                                "Hej: det här är inget brev\n\noch blir det inte".getBytes(StandardCharsets.UTF_8))
                        .isUnreadable(Reason.NO_MAIL),
                NastyMail.of("bytes that are no mail", noise()).isUnreadable(Reason.NO_MAIL));
    }

    private static String addresses(int many) {
        return IntStream.range(0, many).mapToObj(i -> "a" + i + "@x.se").collect(Collectors.joining(",\n "));
    }

    private static byte[] noise() {
        byte[] bytes = new byte[600_000];
        new Random(1).nextBytes(bytes);
        return bytes;
    }
}
