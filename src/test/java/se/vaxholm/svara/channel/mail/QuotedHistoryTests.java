package se.vaxholm.svara.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tells what somebody wrote from what their mail program put with it, and never loses a word. */
class QuotedHistoryTests {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Den 24 nov 2026 kl. 10:31 skrev Svara <svara@vaxholm.example>:",
                "Den tis 24 nov. 2026 kl 10:31 skrev Svara <svara@vaxholm.example>:",
                "Den tis 24 nov. 2026 kl 10:31 skrev Svara <\nsvara@vaxholm.example>:",
                "24 nov. 2026 kl. 10:31 skrev Svara <svara@vaxholm.example>:",
                "2026-11-24 10:31 skrev Svara:",
                "On Tue, Nov 24, 2026 at 10:31 AM Svara <svara@vaxholm.example> wrote:",
                "On Tue, Nov 24, 2026 at 10:31 AM Vaxholms stad\n<svara@vaxholm.example>\nwrote:",
                "Am 24.11.2026 um 10:31 schrieb Svara <svara@vaxholm.example>:",
                "Le 24/11/2026 à 10:31, Svara a écrit :",
                "-----Ursprungligt meddelande-----",
                "-----Original Message-----",
                "-------- Original Message --------",
                "Från: Svara <svara@vaxholm.example>\nSkickat: den 24 november 2026 10:31\nTill: Anna\nÄmne: Bygglov",
                "________________________________\nFrån: Svara\nSkickat: den 24 november 2026 10:31\nTill: Anna\nÄmne: Bygglov",
                "*Från:* Svara <svara@vaxholm.example>\n*Skickat:* den 24 november 2026 10:31\n*Till:* Anna\n*Ämne:* Bygglov",
                "From: Svara <svara@vaxholm.example>\nSent: Tuesday, November 24, 2026 10:31 AM\nTo: Anna;\n Bo\nSubject: Permit",
                "Von: Svara\nGesendet: Dienstag, 24. November 2026 10:31\nAn: Anna\nBetreff: Baugesuch"
            })
    void whatIsAnsweredIsFolded(String line) {
        QuotedHistory split = QuotedHistory.of("I maj.\nAnna\n\n" + line + "\n\nNär vill du bygga?");
        assertThat(split.own()).isEqualTo("I maj.\nAnna");
        assertThat(split.history()).startsWith(line).endsWith("När vill du bygga?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Den 24 nov 2026 kl. 10:31 skrev Svara <svara@vaxholm.example>:",
                "Svara skrev den 2026-11-24 10:31:",
                "Op di 24 nov 2026 om 10:31 schreef Svara <svara@vaxholm.example>:",
                "W dniu 24.11.2026 o 10:31, Svara <svara@vaxholm.example> pisze:"
            })
    void whatIsQuotedLineByLineIsFoldedAboveAndBelow(String line) {
        String quoted = line + "\n> När vill du bygga?\n>\n> Och var?";
        assertThat(QuotedHistory.of("I maj.\n\n" + quoted)).isEqualTo(new QuotedHistory("I maj.", quoted));
        assertThat(QuotedHistory.of(quoted + "\n\nI maj.\nHemma.").own()).isEqualTo("I maj.\nHemma.");
    }

    @Test
    void answersBetweenTheQuestionsAreKeptWithThem() {
        String text = "Den 24 nov 2026 kl. 10:31 skrev Svara <s@x.se>:\n> När?\nI maj.\n> Var?\nHemma.";
        assertThat(QuotedHistory.of(text)).isEqualTo(new QuotedHistory(text, ""));
    }

    @Test
    void whoeverSaysThatTheyAnswerBelowIsReadBelow() {
        String text =
                "Se mina svar nedan.\n\nFrån: Svara\nSkickat: den 24 november 2026 10:31\nÄmne: Bygglov\n\nNär? I maj.";
        assertThat(QuotedHistory.of(text).own()).isEqualTo(text);
    }

    @Test
    void whenAllIsQuotedAllIsShown() {
        List.of(
                        "> När?\n> Var?",
                        "-----Original Message-----\nFrom: Svara\n\nNär?",
                        "Den 24 nov 2026 kl. 10:31 skrev Svara <s@x.se>:\n\nNär?",
                        "-- \nAnna")
                .forEach(text -> assertThat(QuotedHistory.of(text)).isEqualTo(new QuotedHistory(text, "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Från: Stockholm\nTill: Vaxholm\nDatum: 3 mars\n\nFinns det någon båt?",
                "Den 3 mars 2026 skrev ni så här i brevet:\nVägen blir klar i april.",
                "Hej, den 24 nov kl 10:31 ringde jag, och chefen skrev upp:\nVägen är spärrad.",
                "Jag undrar:\n- när\n- var",
                ">From Stockholm kommer vi ofta.",
                "-- Hej --\nJag undrar en sak."
            })
    void whatPeopleWriteThemselvesIsNoHistory(String text) {
        assertThat(QuotedHistory.of(text)).isEqualTo(new QuotedHistory(text, ""));
    }

    @Test
    void signaturesAreFoldedUnlessTheyAreTheText() {
        assertThat(QuotedHistory.of("I maj.\n--\nAnna Berg\n070-1"))
                .isEqualTo(new QuotedHistory("I maj.", "--\nAnna Berg\n070-1"));
        assertThat(QuotedHistory.of("I maj.\n\nSkickat från min iPhone"))
                .isEqualTo(new QuotedHistory("I maj.", "Skickat från min iPhone"));
        String lengthy = "I maj.\n--\n" + "rad\n".repeat(30).strip();
        assertThat(QuotedHistory.of(lengthy).own()).isEqualTo(lengthy);
    }

    @Test
    void aSignatureAboveTheHistoryIsFoldedWithIt() {
        QuotedHistory split =
                QuotedHistory.of("I maj.\n--\nAnna\n\nDen 24 nov 2026 kl. 10:31 skrev Svara <s@x.se>:\n> När?");
        assertThat(split.own()).isEqualTo("I maj.");
        assertThat(split.history()).containsSubsequence("Anna", "skrev Svara", "> När?");
    }

    /** Each word of a text is in one of its two halves, wherever it is cut. */
    @Test
    void noWordIsLost() {
        for (NastyMail nasty : NastyMail.all()) {
            String text = PlainText.clean(
                    new String(nasty.bytes(), 0, Math.min(5_000, nasty.bytes().length), StandardCharsets.ISO_8859_1));
            QuotedHistory split = QuotedHistory.of(text);
            assertThat(words(split.own() + "\n" + split.history()))
                    .as(nasty.name())
                    .isEqualTo(words(text));
        }
    }

    private static List<String> words(String text) {
        return List.of(text.strip().split("\\s+")).stream().sorted().toList();
    }
}
