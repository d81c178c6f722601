package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads one moment in each of the ways that mail programs write it. */
class MailDatesTests {

    private static final Instant MOMENT = Instant.parse("2026-11-20T13:05:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "den 20 november 2026 14:05",
                "fredag 20 november 2026 14:05",
                "fredag den 20 november 2026 kl. 14.05",
                "fre 20 nov. 2026 kl 14:05",
                "2026-11-20 14:05",
                "2026-11-20T14:05:00+01:00",
                "2026-11-20T13:05:00Z",
                "Friday, November 20, 2026 2:05 PM",
                "Fri, Nov 20, 2026 at 2:05 PM",
                "Fri, Nov 20th, 2026 at 2:05\u202fp.m.",
                "11/20/2026 2:05 PM",
                "20/11/2026 14:05",
                "Freitag, 20. November 2026 14:05",
                "vendredi 20 novembre 2026 14:05",
                "20 November 2026 at 13:05:00 GMT",
                "20 november 2026 14:05:00 CET",
                "Fri, 20 Nov 2026 05:05:00 -0800"
            })
    void aMomentIsReadHoweverItIsWritten(String text) {
        assertThat(MailDates.inText(text)).contains(MOMENT);
    }

    @Test
    void summersHaveSummerTime() {
        assertThat(MailDates.inText("den 20 juli 2026 14:05")).contains(Instant.parse("2026-07-20T12:05:00Z"));
    }

    @Test
    void aDayWithoutATimeIsItsBeginning() {
        assertThat(MailDates.inText("2026-11-20")).contains(Instant.parse("2026-11-19T23:00:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "häromdagen",
                "den 31 februari 2026 10:00",
                "40 november 2026",
                "2026-13-40 25:00",
                "20 foo 2026 10:00",
                "den 20 november 2026 27:61",
                "1 januari 1870 10:00",
                "9999999999999"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(MailDates.inText(text)).isEmpty();
        assertThat(MailDates.ofHeader(text)).isEmpty();
    }

    @Test
    void aHeaderIsReadAsMailProgramsWriteIt() {
        assertThat(MailDates.ofHeader("Fri, 20 Nov 2026 14:05:00 +0100 (CET)")).contains(MOMENT);
        assertThat(MailDates.ofHeader("20 Nov 2026 13:05 GMT")).contains(MOMENT);
        assertThat(MailDates.ofHeader("2026-11-20T14:05:00+01:00")).contains(MOMENT);
    }
}
