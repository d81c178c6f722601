package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.vaxholm.svara.enquiry.TextBounds;

/** Reads each nasty mail and holds what is made of it against what is to be made of it. */
class MailReaderTests {

    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T12:00:00Z"), ZoneOffset.UTC);

    private final MailReader reader = new MailReader(CLOCK);

    static List<NastyMail> mails() {
        return NastyMail.all();
    }

    @ParameterizedTest
    @MethodSource("mails")
    void eachNastyMailIsWhatItIsToBe(NastyMail nasty) throws UnreadableMailException {
        long start = System.nanoTime();
        if (nasty.unreadable() == null) {
            ReadMail mail = read(nasty.bytes());
            assertThatItIsSafe(mail);
            nasty.check(mail);
        } else {
            assertThatExceptionOfType(UnreadableMailException.class)
                    .isThrownBy(() -> read(nasty.bytes()))
                    .satisfies(thrown -> assertThat(thrown.reason()).isEqualTo(nasty.unreadable()))
                    .withNoCause();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void thereAreManyOfThemEachWithANameOfItsOwn() {
        assertThat(mails()).hasSizeGreaterThan(100).extracting(NastyMail::name).doesNotHaveDuplicates();
    }

    private ReadMail read(byte[] bytes) throws UnreadableMailException {
        return reader.read(new ByteArrayInputStream(bytes));
    }

    /** What holds of every mail that can be read. */
    static void assertThatItIsSafe(ReadMail mail) {
        assertText(mail.text());
        assertText(mail.quoted());
        assertLine(mail.subject(), 500);
        mail.forwarded().ifPresent(forwarded -> {
            assertText(forwarded.text());
            assertLine(forwarded.subject(), 500);
        });
        assertThat(mail.recipients()).hasSizeLessThanOrEqualTo(100).allSatisfy(address -> {
            assertThat(TextBounds.isEmail(address.address())).isTrue();
            assertLine(address.name(), TextBounds.NAME);
        });
        assertThat(mail.files()).hasSizeLessThanOrEqualTo(100).allSatisfy(file -> {
            assertLine(file.name(), 150);
            assertLine(file.type(), 100);
        });
        assertThat(mail.references()).hasSizeLessThanOrEqualTo(50);
        assertThat(mail.identity()).hasSize(32);
    }

    private static void assertText(String text) {
        Optional<TextBounds.Problem> problem = TextBounds.ofText(text, TextBounds.TEXT);
        assertThat(text.isEmpty() || problem.isEmpty()).as("%s", problem).isTrue();
    }

    private static void assertLine(String text, int longest) {
        Optional<TextBounds.Problem> problem = TextBounds.ofLine(text, longest);
        assertThat(text.isEmpty() || problem.isEmpty())
                .as("%s: %s", problem, text)
                .isTrue();
    }
}
