package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import se.vaxholm.svara.SvaraBrowserTest;

/** A question by mail that is answered twice, as its asker sees it in their mail program and the officer on the staff's pages. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class MailJourneyTests {

    private static final Pattern NUMBER = Pattern.compile("\\[(VS-\\d{4}-\\d{5,})]");
    private static final String FIRST = "Ett växthus är en komplementbyggnad.";
    private static final String SECOND = "Ja, du får bygga det utan lov, fyra och en halv meter från grannens tomt.";
    private static final String NO_ANSWER = "Det var inte svar på min fråga.";

    private final String subject = "Växthus på Resarö " + UUID.randomUUID();
    private final String email = "karin." + UUID.randomUUID() + "@example.org";

    @Test
    void whoeverAsksByMailIsAnsweredByMailUntilTheyHaveTheirAnswer(People people) {
        String question = Post.isWritten(email, subject, "Hej!\n\nFår jag bygga ett växthus utan lov?\n\nKarin", "");
        String number = isAcknowledged(question);

        Person maja = people.somebody();
        takesTheCase(maja, number);
        Post first = answers(maja, number, FIRST, 1);
        assertThat(first.answers()).isEqualTo(question);

        String reply = Post.isWritten(email, "Sv: " + first.subject(), NO_ANSWER + quoted(first), first.id());
        readsWhatCame(maja, number);
        Post second = answers(maja, number, SECOND, 2);
        assertThat(second.answers()).isEqualTo(reply);

        isClosed(maja);
        seesItAllThere(people.somebody(), second);
    }

    private String isAcknowledged(String question) {
        Post letter = Post.to(email, "Vi har tagit emot ditt ärende");
        assertThat(letter.answers()).isEqualTo(question);
        assertThat(letter.senderAddress()).isEqualTo("stadsbyggnad@vaxholm.example");
        assertThat(letter.text()).doesNotContain("växthus", "Resarö");
        Matcher number = NUMBER.matcher(letter.subject());
        assertThat(number.find()).as(letter.subject()).isTrue();
        return number.group(1);
    }

    private void takesTheCase(Person maja, String number) {
        maja.signsIn("handlaggare", "/arbete?lista=otagna").isAt("/arbete").sees(subject);
        Barriers.none(maja, "the work list");
        maja.follows(number).isAt("/arenden/" + number).sees(subject, "växthus utan lov", email);
        Barriers.none(maja, "a case that came by mail");
        maja.presses("Ta ärendet").sees("Du tog ärende " + number);
    }

    private Post answers(Person maja, String number, String answer, int times) {
        maja.writes("Ditt svar", answer).presses("Förhandsgranska brevet").sees("Så här ser brevet ut", answer, email);
        maja.presses("Skicka svaret").isAt("/arenden/" + number).sees("Svaret skickades kl.");
        Awaitility.await()
                .untilAsserted(() -> assertThat(Post.all(email))
                        .filteredOn(post -> post.subject().startsWith("Svar på ditt ärende"))
                        .hasSize(times));
        return Post.all(email).stream()
                .filter(post -> post.text().contains(answer))
                .findFirst()
                .orElseThrow();
    }

    private static String quoted(Post letter) {
        return "\n\nDen 2 mars 2026 kl. 10:15 skrev Stadsbyggnad <stadsbyggnad@vaxholm.example>:\n> "
                + letter.text().replace("\n", "\n> ");
    }

    private void readsWhatCame(Person maja, String number) {
        Awaitility.await().untilAsserted(() -> {
            maja.opens("/arenden/" + number);
            assertThat(maja.page().locator("h2").allInnerTexts()).contains("Läs nytt meddelande");
        });
        maja.sees(NO_ANSWER);
        Barriers.none(maja, "an answered case with a new mail");
        maja.presses("Öppna ärendet igen").isAt("/arenden/" + number);
        Post.to(email, "[" + number + "]", "öppnat");
        maja.opens("/arenden/" + number).sees("Öppnat igen");
        if (maja.button("Ta ärendet").isVisible()) {
            maja.presses("Ta ärendet");
        }
    }

    private static void isClosed(Person maja) {
        Awaitility.await().untilAsserted(() -> {
            maja.reloads();
            assertThat(maja.page().locator(".timeline__title").allInnerTexts())
                    .containsSubsequence("Skrev svaret", "Ärendet avslutades", "Skrev svaret", "Ärendet avslutades");
        });
        maja.seesNothingOf("Läs nytt meddelande", "Ta ärendet");
    }

    private void seesItAllThere(Person karin, Post letter) {
        karin.opens(letter.link()).presses("Öppna ärendet").isAt("/arende/visa");
        karin.sees("Ditt ärende är besvarat", subject, FIRST, NO_ANSWER, SECOND);
        Barriers.none(karin, "a matter that came by mail");
        assertThat(karin.page().locator("main")).not().containsText("skrev Stadsbyggnad");
    }
}
