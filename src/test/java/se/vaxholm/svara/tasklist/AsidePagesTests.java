package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.PostOffice;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Status;

/** Many cases of the work list put aside at once: chosen, named, confirmed, told, and undone (G12). */
@SvaraTest
class AsidePagesTests {

    private static final String MAJA = "handlaggare";
    private static final String PAGE = "/arbete/inget-svar";

    /** So that it stands on the first page whatever other tests have left. */
    private static final String LONG_AGO = "2024-03-04T10:42";

    @Autowired
    MockMvc mvc;

    @Autowired
    PostOffice postOffice;

    @Autowired
    TestClock clock;

    private Desk desk;

    @BeforeEach
    void sitDown(@Autowired AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
        clock.set("2026-03-02T10:42");
    }

    private static String query(Enquiry... chosen) {
        return Stream.of(chosen)
                .map(enquiry -> "arende=" + enquiry.number())
                .collect(Collectors.joining("&", PAGE + "?lista=otagna&", ""));
    }

    private static String[] fields(Enquiry... chosen) {
        return Stream.of(chosen)
                .flatMap(enquiry -> Stream.of("arende", enquiry.number().value()))
                .toArray(String[]::new);
    }

    private Report report(String address, String... fields) throws Exception {
        return (Report) desk.send(address, MAJA, fields)
                .andExpect(status().is3xxRedirection())
                .andReturn()
                .getFlashMap()
                .get(Report.ATTRIBUTE);
    }

    @Test
    void theListLetsOnlyWhatCanBePutAsideBeChosen() throws Exception {
        clock.set(LONG_AGO);
        Enquiry free = desk.question();
        Enquiry colleagues = desk.question();
        desk.taken(colleagues, "handlaggare2");
        desk.read("/arbete?lista=otagna", MAJA)
                .andExpect(content().string(containsString("id=\"valj-" + free.number() + "\"")))
                .andExpect(content().string(containsString("Inget svar behövs …")));
        clock.set("2024-03-06T09:00");
        desk.read("/arbete?lista=i-dag", MAJA)
                .andExpect(content().string(containsString("id=\"valj-" + free.number() + "\"")))
                .andExpect(content().string(containsString(colleagues.number().value())))
                .andExpect(content().string(not(containsString("id=\"valj-" + colleagues.number() + "\""))));
        desk.read("/arbete?lista=otagna&enhet=stadsbyggnad", "revisor")
                .andExpect(content().string(containsString(free.number().value())))
                .andExpect(content().string(not(containsString("name=\"arende\""))));
    }

    @Test
    void whatOnlyHasToBeReadAloudOrSentOnceMoreIsNotToBeChosen() throws Exception {
        clock.set(LONG_AGO);
        Enquiry toCall = desk.question("bygglov", "Får jag bygga?", Desk.CALLER);
        desk.send(desk.taken(toCall, MAJA), MAJA, "outcome", "ANSWER", "text", "Ja.");
        String address = UUID.randomUUID() + "@example.org";
        Enquiry returned = desk.question("bygglov", "Får jag riva?", Desk.byMail(address));
        desk.postGoesButRefuses("nobody@example.org", "550 No such user");
        desk.send(desk.taken(returned, MAJA), MAJA, "outcome", "ANSWER", "text", "Nej.");
        desk.postGoesButRefuses(address, "550 5.1.1 No such user");
        for (Enquiry one : List.of(toCall, returned)) {
            desk.read("/arbete", MAJA)
                    .andExpect(content().string(containsString(one.number().value())))
                    .andExpect(content().string(not(containsString("id=\"valj-" + one.number() + "\""))));
        }
    }

    @Test
    void whoeverChoosesNothingIsToldSoOnTheList() throws Exception {
        clock.set(LONG_AGO);
        Enquiry free = desk.question();
        desk.read(PAGE + "?lista=otagna&enhet=stadsbyggnad", MAJA)
                .andExpect(redirectedUrl("/arbete?lista=otagna&enhet=stadsbyggnad&valj=inga"));
        desk.read("/arbete?lista=otagna&valj=inga", MAJA)
                .andExpect(content().string(containsString("govuk-error-summary")))
                .andExpect(content().string(containsString("Välj minst ett ärende")))
                .andExpect(content().string(containsString(free.number().value())));
    }

