package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.organisation.Language;

/** The pages of those who answer, in a real browser: no barriers, no scripts needed, no mouse needed, no double work. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class StaffPagesTests {

    @Autowired
    private ApplicationContext svara;

    @ParameterizedTest
    @EnumSource
    void theWorkListAndTheCasePageKeepNobodyOut(Language language, People people) {
        Questions questions = new Questions(svara);
        Enquiry free = questions.byEmail("bygglov");
        Person maja = people.somebody().signsIn("handlaggare", "/arbete");
        maja.opens("/arbete?lang=" + language.locale().getLanguage());
        Barriers.none(maja, "my own cases");
        for (String list : new String[] {"otagna", "i-dag", "forsenade", "nya-meddelanden"}) {
            see(maja, "/arbete?lista=" + list);
        }
        see(maja, "/arenden/VS-1999-00001");
        see(maja, address(free));
        maja.page().locator("form[action$='/ta'] button").click();
        Barriers.none(maja, "a case just taken");
        maja.page().locator("button[name=filer]").click();
        Barriers.none(maja, "the files of an answer");
        maja.page().locator("#files").setInputFiles(new FilePayload("plan.pdf", "application/pdf", Samples.PDF));
        maja.page().locator("form[data-upload] button").first().click();
        maja.page().waitForSelector(".files__item");
        Barriers.none(maja, "the files of an answer with one");
        see(maja, address(free));
        send(maja, "#assess", "ANSWER", "an answer with nothing in it");
        maja.page().locator("#assess-text").fill("Ja. ".repeat(200) + Questions.LONG_WORD);
        maja.page().locator("#assess button[formaction$='/brev']").click();
        Barriers.none(maja, "the letter");
        for (String otherwise : new String[] {"redan-besvarat", "inget-svar"}) {
            see(maja, address(free));
            maja.page().locator("a[href$='/" + otherwise + "']").click();
            Barriers.none(maja, otherwise);
        }
        maja.page().locator("a[href$='/arenden/" + free.number() + "']").first().click();
        maja.page().locator("a[href$='/redan-besvarat']").click();
        send(maja, "main", "ANSWERED_OTHERWISE", "an answer given otherwise, with problems");
        see(maja, address(free));
        maja.page().locator("form[action$='/anteckningar'] button").click();
        Barriers.none(maja, "a note with nothing in it");
        send(maja, "#assess", "ANSWER", "a case just answered");
        see(maja, address(questions.takenBySomebodyElse()));
        see(maja, "/arbete/finns-inte");
    }

    @ParameterizedTest
    @EnumSource
    void theRarerTasksKeepNobodyOut(Language language, People people) {
        Questions questions = new Questions(svara);
        String lang = "?lang=" + language.locale().getLanguage();
        Person registrar = people.somebody().signsIn("registrator", "/arbete");
        see(registrar, "/arbete/karantan" + lang);
        see(registrar, "/arbete/post" + lang);
        see(registrar, address(questions.forNobody()) + lang);
        send(registrar, "#choose-unit", "UNIT_CHOSEN", "no unit chosen");

        Person manager = people.somebody().signsIn("chef", "/arbete");
        see(manager, address(questions.late()) + lang);
        send(manager, "#late", "ACTED", "a late case with nothing done");
        Enquiry call = questions.toCallBack();
        see(manager, address(call));
        see(manager, address(questions.unreachable()));
        assertThat(manager.page().locator("section.panel--work")).hasCount(1);
        send(manager, "#reach-otherwise", "REACHED", "somebody not reached");
        see(manager, address(questions.sensitive()));
    }

    @ParameterizedTest
    @EnumSource
    void theManagersListAndAbsencesKeepNobodyOut(Language language, People people) {
        new Questions(svara).late();
        String lang = "?lang=" + language.locale().getLanguage();
        Person manager = people.somebody().signsIn("chef", "/arbete");
        see(manager, "/forsenat" + lang);
        manager.page().locator(".late__notice summary").click();
        Barriers.none(manager, "the notice to many");
        manager.page().locator("button[value=fordela]").click();
        Barriers.none(manager, "nothing chosen");
        see(manager, "/forsenat?valj=alla");
        manager.page().locator("button[value=fordela]").click();
        Barriers.none(manager, "no officer chosen");
        see(manager, "/enhet");
        see(manager, "/franvaro");
        manager.page().locator("main form[action$='/franvaro'] button").click();
        Barriers.none(manager, "an absence without days");
    }

    @ParameterizedTest
    @EnumSource
    void theProcessOwnersPagesKeepNobodyOut(Language language, People people) {
        Person oskar = people.somebody().signsIn("processagare", "/processer");
        for (String address :
                new String[] {"/processer", "/processer/ordlista", "/processer/receipt.bpmn", "/processer/routing.dmn"
                }) {
            see(oskar, address + "?lang=" + language.locale().getLanguage());
        }
    }

    @ParameterizedTest
    @EnumSource
    void thePagesAroundACaseKeepNobodyOut(Language language, People people) {
        Questions questions = new Questions(svara);
        Enquiry wrong = questions.saying("Karin Ek", "Jag överklagar beslutet om " + Questions.LONG_WORD);
        questions.added(wrong, "Här är ritningen till " + Questions.LONG_WORD);
        String lang = "?lang=" + language.locale().getLanguage();
        // Whatever the law points to goes to the registrar, who reads every unit's cases.
        Person registrar = people.somebody().signsIn("registrator", "/arbete");
        see(registrar, address(wrong) + lang);
        assertThat(registrar.page().locator("#egen-lag")).isVisible();
        for (String page : new String[] {"/ratta", "/dela"}) {
            see(registrar, address(wrong) + page);
        }
        see(registrar, address(wrong));
        registrar.page().locator(".message__deed a").click();
        Barriers.none(registrar, "a message to move");
        registrar.page().locator("main form[action$='/flytta'] button").click();
        Barriers.none(registrar, "a message moved nowhere");
        registrar.page().locator("#till").fill(questions.toCallBack().number().value());
        registrar.page().locator("main form[action$='/flytta'] button").click();
        assertThat(registrar.page().locator("#sure")).isVisible();
        Barriers.none(registrar, "a message that a stranger would read");
        registrar.page().locator("#sure").check();
        registrar.page().locator("main form[action$='/flytta'] button").click();
        Barriers.none(registrar, "a message moved");
    }

    @Test
    void officersNeedNoScripts(People people) {
        Enquiry question = new Questions(svara).byEmail("bygglov");
        Person maja = people.withoutScripts().signsIn("handlaggare", address(question));
        maja.presses("Ta ärendet").writes("Ditt svar", "Ja, det går bra.").presses("Spara utkast");
        maja.hasWritten("Ditt svar", "Ja, det går bra.").sees("Utkast sparat");
        maja.field("Standardsvar").selectOption("Friggebod och attefallshus");
        maja.presses("Infoga").sees("Utkast sparat");
        assertThat(maja.field("Ditt svar").inputValue()).startsWith("Ja, det går bra.\n\nEn friggebod");
        maja.writes("Anteckning", "Frågade Lena.").presses("Spara anteckning (syns bara internt)");
        maja.sees("Frågade Lena.").presses("Förhandsgranska brevet").sees("Så här ser brevet ut");
        maja.presses("Skicka svaret").sees("Svaret skickades kl.", "Fick svar i tid");
    }

    @Test
    void twoOfficersAtOnceDoNotDoTheSameWork(People people) {
        Enquiry question = new Questions(svara).byEmail("bygglov");
        Person maja =
                people.somebody().signsIn("handlaggare", address(question)).sees("Ingen har tagit ärendet");
        Person johan = people.somebody().signsIn("handlaggare2", address(question));
        johan.sees("Ingen har tagit ärendet");

        maja.presses("Ta ärendet").sees("Du tog ärende");
        johan.presses("Ta ärendet").sees("Maja Brygglund tog ärendet", "Bara en i taget svarar");
        johan.seesNothingOf("Ditt svar");
    }

    @Test
    void theTabKeyComesThroughTheCasePage(People people) {
        Enquiry question = new Questions(svara).takenBy("handlaggare");
        Person maja = people.somebody().signsIn("handlaggare", address(question));

        assertThat(new Keyboard(maja).walkThrough()).isGreaterThan(15);
    }

    private static String address(Enquiry enquiry) {
        return "/arenden/" + enquiry.number();
    }

    private static void see(Person person, String address) {
        person.opens(address);
        Barriers.none(person, address);
    }

    private static void send(Person person, String form, String outcome, String then) {
        person.page().locator(form + " button[value=" + outcome + "]").click();
        Barriers.none(person, then);
    }
}
