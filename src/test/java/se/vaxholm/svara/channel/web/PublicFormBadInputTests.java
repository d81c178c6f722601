package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;

/** Everything that people and machines may put into the public form: no error of ours, nothing lost, nothing registered. */
@SvaraTest
class PublicFormBadInputTests {

    private static final Duration READING = Duration.ofSeconds(20);

    @Autowired
    MockMvc mvc;

    @Autowired
    TestClock clock;

    @Autowired
    Enquiries enquiries;

    private Visitor visitor;

    @BeforeEach
    void somebodyComes() {
        visitor = new Visitor(mvc);
        clock.set("2026-11-20T10:00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n\t ", "\u200b\u200b", "\u00a0"})
    void aTextWithNothingInItIsRefused(String text) {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sends("/fraga/text", "text", text)
                .hasStatus(422)
                .sees("<title>Fel: ", "href=\"#text\"", "Skriv vad du vill säga");
    }

    @Test
    void aTextThatIsTooLongIsRefusedAndKept() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sends("/fraga/text", "text", "å".repeat(20_003) + "slut")
                .hasStatus(422)
                .sees("Skriv högst 20&nbsp;000 tecken. Nu är det 7 för många".replace("&nbsp;", "\u00a0"), "ååslut");
        visitor.opens("/fraga/text").sees("ååslut");
        visitor.opens("/fraga/kontrollera").isSentTo("/fraga/text");
        visitor.sends("/fraga/text", "text", "x".repeat(500_000) + "slut")
                .hasStatus(422)
                .sees("xxslut");
        visitor.sends("/fraga/text", "text", "🦭".repeat(20_000)).isSentTo("/fraga/svar");
    }

    @Test
    void controlCharactersAreTakenAwayAndTold() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sends("/fraga/text", "text", "Före\u0000efter\u0007 \u009b")
                .hasStatus(422)
                .sees("osynliga styrtecken", "Föreefter");
        visitor.opens("/fraga/text").sees("Föreefter");
        visitor.sends("/fraga", "kind", "QUESTION\u0000", "category", "annat\u0000")
                .hasStatus(422);
        visitor.sends("/fraga/svar", "replyBy", "EMAIL", "email", "a\u0000@example.org", "name", "\u0000")
                .hasStatus(422);
        visitor.opens("/fraga?kategori=%00").hasStatus(200);
        visitor.sends("/fraga/kontrollera", "key", "\u0000", "hemsida", "\u0000");
    }

    @Test
    void scriptsEmojiAndRightToLeftTextAreJustText() {
        String text = "<script>alert(1)</script> 🦭👩‍👩‍👧 שלום \u202e\"'>${7*7} @{x} [[${1}]] ' or 1=1 --";
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sends("/fraga/text", "text", text).isSentTo("/fraga/svar");
        visitor.sends(
                "/fraga/svar", "replyBy", "STATUS_PAGE", "name", "<img src=x onerror=alert(1)>", "language", "SV");
        visitor.opens("/fraga/kontrollera")
                .seesNothingOf("<script>alert", "<img src=x")
                .sees(
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "🦭👩‍👩‍👧",
                        "שלום",
                        "${7*7}",
                        "[[${1}]]",
                        "dir=\"auto\"");
        clock.advance(READING);
        visitor.sends("/fraga/kontrollera", visitor.checks()).isSentTo("/fraga/klart");
        visitor.opens("/fraga/klart").hasStatus(200);
        assertThat(enquiries.messages(registered().id()))
                .singleElement()
                .satisfies(said -> assertThat(said.text()).isEqualTo(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "anna@example.org\nBcc: alla@example.org",
                "anna@example.org\r\nSubject: x",
                "anna@example.org\u2028x",
                "anna",
                "anna@",
                "@example.org",
                "anna@example",
                "anna@@example.org",
                "a b@example.org",
                "Anna <anna@example.org>",
                "anna@example.org, bo@example.org",
                ".anna@example.org",
                "anna@-example.org",
                "anna@exa_mple.org"
            })
    void anAddressThatNoLetterCouldReachIsRefused(String email) {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sends("/fraga/text", "text", "Hej");
        visitor.sends("/fraga/svar", "replyBy", "EMAIL", "email", email, "language", "SV")
                .hasStatus(422)
                .sees("<title>Fel: ", "href=\"#email\"", "id=\"email-fel\"");
        visitor.opens("/fraga/kontrollera").isSentTo("/fraga/svar");
    }

    @Test
    void longAddressesNamesAndNumbersAreRefusedAndKept() {
        visitor.sends("/fraga", "kind", "QUESTION", "category", "annat");
        visitor.sends("/fraga/text", "text", "Hej");
        visitor.sends("/fraga/svar", "replyBy", "EMAIL", "email", "a".repeat(300) + "@example.org")
                .hasStatus(422)
                .sees("aaaa@example.org", "Skriv högst 254 tecken");
        visitor.sends("/fraga/svar", "replyBy", "STATUS_PAGE", "name", "n".repeat(100_000))
                .hasStatus(422);
        visitor.sends("/fraga/svar", "replyBy", "PHONE", "phone", "ring mig")
                .hasStatus(422)
                .sees("ring mig");
        visitor.sends("/fraga/svar", "replyBy", "PHONE", "phone", "").hasStatus(422);
        visitor.sends("/fraga/svar", "replyBy", "PIGEON").hasStatus(422).sees("Välj hur du vill få svaret");
        visitor.sends("/fraga/svar", "replyBy", "PHONE", "phone", "+46 (0)70-123 45 67")
                .isSentTo("/fraga/kontrollera");
    }

    private Enquiry registered() {
        return enquiries
                .find(new EnquiryNumber(visitor.find("(VS-\\d{4}-\\d{5,})")))
                .orElseThrow();
    }
}
