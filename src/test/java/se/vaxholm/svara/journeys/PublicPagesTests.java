package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.SvaraBrowserTest;

/** The public form in a real browser: without scripts, by keyboard, with impatient fingers, after the cookies have gone. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class PublicPagesTests {

    private static final String CATEGORY = "Gator, vägar och belysning";

    private final String text = "Lampan vid bryggan är släckt " + UUID.randomUUID();
    private final String email = UUID.randomUUID() + "@example.org";

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theWholeFormWorksWithoutScripts(People people) {
        Person anna = people.withoutScripts();
        anna.opens("/fraga").presses("Fortsätt").sees("Något behöver rättas", "Välj vilket område det gäller");
        assertThat(anna.title()).startsWith("Fel: ");
        anna.follows("Välj vilket område det gäller");

        new QuestionForm(anna).isFilledIn(CATEGORY, text, email);
        anna.sees(CATEGORY, text, email).pressesTwice("Skicka");
        QuestionForm.Reference reference = new QuestionForm(anna).reference();

        assertThat(registered()).isEqualTo(1);
        anna.follows("Följ ditt ärende").writes("Ärendenummer", reference.number());
        anna.writes("Kod", reference.code()).presses("Öppna ärendet").isAt("/arende/visa");
        anna.writes("Lägg till något", "Den bredvid också.").presses("Skicka").sees("Skickat kl.");
        anna.sees("Den bredvid också.").presses("Stäng ärendet här").sees("Ärendet är stängt på den här enheten");
    }

    @Test
    void theWholeFormWorksWithTheKeyboardAlone(People people) {
        Person anna = people.somebody();
        Keyboard keys = new Keyboard(anna);
        anna.opens("/");
        keys.tab();
        keys.isOn("Hoppa till innehållet").press("Enter");
        keys.goTo("Skriv till oss").press("Enter");
        anna.isAt("/fraga");
        keys.goTo("Ställa en fråga").press("Space");
        keys.goTo("Bygglov och anmälan").press("ArrowDown").press("ArrowDown").press("ArrowDown");
        keys.isOn(CATEGORY).goTo("Fortsätt").press("Enter");
        anna.isAt("/fraga/text");
        keys.goTo("Vad vill du säga?").type(text).goTo("Fortsätt").press("Enter");
        anna.isAt("/fraga/svar");
        keys.goTo("Med e-post").press("Space").goTo("E-postadress").type(email);
        keys.goTo("Fortsätt").press("Enter");
        anna.isAt("/fraga/kontrollera");
        keys.goTo("Skicka").press("Enter");

        assertThat(new QuestionForm(anna).reference().code()).matches("[2-9A-Z]{4}-[2-9A-Z]{4}");
    }

    @Test
    void theSummaryOfWhatIsWrongGetsTheFocusAndLeadsToTheField(People people) {
        Person anna = people.somebody();
        anna.opens("/fraga").chooses("Ställa en fråga").chooses(CATEGORY).presses("Fortsätt");
        anna.isAt("/fraga/text").presses("Fortsätt").sees("Något behöver rättas");

        assertThat(anna.title()).startsWith("Fel: Berätta");
        assertThat(anna.page().locator(".govuk-error-summary")).isFocused();
        anna.follows("Skriv vad du vill säga");
        assertThat(anna.field("Vad vill du säga?")).isFocused();
        assertThat(anna.field("Vad vill du säga?"))
                .hasAccessibleDescription(Pattern.compile(".*Fel:\\s+Skriv vad du vill säga.*"));
    }

    @Test
    void impatientFingersAndTheBackButtonSendOneMatter(People people) {
        Person anna = people.somebody();
        QuestionForm form = new QuestionForm(anna).isFilledIn(CATEGORY, text, email);
        anna.pressesTwice("Skicka");
        QuestionForm.Reference first = form.reference();
        anna.reloads();
        assertThat(form.reference()).isEqualTo(first);

        anna.page().goBack();
        assertThat(form.reference()).isEqualTo(first);
        assertThat(registered()).isEqualTo(1);
    }

    @Test
    void whenTheCookiesAreGoneTheTextStays(People people) {
        Person anna = people.somebody();
        anna.opens("/fraga")
                .chooses("Ställa en fråga")
                .chooses(CATEGORY)
                .presses("Fortsätt")
                .isAt("/fraga/text");
        anna.writes("Vad vill du säga?", text);
        anna.page().context().clearCookies();
        anna.presses("Fortsätt");

        anna.sees("Ingenting har skickats. Det du skrev står kvar").hasWritten("Vad vill du säga?", text);
        assertThat(anna.title()).startsWith("Fel: ");
        anna.presses("Fortsätt").sees("Det du skrev alldeles nyss är sparat");
        anna.chooses("Ställa en fråga")
                .chooses(CATEGORY)
                .presses("Fortsätt")
                .isAt("/fraga/text")
                .hasWritten("Vad vill du säga?", text);
        anna.presses("Fortsätt").isAt("/fraga/svar");
        assertThat(registered()).isZero();
    }

    @Test
    void theLanguageCanBeChangedAtAnyStepAndStays(People people) {
        Person emily = people.somebody();
        emily.opens("/fraga")
                .chooses("Ställa en fråga")
                .chooses(CATEGORY)
                .presses("Fortsätt")
                .isAt("/fraga/text");
        emily.follows("English").isAt("/fraga/text");
        assertThat(emily.page().locator("html")).hasAttribute("lang", "en");
        emily.presses("Continue").sees("Something needs correcting").writes("What would you like to say?", text);
        emily.presses("Continue").isAt("/fraga/svar");
        emily.chooses("By e-mail").writes("E-mail address", email);
        QuestionForm form = new QuestionForm(emily);
        emily.presses("Continue").isAt("/fraga/kontrollera").presses("Send");
        QuestionForm.Reference reference = form.reference();

        Post letter = Post.to(email, reference.number());
        assertThat(letter.language()).isEqualTo("en");
        assertThat(letter.html()).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        emily.opens(letter.link())
                .presses("Open the matter")
                .isAt("/arende/visa")
                .sees("Technical Services");
        emily.follows("Svenska").isAt("/arende/visa").sees("Vi har tagit emot ditt ärende. Teknik svarar");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/fraga", "/arende"})
    void theTabKeyComesToEverythingSeesWhereItIsAndComesOut(String address, People people) {
        Person anna = people.somebody().opens(address);
        Locator stops = anna.page().locator("a[href], button:not([hidden]), input:not([type=hidden]), textarea");

        assertThat(new Keyboard(anna).walkThrough()).isGreaterThan(4).isLessThanOrEqualTo(stops.count());
    }

    private int registered() {
        return jdbc.sql("select count(*) from message where body = ?")
                .param(text)
                .query(Integer.class)
                .single();
    }
}
