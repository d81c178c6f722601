package se.vaxholm.svara.enquiry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people type is bounded, and understood as they mean it. */
class TextBoundsTests {

    @Test
    void aTextHasOneToTwentyThousandCharactersAsPeopleCountThem() {
        assertThat(TextBounds.ofText("🏡".repeat(20_000), TextBounds.TEXT)).isEmpty();
        assertThat(TextBounds.ofText("🏡".repeat(20_001), TextBounds.TEXT)).contains(TextBounds.Problem.TOO_LONG);
        assertThat(TextBounds.ofText("", TextBounds.TEXT)).contains(TextBounds.Problem.EMPTY);
        assertThat(TextBounds.ofText("\u2003\n", TextBounds.TEXT)).contains(TextBounds.Problem.EMPTY);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\0', '\u0007', '\u001b', '\u007f', '\u0085', '\ud83d', '\udca9'})
    void controlCharactersAndHalfCharactersAreNoText(char character) {
        assertThat(TextBounds.ofText("a" + character, 10)).contains(TextBounds.Problem.CONTROL_CHARACTERS);
        assertThat(TextBounds.ofLine("a" + character, 10)).contains(TextBounds.Problem.CONTROL_CHARACTERS);
    }

    @ParameterizedTest
    @ValueSource(chars = {'\n', '\r', '\u2028', '\u2029'})
    void aLineHasNoBreak(char lineBreak) {
        assertThat(TextBounds.ofText("a" + lineBreak + "b", 10)).isEmpty();
        assertThat(TextBounds.ofLine("a" + lineBreak + "b", 10)).contains(TextBounds.Problem.LINE_BREAK);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.org",
                "Anna.Berg+vaxholm@post.example.co.uk",
                "o'hara_%&!@example.org",
                "a@b.se",
                "1@2.se",
                "anna@xn--vsters-5ua.example",
                "anna@example.xn--p1ai"
            })
    void anAddressIsOneThatALetterCanReach(String email) {
        assertThat(TextBounds.isEmail(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "anna",
                "anna@",
                "@example.org",
                "anna@example",
                "anna@@example.org",
                "anna@bo@example.org",
                "a b@example.org",
                " anna@example.org",
                "anna@example.org ",
                "Anna <anna@example.org>",
                "anna@example.org, bo@example.org",
                "anna@example.org;bo@example.org",
                ".anna@example.org",
                "anna.@example.org",
                "an..na@example.org",
                "anna@.example.org",
                "anna@example..org",
                "anna@example.org.",
                "anna@-example.org",
                "anna@example-.org",
                "anna@exa_mple.org",
                "anna@example.1",
                "anna@[127.0.0.1]",
                "åsa@example.org",
                "anna@exämple.org",
                "anna@example.org\n",
                "anna@example.org\nBcc: alla@example.org",
                "anna@example.org\r\nSubject: x",
                "anna@example.org\u2028x",
                "an\u0000na@example.org",
                "\"anna\"@example.org"
            })
    void whatNoLetterCanReachIsNoAddress(String email) {
        assertThat(TextBounds.isEmail(email)).isFalse();
    }

    @Test
    void anAddressHasAsManyCharactersAsMailTakes() {
        String domain = "@" + ("d".repeat(62) + ".").repeat(3) + "se";
        assertThat(TextBounds.isEmail("a".repeat(65) + "@example.org")).isFalse();
        assertThat(TextBounds.isEmail("a".repeat(64) + "@example.org")).isTrue();
        assertThat(TextBounds.isEmail("a".repeat(254 - domain.length()) + domain))
                .isTrue();
        assertThat(TextBounds.isEmail("a".repeat(255 - domain.length()) + domain))
                .isFalse();
        assertThat(TextBounds.isEmail("a@" + "d".repeat(64) + ".se")).isFalse();
        assertThat(TextBounds.isEmail("a.".repeat(500_000) + "@example.org")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "VS-2026-00123, VS-2026-00123",
        "vs-2026-123, VS-2026-00123",
        "2026-123, VS-2026-00123",
        "VS202600123, VS-2026-00123",
        "[VS–2026–00123], VS-2026-00123",
        "' VS 2026 / 123 ', VS-2026-00123",
        "VS-2026-1234567, VS-2026-1234567"
    })
    void aNumberIsReadHoweverItIsTyped(String typed, String number) {
        assertThat(EnquiryNumber.parse(typed)).contains(new EnquiryNumber(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "VS", "VS-2026", "VS-2026-", "VS-26-1", "XX-2026-1", "VS-2026-1234567890", "VS-2026-1 or 1"})
    void whatIsNoNumberIsNone(String typed) {
        assertThat(EnquiryNumber.parse(typed)).isEmpty();
    }
}
