package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.LoadState;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;

/** Officers at work in Camunda's Tasklist, with real sign-ins: nothing typed is lost, and nothing is shown that only the engine knows. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class TasklistJourneyTests {

    private static final String TASKLIST = "/camunda/app/tasklist/default/";
    private static final String UNCLAIMED = "Min enhet, ingen handläggare";
    private static final String ANSWER = "Ja, ett plank som är lägre än 1,80 meter går bra.";

    private final Questions questions;

    @Autowired
    private TaskService tasks;

    @Autowired
    private Enquiries enquiries;

    TasklistJourneyTests(@Autowired ApplicationContext svara) {
        questions = new Questions(svara);
    }

    @Test
    void aQuestionIsAnsweredWhereQuestionAndAnswerStandInOneView(People people) {
        String subject = "Får jag sätta upp ett plank? " + UUID.randomUUID();
        String email = "karin." + UUID.randomUUID() + "@example.org";
        Person karin = people.somebody();
        String number = new QuestionForm(karin)
                .isFilledIn("Bygglov och anmälan", subject + "\n\nDet är mot gatan.", email)
                .isSent()
                .number();
        Enquiry enquiry = enquiries.find(new EnquiryNumber(number)).orElseThrow();

        Person maja = people.somebody();
        maja.signsIn("handlaggare", "/camunda/app/tasklist/");
        theFirstCardHasLeastTimeLeft(maja);

        opens(maja, enquiry);
        maja.sees(subject, "Det är mot gatan.", "Ingen har tagit ärendet").presses("Ta ärendet");
        maja.sees("Du tog ärende " + number, "Du har ärendet sedan");
        maja.writes("Ditt svar", "Ja, ett plank").sees("Utkast sparat");
        Barriers.none(maja, "a task in Tasklist");
        writesOnAndLosesNothing(maja, enquiry);
        isToldWhatIsMissing(maja);
        answers(maja, email);

        assertThat(Post.to(email, "Svar på ditt ärende", number).text()).contains(ANSWER);
        karin.opens(Post.to(email, "Svar på ditt ärende", number).link())
                .presses("Öppna ärendet")
                .sees(ANSWER);
        maja.presses("Logga ut").isAt("/").opens(TASKLIST).isAskedToSignIn();
    }

    /** Whatever else the unit has to do: what is due first stands first, by what the engine itself knows. */
    private void theFirstCardHasLeastTimeLeft(Person maja) {
        chooses(maja, UNCLAIMED);
        Locator first = cards(maja).first();
        assertThat(first).containsText("VS-");
        Date due = tasks.createTaskQuery().taskCandidateGroup("stadsbyggnad").taskUnassigned().list().stream()
                .map(Task::getDueDate)
                .min(Date::compareTo)
                .orElseThrow();
        Task shown = tasks.createTaskQuery().taskId(taskOf(first)).singleResult();
        assertThat(shown.getDueDate()).isEqualTo(due);
        Enquiry enquiry = enquiries
                .find(EnquiryNumber.parse(first.locator(".svara-card__number").innerText())
                        .orElseThrow())
                .orElseThrow();
        assertThat(first).containsText(enquiry.subject());
    }

    private void writesOnAndLosesNothing(Person maja, Enquiry enquiry) {
        String task = maja.page().url();
        maja.writes("Ditt svar", ANSWER).follows("Ärende");
        maja.sees("Det som har hänt", "Ärendet kom in på webben", "Så räknas dagarna", "Brev till frågeställaren");
        maja.sees("Du har ärendet sedan");
        Barriers.none(maja, "the case tab in Tasklist");
        Page page = maja.page().waitForPopup(() -> maja.follows("Öppna ärendet " + enquiry.number() + " i ny flik"));
        assertThat(page.locator("h1")).containsText(enquiry.subject());
        page.close();
        maja.follows("Svar").hasWritten("Ditt svar", ANSWER);
        maja.reloads().hasWritten("Ditt svar", ANSWER);
        maja.opens("/arbete").opens(task).hasWritten("Ditt svar", ANSWER);
    }

    private static void isToldWhatIsMissing(Person maja) {
        maja.writes("Ditt svar", "").presses("Skicka svaret").sees("Något behöver rättas");
        assertThat(maja.page().locator(".govuk-error-summary")).isFocused();
        maja.follows("Skriv ett svar");
        assertThat(maja.field("Ditt svar")).isFocused();
        maja.writes("Ditt svar", ANSWER);
    }

    private static void answers(Person maja, String email) {
        maja.presses("Förhandsgranska brevet")
                .sees("Så här ser brevet ut", ANSWER, email)
                .follows("Ändra svaret");
        maja.hasWritten("Ditt svar", ANSWER).pressesTwice("Skicka svaret");
        maja.sees("Svaret skickades kl.", email).seesNothingOf("Ditt svar");
        assertThat(maja.page().locator(".svara-done [data-focus]")).isFocused();
        assertThat(maja.page()).not().hasURL(Pattern.compile(".*[?&]task=.*"));
        Barriers.none(maja, "what is said after an answer in Tasklist");
    }

    @Test
    void theCallAfterAnAnswerIsOnePressAway(People people) {
        Enquiry enquiry = questions.byPhone();
        Person maja = people.somebody();
        signsInAt(maja, "handlaggare", enquiry);
        maja.presses("Ta ärendet").sees("Du har ärendet sedan").writes("Ditt svar", "Ja.");
        maja.presses("Spara svaret och ring sedan").sees("Svaret sparades kl.");
        Barriers.none(maja, "what is said before a call in Tasklist");
        maja.follows("Fortsätt i ärendet: Ring upp").sees("Ring och läs upp svaret", "070-123 45 67");
        maja.presses("Jag har ringt och lämnat svaret").sees("Samtalet antecknades kl.");
    }

    @Test
    void allCardsOfAListAreAskedForAtOnce(People people) {
        for (int i = 0; i < 3; i++) {
            questions.byEmail("bygglov");
        }
        Person maja = people.somebody();
        maja.signsIn("handlaggare", TASKLIST);
        maja.sees(UNCLAIMED).page().waitForLoadState(LoadState.NETWORKIDLE);
        List<String> asked = new ArrayList<>();
        maja.page().onRequest(request -> {
            if (request.url().contains("/tasklist-forms/kort?")) {
                asked.add(request.url());
            }
        });
        maja.page().waitForResponse("**/tasklist-forms/kort?**", () -> chooses(maja, UNCLAIMED));
        assertThat(cards(maja).nth(2)).containsText("VS-");
        int shown = maja.page().locator("ol.tasks-list > li.task").count();
        assertThat(shown).isGreaterThanOrEqualTo(3);
        String first = taskOf(cards(maja).first());
        List<String> withFirst =
                asked.stream().filter(url -> url.contains(first)).distinct().toList();
        assertThat(withFirst).hasSize(1);
        assertThat(withFirst.get(0).split("task=", -1)).hasSize(shown + 1);
    }

    /** AngularJS would run what stands in double braces, with all that the officer may do. */
    @Test
    void wordsOfOthersAreShownAndNeverRun(People people) {
        String program = "{{constructor.constructor('window.hacked=1')()}}";
        String markup = "<img src=x onerror=\"window.hacked=1\"><svara-frame data-case=\"/\"></svara-frame>";
        Enquiry enquiry = questions.saying(program + markup, program + markup);
        Person maja = people.somebody();
        signsInAt(maja, "handlaggare", enquiry);
        maja.presses("Ta ärendet")
                .writesAndLeaves("Ditt svar", program + markup)
                .sees("Utkast sparat");
        maja.follows("Ärende").sees("Det som har hänt", program, "<img src=x");
        maja.follows("Svar").hasWritten("Ditt svar", program + markup).sees(program, "<img src=x");
        chooses(maja, "Mina ärenden");
        assertThat(cards(maja)
                        .filter(new Locator.FilterOptions()
                                .setHasText(enquiry.number().value())))
                .containsText(program);
        opens(maja, enquiry);
        maja.presses("Skicka svaret").sees("Svaret skickades kl.");
        assertThat(maja.page().evaluate("window.hacked === undefined")).isEqualTo(true);
    }

    @Test
    void whoeverIsSignedOutComesBackToTheSameTask(People people) {
        Enquiry enquiry = questions.takenBy("handlaggare");
        Person maja = people.somebody();
        BrowserContext browser = maja.page().context();
        signsInAt(maja, "handlaggare", enquiry);
        maja.writesAndLeaves("Ditt svar", "Ett påbörjat svar").sees("Utkast sparat");

        // The session ends while words are on their way: the page stays, and a tab of its own signs in.
        browser.clearCookies(new BrowserContext.ClearCookiesOptions().setName("SESSION"));
        maja.writesAndLeaves("Ditt svar", "Ett påbörjat svar, med ord som ingen har sparat")
                .sees("Du är utloggad");
        maja.hasWritten("Ditt svar", "Ett påbörjat svar, med ord som ingen har sparat");
        maja.presses("Logga in igen").seesNothingOf("Du är utloggad");
        assertThat(maja.page().locator(".svara-signed-out")).hasCount(0);
        maja.sees(enquiry.number().value());
        maja.hasWritten("Ditt svar", "Ett påbörjat svar, med ord som ingen har sparat");

        // Everything ends, also at Keycloak, and all words are saved: it asks, and leads back here.
        String task = taskIn(maja);
        browser.clearCookies();
        maja.reloads().isAskedToSignIn();
        maja.page().locator("#username").fill("handlaggare");
        maja.page().locator("#password").fill("handlaggare");
        maja.page().locator("#kc-login").click();
        maja.hasWritten("Ditt svar", "Ett påbörjat svar, med ord som ingen har sparat");
        assertThat(taskIn(maja)).isEqualTo(task);
    }

    /** Also when it is Tasklist itself that learns it first: its own sign-in form is never shown. */
    @Test
    void tasklistsOwnSignInIsNeverShown(People people) {
        Person maja = people.somebody();
        maja.signsIn("handlaggare", TASKLIST + "#/login");
        maja.sees(UNCLAIMED);
        maja.page().context().clearCookies();
        chooses(maja, UNCLAIMED);
        maja.isAskedToSignIn();
    }

    @Test
    void aManagerWhoTakesOverFindsTheDraftAndTheOtherIsTold(People people) {
        Enquiry enquiry = questions.takenBy("handlaggare");
        Person maja = people.somebody();
        signsInAt(maja, "handlaggare", enquiry);
        maja.writesAndLeaves("Ditt svar", "Majas utkast").sees("Utkast sparat");

        Person helena = people.somebody();
        signsInAt(helena, "chef", enquiry);
        helena.sees("Maja Brygglund har ärendet sedan", "Majas utkast", "Utkastet skrevs av Maja Brygglund");
        helena.presses("Ta över ärendet").sees("Du har ärendet sedan").hasWritten("Ditt svar", "Majas utkast");
        helena.writesAndLeaves("Ditt svar", "Majas utkast, och Helenas").sees("Utkast sparat");

        maja.writesAndLeaves("Ditt svar", "Majas utkast, och mer").sees("Helena Fyrvik tog ärendet");
        maja.hasWritten("Kollegans text", "Majas utkast, och Helenas");
        maja.hasWritten("Ditt svar", "Majas utkast, och mer");
        maja.reloads().sees("Helena Fyrvik har ärendet sedan", "Majas utkast, och Helenas");
        helena.hasWritten("Ditt svar", "Majas utkast, och Helenas");
    }

    @Test
    void whoeverComesSecondReadsWhoWasFirst(People people) {
        Enquiry enquiry = questions.byEmail("bygglov");
        Person maja = people.somebody();
        Person johan = people.somebody();
        signsInAt(maja, "handlaggare", enquiry);
        signsInAt(johan, "handlaggare2", enquiry);
        johan.presses("Ta ärendet").sees("Du har ärendet sedan");
        maja.presses("Ta ärendet").sees("Johan Strömskär tog ärendet");
        maja.sees("Johan Strömskär har ärendet sedan").seesNothingOf("Ditt svar");
    }

    @Test
    void managersFindWhatIsLateInTheirList(People people) {
        Enquiry enquiry = questions.late();
        Person helena = people.somebody();
        helena.signsIn("chef", TASKLIST);
        chooses(helena, "Försenade");
        Task late = tasks.createTaskQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .taskCandidateGroup("stadsbyggnad-chef")
                .singleResult();
        opens(helena, late.getId());
        helena.sees(late.getName(), enquiry.subject()).writes("Vad har du gjort?", "Maja svarar i dag.");
    }

    private static void chooses(Person person, String list) {
        person.page()
                .locator(".task-filters a", new Page.LocatorOptions().setHasText(list))
                .click();
    }

    private static Locator cards(Person person) {
        return person.page().locator("ol.tasks-list .svara-card");
    }

    /** On the way to the task, as from a letter. */
    private void signsInAt(Person person, String userName, Enquiry enquiry) {
        person.signsIn(userName, TASKLIST + "#/?task=" + taskOf(enquiry));
        isOpen(person, enquiry);
    }

    private void opens(Person person, Enquiry enquiry) {
        opens(person, taskOf(enquiry));
        isOpen(person, enquiry);
    }

    private static void isOpen(Person person, Enquiry enquiry) {
        assertThat(person.page().locator("svara-frame h2").first()).containsText(enquiry.subject());
    }

    private String taskOf(Enquiry enquiry) {
        return tasks.createTaskQuery()
                .processInstanceBusinessKey(enquiry.number().value())
                .taskCandidateGroup("stadsbyggnad")
                .includeAssignedTasks()
                .singleResult()
                .getId();
    }

    /** By an address, as from a letter or a bookmark: whatever list is open, and however long. */
    private static void opens(Person person, String taskId) {
        person.opens("about:blank").opens(TASKLIST + "#/?task=" + taskId);
        assertThat(person.page().locator("svara-frame .case__number")).isVisible();
    }

    private static String taskOf(Locator card) {
        return card.locator("xpath=ancestor::li")
                .locator("h2 a")
                .getAttribute("href")
                .replaceAll(".*task=([^&]+).*", "$1");
    }

    private static String taskIn(Person person) {
        return person.page().url().replaceAll(".*[?&]task=([^&]+).*", "$1");
    }
}
