package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;

/** Camunda's Tasklist as officers meet it: in their language, without barriers, on a phone, and by a Swedish keyboard. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class TasklistPagesTests {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final int PHONE = 360;

    /** The keys that write @£${[]}\\~ with AltGr, which Windows tells as ctrl and alt, on a Swedish keyboard. */
    private static final List<String> WITH_ALT_GR =
            List.of("Digit2", "Digit3", "Digit4", "Digit7", "Digit8", "Digit9", "Digit0", "Minus", "BracketRight");

    private final Questions questions;
    private final EnquiryProcess process;

    TasklistPagesTests(@Autowired ApplicationContext svara) {
        questions = new Questions(svara);
        process = svara.getBean(EnquiryProcess.class);
    }

    @ParameterizedTest
    @EnumSource
    void itKeepsNobodyOut(Language language, People people) {
        boolean swedish = language == Language.SV;
        Enquiry question = questions.byEmail("bygglov");
        Person maja = people.somebody().signsIn("handlaggare", TASKLIST);
        if (!swedish) {
            maja.presses("English");
        }
        maja.sees(swedish ? "Välj en uppgift i listan." : "Select a task in the list.");
        assertThat(maja.page().locator("html"))
                .hasAttribute("lang", language.locale().getLanguage());
        Barriers.none(maja, "Tasklist");
        maja.follows("Väntar på frågeställaren");
        Barriers.none(maja, "another filter");
        maja.follows("Min enhet, ingen handläggare");
        assertThat(maja.page().locator("ol.tasks-list .svara-card__number").first())
                .isVisible();
        Barriers.none(maja, "a list with cards");

        maja.opens(address(question, "assess")).sees(question.number().value());
        Barriers.none(maja, "a task that nobody has taken");
        maja.presses(swedish ? "Ta ärendet" : "Take case").sees(swedish ? "Svara frågeställaren" : "Answer the asker");
        Barriers.none(maja, "a task just taken");
        maja.page().locator(".task-details button[value=ANSWER]").click();
        assertThat(maja.page().locator(".govuk-error-summary")).isVisible();
        Barriers.none(maja, "an answer with nothing in it");
        maja.follows(swedish ? "Ärende" : "Case");
        assertThat(maja.page().locator(".svara-case .case__head")).isVisible();
        Barriers.none(maja, "the case tab");
        maja.presses(swedish ? "Dölj listan" : "Hide the list");
        Barriers.none(maja, "a task alone");
        maja.presses(swedish ? "Visa listan" : "Show the list");
        maja.follows(swedish ? "Tangentgenvägar" : "Keyboard Shortcuts");
        Locator dialogue = maja.page().locator("[role=dialog]");
        assertThat(dialogue).containsText(swedish ? "Alt + Skift + M" : "Alt + Shift + M");
        Barriers.none(maja, "the shortcuts");
        dialogue.locator("button").click();
        assertThat(maja.page().locator(".showShortcutHelp")).isFocused();
        maja.page().evaluate("""
                () => angular.element(document.documentElement).injector().invoke(['Notifications', '$rootScope',
                  (notifications, root) => root.$apply(() =>
                    notifications.addError({ status: 'Error', message: 'Something', duration: 60000 }))])""");
        assertThat(maja.page().locator(".notifications .alert")).isVisible();
        Barriers.none(maja, "a message");
    }

    @Test
    void theRarerTasksAndTheEmptyListKeepNobodyOut(People people) {
        Enquiry forNobody = questions.forNobody();
        Enquiry late = questions.late();
        Person karin = people.somebody().signsIn("kontaktcenter", TASKLIST);
        karin.sees("Det finns inga uppgifter här just nu.");
        Barriers.none(karin, "an empty list");

        Person registrar = people.somebody().signsIn("registrator", address(forNobody, "choose-unit"));
        registrar.sees(forNobody.number().value());
        Barriers.none(registrar, "the choice of a unit");

        Person manager = people.somebody().signsIn("chef", address(late, "late"));
        manager.sees(late.number().value());
        Barriers.none(manager, "a late case");
    }

    @Test
    void itIsSwedishAndOneWithTheStaffPages(People people) {
        Enquiry question = questions.byEmail("bygglov");
        Person maja = people.somebody().signsIn("handlaggare", TASKLIST);
        maja.sees("Uppgifter", "Sortera efter", "Sista dag", "Välj en uppgift i listan.");
        maja.sees("Tider anges i svensk tid. Byggt på Camunda Platform");
        assertThat(maja.title()).isEqualTo("Uppgifter – Svara, Vaxholms stad");
        assertThat(maja.page().locator(".ce-eol-banner")).isHidden();
        maja.seesNothingOf("Create task", "Skapa uppgift", "Starta process", "Kommentera", "Processbild");
        assertThat(maja.page().evaluate("""
                () => {
                  const moment = angular.element(document.documentElement).injector().get('$filter')('camDate')
                  return moment('2026-11-24T16:30:00', 'normal')
                }""")).isEqualTo("tis 24 nov 2026 kl. 16.30");
        maja.opens(address(question, "assess")).sees(question.number().value());
        assertThat(maja.page()).hasTitle("Bedöm och besvara – Uppgifter – Svara, Vaxholms stad");
        maja.follows("Arbete").isAt("/arbete").follows("Uppgifter");
        assertThat(maja.page().locator("h1")).hasText("Uppgifter");
    }

    @Test
    void aLinkToATaskLeadsThereWhoeverHasToSignInFirst(People people) {
        Enquiry question = questions.byEmail("bygglov");
        String task = address(question, "assess");
        Person maja = people.somebody().signsIn("handlaggare", task);
        maja.sees(question.number().value(), "Ingen har tagit ärendet");
        assertThat(maja.page()).hasTitle("Bedöm och besvara – Uppgifter – Svara, Vaxholms stad");
        maja.page().context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("SESSION"));
        maja.opens("/").opens(task).sees("Ingen har tagit ärendet");
        assertThat(maja.page()).hasURL(Pattern.compile(".*[?&]task=.*"));
    }

    @Test
    void theWayInKeepsNobodyOutAndTakesNothingAlongThatIsNotAnAddressOfTasklist(People people) {
        Person maja = people.somebody();
        for (String strange :
                List.of("#https://example.org/", "#//example.org", "#/login", "#/?task=1#/x", "#javascript:alert(1)")) {
            maja.opens(TASKLIST + strange).isAskedToSignIn();
            maja.opens("/");
            assertThat(maja.page().evaluate("() => sessionStorage.getItem('svara.place')"))
                    .as(strange)
                    .isNull();
        }
        maja.page().route("**/assets/way-in*.js", Route::abort);
        maja.opens(TASKLIST).isAt("/inloggning");
        Barriers.none(maja, "the way in without its script");
        maja.presses("Logga in").isAskedToSignIn();
    }

    @Test
    void onAPhoneOneThingStandsUnderTheOther(People people) {
        Enquiry question = questions.byEmail("bygglov");
        Person maja = people.somebody().signsIn("handlaggare", TASKLIST);
        maja.page().setViewportSize(PHONE, Person.HEIGHT);
        Locator fold = maja.page().locator(".svara-fold");
        Locator filters = maja.page().locator("#svara-filters");
        assertThat(fold).containsText("Filter: Mina ärenden");
        assertThat(filters).isHidden();
        doesNotScrollSideways(maja);
        fold.click();
        assertThat(filters).isVisible();
        maja.follows("Min enhet, ingen handläggare");
        assertThat(filters).isHidden();
        assertThat(fold).containsText("Filter: Min enhet, ingen handläggare");
        doesNotScrollSideways(maja);

        Locator list = maja.page().locator("ol.tasks-list");
        list.locator("h2 a").first().click();
        assertThat(list).isHidden();
        assertThat(maja.page().locator("#svara-task-name")).isVisible();
        maja.sees("Ta ärendet");
        doesNotScrollSideways(maja);
        maja.presses("Till listan");
        assertThat(list).isVisible();
        assertThat(list.locator("h2 a[aria-current=true]")).isFocused();
        maja.opens(address(question, "assess")).sees("Ta ärendet", Questions.LONG_WORD);
        doesNotScrollSideways(maja);
    }

    @Test
    void theWayThroughByKeyboardBeginsWithALinkPastTheHead(People people) {
        Enquiry question = questions.takenBy("handlaggare");
        Person maja = people.somebody().signsIn("handlaggare", address(question, "assess"));
        maja.sees("Svara frågeställaren");
        maja.page().evaluate("() => document.activeElement.blur()");
        Keyboard keyboard = new Keyboard(maja);
        keyboard.tab();
        keyboard.isOn("Hoppa till innehållet").press("Enter");
        assertThat(maja.page().locator("#innehall")).isFocused();
        keyboard.goTo("Dölj listan")
                .goTo("Svar")
                .goTo("Ärende")
                .goTo("Skriv svaret")
                .goTo("Ditt svar");
        assertThat(maja.page()).hasURL(Pattern.compile(".*[?&]task=.*"));
    }

    @Test
    void theShortcutsLeaveTheCharactersOfASwedishKeyboardAlone(People people) {
        Enquiry question = questions.byEmail("bygglov");
        Person maja = people.somebody().signsIn("handlaggare", address(question, "assess"));
        Page page = maja.page();
        maja.sees("Ingen har tagit ärendet");
        assertThat(page.evaluate("() => Object.values(camTasklistConf.shortcuts).map(shortcut => shortcut.key)"))
                .isEqualTo(List.of("alt+shift+m", "alt+shift+f", "alt+shift+l", "alt+shift+s"));

        Keyboard keyboard = new Keyboard(maja);
        keyboard.press("Alt+Shift+KeyF");
        assertThat(page.locator(".task-filters a[aria-current=true]")).isFocused();
        for (String key : WITH_ALT_GR) {
            keyboard.press("Control+Alt+" + key);
            assertThat(page.locator(".task-filters a[aria-current=true]")).isFocused();
        }
        for (String letter : List.of("C", "F", "L", "P", "M", "S")) {
            keyboard.press("Control+Alt+Key" + letter);
            keyboard.press("Key" + letter);
            assertThat(page.locator(".task-filters a[aria-current=true]")).isFocused();
        }
        maja.sees("Ingen har tagit ärendet").seesNothingOf("Du tog ärende");

        maja.follows("Min enhet, ingen handläggare");
        assertThat(page.locator("ol.tasks-list h2 a").first()).isVisible();
        keyboard.press("Alt+Shift+KeyL");
        assertThat(page.locator("ol.tasks-list h2 a:focus")).hasCount(1);

        maja.opens(TASKLIST).opens(address(question, "assess")).sees("Ingen har tagit ärendet");
        keyboard.press("Alt+Shift+KeyM");
        maja.sees("Du tog ärende " + question.number());
        keyboard.press("Alt+Shift+KeyS");
        assertThat(maja.field("Ditt svar")).isFocused();
        keyboard.type("@£${[]}\\~|").press("Alt+Shift+KeyL");
        assertThat(maja.field("Ditt svar")).isFocused();
        maja.hasWritten("Ditt svar", "@£${[]}\\~|");
    }

    private String address(Enquiry enquiry, String form) {
        return TASKLIST + "#/?task="
                + process.openTasks(enquiry).stream()
                        .filter(task -> task.form().equals(form))
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    private static void doesNotScrollSideways(Person person) {
        assertThat(person.page().evaluate("() => document.documentElement.scrollWidth"))
                .as("width of %s", person.page().url())
                .isEqualTo(PHONE);
    }
}