    @Test
    void whatWasChosenIsNamedBeforeAnythingHappens() throws Exception {
        Enquiry thanks = desk.question("bygglov", "Tack för hjälpen!", Desk.KARIN);
        Enquiry begun = desk.question();
        desk.type(desk.taken(begun, MAJA), MAJA, "text", "Hej, vi har");
        Enquiry colleagues = desk.question();
        desk.taken(colleagues, "handlaggare2");
        Enquiry theirs = desk.question("gata-och-vag", "Hål i vägen", Desk.KARIN);

        desk.read(query(thanks, begun, colleagues, theirs), MAJA)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("2 ärenden avslutas utan svar")))
                .andExpect(content().string(containsString("Tack för hjälpen!")))
                .andExpect(content().string(containsString("Det finns ett påbörjat svar av Maja Brygglund")))
                .andExpect(content().string(containsString("har ärendet.")))
                .andExpect(content().string(not(containsString("Hål i vägen"))));
        assertThat(desk.again(thanks).isOpen()).isTrue();
    }

    @Test
    void eachGoesForItselfAndTheReportTellsWhichDidAndWhyOthersDidNot() throws Exception {
        Enquiry one = desk.question();
        Enquiry two = desk.question();
        Enquiry colleagues = desk.question();
        desk.taken(colleagues, "handlaggare2");
        Enquiry promised = desk.question();
        desk.send(
                desk.taken(promised, MAJA),
                MAJA,
                "outcome",
                "HOLDING_NOTICE",
                "notice.unit",
                "stadsbyggnad",
                "notice.contact",
                "Telefon 08-541 708 10",
                "notice.on",
                "2026-03-10");
        for (int i = 0; i < 20 && desk.again(promised).status() != Status.PROMISED; i++) {
            postOffice.sendDue();
        }
        postOffice.sendDue();

        Report report = report(PAGE, fields(one, colleagues, promised, two));

        assertThat(report.results()).extracting(Report.Result::done).containsExactly(true, false, false, true);
        assertThat(report.results().get(1).text()).contains("har ärendet");
        assertThat(report.results().get(2).text()).isEqualTo("Svar är utlovat. Öppna ärendet.");
        assertThat(desk.again(one).status()).isEqualTo(Status.NO_ANSWER_EXPECTED);
        assertThat(desk.again(two).status()).isEqualTo(Status.NO_ANSWER_EXPECTED);
        assertThat(desk.again(colleagues).isOpen()).isTrue();
        assertThat(report(PAGE, fields(one)).results().get(0).text())
                .as("the same press again")
                .contains("gått vidare");
    }

    @Test
    void theReportIsShownOnceAndUndoneWithOnePress() throws Exception {
        Enquiry one = desk.question();
        var cookies =
                desk.send(PAGE, MAJA, fields(one)).andReturn().getResponse().getCookies();
        mvc.perform(get(PAGE).cookie(cookies).with(staff(MAJA)))
                .andExpect(content().string(containsString("1 av 1 ärenden avslutades utan svar")))
                .andExpect(content().string(containsString("Öppna ärendena igen")))
                .andExpect(content().string(containsString(one.number().value())));

        Report undone = report(PAGE + "/angra", fields(one));

        assertThat(undone.isWhole()).isTrue();
        assertThat(desk.again(one).status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(desk.again(one).answerDueAt()).isEqualTo(one.answerDueAt());
        assertThat(report(PAGE + "/angra", fields(one)).isWhole()).isFalse();
    }

    @Test
    void noMoreThanAPageCanShowIsDoneAtOnce() throws Exception {
        String[] many = IntStream.range(0, 60)
                .boxed()
                .flatMap(i -> Stream.of("arende", "VS-2026-%05d".formatted(90000 + i)))
                .toArray(String[]::new);
        assertThat(report(PAGE, many).results()).hasSize(50);
        assertThat(report(PAGE, "arende", "' or 1=1").results()).isEmpty();
    }
}
