package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

/** "Försenat i min enhet": what a manager sees there, and does with many cases at once (G10). */
@SvaraTest
class LatePagesTests {

    private static final Staff HEAD =
            new Staff("direktor", "Disa Direktör", Set.of("stadsbyggnad" + Staff.HEAD_SUFFIX, "roll-chef"));

    private Desk desk;
    private LateDesk manager;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private TestClock clock;

    @Autowired
    private EnquiryProcess process;

    @Autowired
    private Drafts drafts;

    @Autowired
    private Journal journal;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private Outbox outbox;

    @Autowired
    private PostOffice postOffice;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
        manager =
                new LateDesk(desk, clock, beans.getBean(ManagementService.class), beans.getBean(RuntimeService.class));
    }

    @BeforeEach
    void keycloakKnowsTheStaff() {
        TestServers.keycloakStandIn().know(TestStaff.all());
        jdbc.sql("update enquiry set closed_at = now() where unit_id = 'stadsbyggnad' and closed_at is null")
                .update();
    }

    @AfterEach
    void keycloakForgets() {
        TestServers.keycloakStandIn().know(List.of());
    }

    @Test
    void aHeadIsNotToldThatNothingIsLateWhenItLiesWithTheManager() throws Exception {
        manager.late();
        mvc.perform(get("/forsenat").with(staff(HEAD)))
                .andExpect(content().string(not(containsString("Inget är försenat"))));
    }

    @Test
    void theListShowsWhatIsLateAndWhatIsDueTodayAndNothingElse() throws Exception {
        clock.set("2026-03-03T09:00");
        Enquiry today = desk.question();
        clock.set("2026-03-04T09:00");
        Enquiry later = desk.question();
        Enquiry late = manager.late();
        clock.set("2026-03-05T09:00");
        Enquiry others = desk.question("gata-och-vag", "Gropar", Desk.KARIN);
        desk.read("/forsenat", "chef")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(late.number().value())))
                .andExpect(content().string(containsString("Ligger hos chefen för Stadsbyggnad")))
                .andExpect(content().string(containsString(today.number().value())))
                .andExpect(content().string(not(containsString(later.number().value()))))
                .andExpect(content().string(not(containsString(others.number().value()))))
                .andExpect(content().string(containsString("Maja Brygglund")))
                .andExpect(content().string(not(containsString("checked"))));
        desk.read("/forsenat?valj=alla", "chef").andExpect(content().string(containsString("checked")));
        desk.read("/forsenat", "handlaggare").andExpect(status().isForbidden());
    }

    @Test
    void manyCasesAreGivenToAnOfficerAtOnceAndEachTellsHowItWent() throws Exception {
        Enquiry one = manager.late();
        Enquiry two = manager.late();
        desk.type(desk.taken(two, "handlaggare2"), "handlaggare2", "text", "Hej, vi har", "version", "0");
        Enquiry others = desk.question("gata-och-vag", "Gropar", Desk.KARIN);
        MvcResult result = manager.does(
                        "chef",
                        "fordela",
                        List.of(one, two, others),
                        "handlaggare",
                        "handlaggare",
                        "nummer",
                        "inget nummer")
                .andExpect(redirectedUrl("/forsenat"))
                .andReturn();
        assertThat(LateDesk.results(result))
                .extracting(Report.Result::number, Report.Result::done, Report.Result::text)
                .containsExactly(
                        tuple(one.number().value(), true, "Gavs till Maja Brygglund."),
                        tuple(two.number().value(), true, "Gavs till Maja Brygglund."),
                        tuple(others.number().value(), false, "Ärendet finns inte i din lista."));
        for (Enquiry given : List.of(one, two)) {
            assertThat(desk.again(given).handlerName()).isEqualTo("Maja Brygglund");
            assertThat(whats(given)).contains(Deed.What.REASSIGNED, Deed.What.LATE_CASE_ACTED_ON);
            assertThat(entry(given, Deed.What.REASSIGNED).actorName()).isEqualTo("Helena Fyrvik");
            assertThat(entry(given, Deed.What.REASSIGNED).detail()).containsEntry("to", "Maja Brygglund");
            assertThat(desk.again(given).firstResponseAt())
                    .as("an internal deed stops no clock")
                    .isNull();
        }
        assertThat(desk.again(others).handlerId()).isNull();
        assertThat(drafts.find(two.id(), "assess").orElseThrow().field("text"))
                .as("what was written goes with the case")
                .isEqualTo("Hej, vi har");
        desk.open(one, "chef").andExpect(content().string(containsString("Gav ärendet till Maja Brygglund")));
        mvc.perform(get("/forsenat")
                        .with(staff("chef"))
                        .cookie(result.getResponse().getCookies()))
                .andExpect(content().string(containsString("2 av 3 ärenden är klara")))
                .andExpect(content().string(containsString("inte gjort.")));
    }

    @Test
    void theManagerTakesCasesOver() throws Exception {
        Enquiry one = manager.late();
        desk.taken(one, "handlaggare");
        manager.does("chef", "ta-over", List.of(one), "sida", "2").andExpect(redirectedUrl("/forsenat?sida=2"));
        assertThat(desk.again(one).handlerId()).isEqualTo("chef");
        assertThat(process.openTasks(desk.again(one)))
                .as("acting is done by it")
                .noneMatch(task -> task.form().equals("late"));
    }

    @Test
    void anAnsweredCaseIsReportedAsMovedOn() throws Exception {
        Enquiry one = manager.late();
        desk.send(desk.taken(one, "handlaggare"), "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        assertThat(manager.results(manager.does("chef", "ta-over", List.of(one))))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.done()).isFalse();
                    assertThat(told.text()).startsWith("Inget väntar på en handläggare");
                });
    }

    @Test
    void whatIsMissingIsToldAndWhatWasChosenStays() throws Exception {
        List<Enquiry> two = List.of(manager.late(), manager.late());
        String number = two.get(0).number().value();
        desk.send("/forsenat", "chef", "gor", "ta-over")
                .andExpect(status().isBadRequest())
                .andExpect(result ->
                        assertThat(result.getResponse().getContentAsString()).containsOnlyOnce("id=\"nummer-1-fel\""));
        desk.send("/forsenat", "chef", "gor", "fordela", "nummer", number)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("href=\"#handlaggare\"")))
                .andExpect(content().string(containsString("value=\"" + number + "\" checked")));
        desk.send("/forsenat", "chef", "nummer", number)
                .andExpect(content().string(containsString("Välj vad du vill göra")));
        desk.send("/forsenat", "chef", "gor", "fordela", "nummer", number, "handlaggare", "ingen-alls")
                .andExpect(status().isBadRequest());
        desk.send("/forsenat", "handlaggare", "gor", "ta-over", "nummer", number)
                .andExpect(status().isForbidden());
        assertThat(desk.again(two.get(0)).handlerId()).isNull();
    }

    @Test
    void whoWorksInAnotherUnitGetsNothing() throws Exception {
        Enquiry one = manager.late();
        assertThat(manager.results(manager.does("chef", "fordela", List.of(one), "handlaggare", "handlaggare3")))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.done()).isFalse();
                    assertThat(told.text()).contains("arbetar inte i den enhet som har ärendet");
                });
        assertThat(desk.again(one).handlerId()).isNull();
    }

    @Test
    void aHeadOfDepartmentSeesAndMovesWhatHasComeToThemAndNothingElse() throws Exception {
        Enquiry climbed = manager.late();
        Enquiry notYet = manager.late();
        clock.set("2026-03-05T16:00");
        manager.goOff(climbed);
        mvc.perform(get("/forsenat").with(staff(HEAD)))
                .andExpect(content().string(containsString(climbed.number().value())))
                .andExpect(content().string(containsString("Ligger hos förvaltningschefen")))
                .andExpect(content().string(not(containsString(notYet.number().value()))));
        MvcResult result = mvc.perform(post("/forsenat")
                        .with(staff(HEAD))
                        .with(csrf())
                        .param("gor", "fordela")
                        .param("handlaggare", "handlaggare")
                        .param(
                                "nummer",
                                climbed.number().value(),
                                notYet.number().value()))
                .andReturn();
        assertThat(LateDesk.results(result)).extracting(Report.Result::done).containsExactly(true, false);
        assertThat(desk.again(climbed).handlerId()).isEqualTo("handlaggare");
        assertThat(desk.again(notYet).handlerId()).isNull();
    }

    @Test
    void withoutKeycloakNobodyIsGuessed() throws Exception {
        Enquiry one = manager.late();
        TestServers.keycloakStandIn().know(List.of());
        manager.does("chef", "fordela", List.of(one), "handlaggare", "handlaggare")
                .andExpect(status().isBadRequest());
        assertThat(desk.again(one).handlerId()).isNull();
    }

    @Test
    void manyAskersGetAnApologyWithWhoAndWhenAndTheLadderEnds() throws Exception {
        Enquiry one = manager.late();
        Enquiry two = manager.late();
        desk.type(desk.taken(two, "handlaggare2"), "handlaggare2", "text", "Hej, vi har", "version", "0");
        clock.set("2026-03-05T09:00");
        assertThat(manager.results(manager.does(
                                "chef", "besked", List.of(one, two), "dag", "2026-03-10", "mer", "Vi har haft mycket.")
                        .andExpect(redirectedUrl("/forsenat"))))
                .extracting(Report.Result::text)
                .containsOnly("Frågeställaren får besked: svar senast tisdag 10 mars.");
        for (Enquiry told : List.of(one, two)) {
            Enquiry now = desk.again(told);
            assertThat(now.firstResponseAt()).isEqualTo(clock.instant());
            assertThat(now.promiseDueOn()).isEqualTo(LocalDate.parse("2026-03-10"));
            assertThat(outbox.of(told.id()))
                    .filteredOn(queued -> queued.letter().kind() == LetterKind.NOTICE)
                    .singleElement()
                    .satisfies(queued -> assertThat(queued.letter().text())
                            .contains("Vi är sena med ditt svar, och det beklagar vi.")
                            .contains("Vi har haft mycket.")
                            .contains("tisdag 10 mars")
                            .contains("08-541 708 10"));
            desk.read("/forsenat", "chef")
                    .andExpect(content().string(not(containsString(told.number().value()))));
        }
        assertThat(drafts.find(two.id(), "assess").orElseThrow().field("text"))
                .as("what a colleague has begun stays")
                .isEqualTo("Hej, vi har");
    }

    @Test
    void aDayThatCannotBePromisedIsToldBeforeAnybodyIs() throws Exception {
        Enquiry one = manager.late();
        clock.set("2026-03-05T09:00");
        for (String day : List.of("", "2026-03-05", "2026-03-07", "snart", "2036-03-10")) {
            manager.does("chef", "besked", List.of(one), "dag", day, "mer", "Hej")
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("href=\"#dag\"")))
                    .andExpect(content().string(containsString(">\nHej</textarea>")));
        }
        assertThat(manager.results(manager.does("chef", "besked", List.of(one), "dag", "2026-09-10")))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.done()).isFalse();
                    assertThat(told.text()).startsWith("Skriv varför det dröjer");
                });
        assertThat(desk.again(one).firstResponseAt()).isNull();
        assertThat(desk.again(one).handlerId())
                .as("nothing is taken over for nothing")
                .isNull();
    }

    @Test
    void aPromiseThatIsBrokenStandsInTheListUntilTheAskerHasWord() throws Exception {
        Enquiry promised = manager.promised("2026-03-10");
        postOffice.sendDue();
        String number = promised.number().value();
        clock.set("2026-03-04T16:45");
        manager.goOff(promised);
        desk.read("/forsenat", "chef").andExpect(content().string(not(containsString(number))));

        clock.set("2026-03-11T08:15");
        manager.goOff(promised);

        assertThat(whats(promised)).contains(Deed.What.ESCALATED, Deed.What.PROMISE_BROKEN);
        desk.read("/forsenat", "chef")
                .andExpect(content().string(containsString(number)))
                .andExpect(content().string(containsString("Försenat, sista dagen var tis\u00a010\u00a0mars")))
                .andExpect(content().string(containsString("Ligger hos chefen för Stadsbyggnad")));
        desk.send(desk.taken(promised, "handlaggare"), "handlaggare", "outcome", "ANSWER", "text", "Ja.")
                .andExpect(redirectedUrl(desk.address(promised)));

        desk.read("/forsenat", "chef").andExpect(content().string(not(containsString(number))));
        postOffice.sendDue();
        assertThat(process.openTasks(desk.again(promised)))
                .as("the manager's own task goes away by itself")
                .isEmpty();
    }

    @Test
    void whatIsHandedOverAndNotAcceptedIsInBothManagersListsAndTheReceiversToMove() throws Exception {
        clock.set("2026-03-02T09:00");
        Enquiry handed = desk.question();
        desk.send(
                        desk.taken(handed, "handlaggare"),
                        "handlaggare",
                        "outcome",
                        "FORWARD_INTERNAL",
                        "forward.unit",
                        "teknik",
                        "forward.reason",
                        "Det gäller en gata.",
                        "forward.secrecy",
                        "ja",
                        "forward.parts",
                        "QUESTION")
                .andExpect(redirectedUrl(desk.address(handed)));
        assertThat(desk.again(handed).handedTo()).isEqualTo("teknik");
        clock.set("2026-03-04T16:45");
        manager.goOff(handed);
        String number = handed.number().value();
        Staff receiver = new Staff("teknikchef", "Tage Teknikchef", Set.of("teknik-chef", "roll-chef"));

        desk.read("/forsenat", "chef")
                .andExpect(content().string(containsString(number)))
                .andExpect(content().string(containsString("Överlämnat till Teknik – inte mottaget än")));
        mvc.perform(get("/forsenat").with(staff(receiver))).andExpect(content().string(containsString(number)));
        assertThat(manager.results(manager.does("chef", "ta-over", List.of(handed))))
                .singleElement()
                .satisfies(told -> {
                    assertThat(told.done()).isFalse();
                    assertThat(told.text())
                            .startsWith("Ärendet är överlämnat till Teknik, som inte har tagit emot det.");
                });
        MvcResult taken = mvc.perform(post("/forsenat")
                        .with(staff(receiver))
                        .with(csrf())
                        .param("gor", "ta-over")
                        .param("nummer", number))
                .andReturn();
        assertThat(LateDesk.results(taken))
                .singleElement()
                .satisfies(told -> assertThat(told.done()).isTrue());
        assertThat(desk.again(handed).unitId()).as("taking it is accepting it").isEqualTo("teknik");
        desk.read("/forsenat", "chef").andExpect(content().string(not(containsString(number))));
    }

    private List<Deed.What> whats(Enquiry enquiry) {
        return journal.of(enquiry.id()).stream().map(Entry::what).toList();
    }

    private Entry entry(Enquiry enquiry, Deed.What what) {
        return journal.of(enquiry.id()).stream()
                .filter(entry -> entry.what() == what)
                .findFirst()
                .orElseThrow();
    }
}
