package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import jakarta.servlet.http.Cookie;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.organisation.Language;

/** What Tasklist gets from us: shells without a word of anybody's, forms for one task, and cards. */
@SvaraTest
class TasklistFormsTests {

    private static final String PROGRAM = "{{constructor.constructor('alert(1)')()}}";

    Desk desk;

    @Autowired
    MockMvc mvc;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Test
    void whatAngularCompilesHoldsNothingThatSomebodyHasWritten() throws Exception {
        Enquiry enquiry = desk.question(
                "bygglov", PROGRAM, new Enquirer(PROGRAM, "x@example.org", null, ReplyBy.EMAIL, Language.SV));
        String task = desk.task(enquiry, "assess");
        shell("assess", task, "handlaggare")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("data-case=\"/arenden/" + enquiry.number() + "\"")))
                .andExpect(content().string(containsString("data-task=\"" + task + "\"")))
                .andExpect(content().string(containsString("ng-non-bindable")))
                .andExpect(content().string(not(containsString("{{"))))
                .andExpect(content().string(not(containsString("constructor"))))
                .andExpect(header().string("Cache-Control", containsString("no-store")))
                .andExpect(header().string("Content-Security-Policy", containsString("frame-ancestors 'none'")));
    }

    @Test
    void tasklistLeadsToTheSamePagesAsOurOwnNavigation() throws Exception {
        for (String who : List.of("handlaggare", "chef", "registrator", "kontaktcenter", "admin")) {
            String page = desk.read("/arbete", who).andReturn().getResponse().getContentAsString();
            List<String> ours = Pattern.compile("site-nav__link\" href=\"/([a-z]+)\"")
                    .matcher(page)
                    .results()
                    .map(link -> link.group(1))
                    .filter(address -> !address.equals("arbete"))
                    .toList();
            String theirs = desk.read("/tasklist-forms/sidor", who)
                    .andReturn()
                    .getResponse()
                    .getContentAsString();
            assertThat(theirs).as(who).isEqualTo(ours.stream().collect(Collectors.joining("\",\"", "[\"", "\"]")));
        }
    }

    @Test
    void theFormItselfIsTheCasePagesForOneTask() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.task(enquiry, "assess");
        frame(enquiry, task, "handlaggare")
                .andExpect(content().string(containsString("Ta ärendet")))
                .andExpect(content().string(containsString("Får jag bygga en altan?")))
                .andExpect(content().string(not(containsString("site-header"))))
                .andExpect(content().string(not(containsString("name=\"text\""))));
        desk.taken(enquiry, "handlaggare");
        frame(enquiry, task, "handlaggare")
                .andExpect(content().string(containsString("Skicka svaret")))
                .andExpect(content().string(containsString("Förhandsgranska brevet")))
                .andExpect(content().string(containsString("redan-besvarat")));
        frame(enquiry, task, "handlaggare2")
                .andExpect(content().string(containsString("Maja Brygglund har ärendet sedan")))
                .andExpect(content().string(not(containsString("Skicka svaret"))));
    }

    @Test
    void aDeedFromTasklistAnswersInItsFrameAndSaysWhatIsMissing() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.task(enquiry, "assess");
        String address = desk.taken(enquiry, "handlaggare");
        mvc.perform(post(address)
                        .with(staff("handlaggare"))
                        .with(csrf())
                        .header(TasklistFrame.HEADER, TasklistFrame.TASK)
                        .header(TasklistFrame.TASK_HEADER, task)
                        .param("outcome", "ANSWER")
                        .param("text", " "))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Skriv ett svar")))
                .andExpect(content().string(not(containsString("site-header"))));
        desk.send(address, "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        frame(enquiry, task, "handlaggare")
                .andExpect(content().string(containsString("data-finished")))
                .andExpect(content().string(containsString("Uppgiften är redan utförd")));
    }

    @Test
    void afterAnAnswerToReadAloudTheConfirmationLeadsToTheCallAndAfterTwoCallsToThePost() throws Exception {
        Enquirer caller =
                new Enquirer("Olle Berg", null, "070-123 45 67", "Strandgatan 1, Vaxholm", ReplyBy.PHONE, Language.SV);
        Enquiry enquiry = desk.question("bygglov", "Får jag bygga?", caller);
        String answered = desk.taken(enquiry, "handlaggare");
        leadsTo("Ring upp", "call-back", enquiry, answered, "outcome", "ANSWER", "text", "Ja.");
        leadsTo("Ring upp", "call-back", enquiry, desk.address(enquiry, "call-back"), "outcome", "NO_REPLY");
        leadsTo(
                "Skriv ut och posta",
                "print-and-post",
                enquiry,
                desk.address(enquiry, "call-back"),
                "outcome",
                "NO_REPLY");
    }

    /** Does a task as Tasklist does, follows the answer as a browser does, and looks for the link to what comes next. */
    private void leadsTo(String name, String form, Enquiry enquiry, String task, String... fields) throws Exception {
        String id = task.substring(task.lastIndexOf('/') + 1);
        Cookie[] session =
                desk.send(task, "handlaggare", fields).andReturn().getResponse().getCookies();
        mvc.perform(get(desk.address(enquiry))
                        .cookie(session)
                        .header(TasklistFrame.HEADER, TasklistFrame.TASK)
                        .header(TasklistFrame.TASK_HEADER, id)
                        .with(staff("handlaggare")))
                .andExpect(content().string(containsString("data-finished")))
                .andExpect(content().string(containsString("data-task=\"" + desk.task(enquiry, form) + "\"")))
                .andExpect(content().string(containsString("Fortsätt i ärendet: " + name)));
    }

    @Test
    void whoeverOpensAFormAsAPageComesToTheCase() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.task(enquiry, "assess");
        mvc.perform(get("/tasklist-forms/assess.html")
                        .param("taskId", task)
                        .header("Sec-Fetch-Mode", "navigate")
                        .with(staff("handlaggare")))
                .andExpect(redirectedUrl("/arenden/" + enquiry.number()));
        mvc.perform(get("/tasklist-forms/arende").param("taskId", task).with(staff("handlaggare")))
                .andExpect(redirectedUrl("/arenden/" + enquiry.number()));
    }

    @Test
    void theCaseTabTellsWhatHasHappenedAndOffersNoDeeds() throws Exception {
        Enquiry enquiry = desk.question();
        mvc.perform(get("/tasklist-forms/arende")
                        .param("taskId", desk.task(enquiry, "assess"))
                        .header(TasklistFrame.HEADER, TasklistFrame.CASE)
                        .with(staff("handlaggare")))
                .andExpect(content().string(containsString("Det som har hänt")))
                .andExpect(content().string(containsString("Så räknas dagarna")))
                .andExpect(content().string(containsString("target=\"_blank\"")))
                .andExpect(content().string(not(containsString("<form"))));
    }

    @Test
    void othersTasksUnknownTasksAndUnknownFormsLeadNowhere() throws Exception {
        String task = desk.task(desk.question(), "assess");
        shell("assess", task, "handlaggare3").andExpect(status().isNotFound());
        shell("assess", "00000000-0000-0000-0000-000000000000", "handlaggare").andExpect(status().isNotFound());
        shell("assess", "x' or 1=1", "handlaggare").andExpect(status().isNotFound());
        shell("evil", task, "handlaggare").andExpect(status().isNotFound());
        shell("assess", task, "kommunstyrelse").andExpect(status().isForbidden());
    }

    @Test
    void cardsComeForTheWholeListAndOnlyForCasesThatOneMayRead() throws Exception {
        Enquiry ours = desk.question("bygglov", "Får jag bygga en brygga?", Desk.KARIN);
        Enquiry sensitive = desk.question("bostadsanpassning", "Jag behöver en ramp", Desk.KARIN);
        Enquiry theirs = desk.question("gata-och-vag", "Hål i vägen", Desk.KARIN);
        String mine = desk.task(ours, "assess");
        String query = Stream.of(ours, sensitive, theirs)
                .map(enquiry -> "task=" + desk.task(enquiry, "assess"))
                .collect(Collectors.joining("&", "/tasklist-forms/kort?", "&task=nonsense&task=%27"));
        desk.read(query, "handlaggare")
                .andExpect(jsonPath("$.length()").value(2))
                .andExpect(
                        jsonPath("$['" + mine + "'].number").value(ours.number().value()))
                .andExpect(jsonPath("$['" + mine + "'].subject").value("Får jag bygga en brygga?"))
                .andExpect(jsonPath("$['" + mine + "'].asker").value("Karin Ek"));
        desk.read(query, "kontaktcenter")
                .andExpect(jsonPath("$.length()").value(3))
                .andExpect(jsonPath("$['" + desk.task(sensitive, "assess") + "'].sensitive")
                        .value(true))
                .andExpect(jsonPath("$['" + desk.task(sensitive, "assess") + "'].asker")
                        .isEmpty());
        desk.read("/tasklist-forms/kort", "handlaggare").andExpect(content().json("{}"));
    }

    @Test
    void noMoreThanAHundredTasksAreLookedAt() throws Exception {
        String task = desk.task(desk.question(), "assess");
        String many = Stream.iterate(0, i -> i + 1)
                .limit(100)
                .map(i -> "task=none" + i)
                .collect(Collectors.joining("&"));
        desk.read("/tasklist-forms/kort?" + many + "&task=" + task, "handlaggare")
                .andExpect(content().string("{}"));
        desk.read("/tasklist-forms/kort?task=" + task + "&" + many, "handlaggare")
                .andExpect(jsonPath("$.length()").value(1));
    }

    @Test
    void aLinkFromElsewhereSignsNobodyOut() throws Exception {
        for (String site : List.of("cross-site", "same-site", "none")) {
            mvc.perform(get("/arbete/logga-ut").header("Sec-Fetch-Site", site).with(staff("handlaggare")))
                    .andExpect(content().string(not(containsString("data-at-once"))));
        }
        mvc.perform(get("/arbete/logga-ut")
                        .header("Sec-Fetch-Site", "same-origin")
                        .with(staff("handlaggare")))
                .andExpect(content().string(containsString("data-at-once")));
    }

    private ResultActions shell(String form, String task, String who) throws Exception {
        return mvc.perform(get("/tasklist-forms/" + form + ".html")
                .param("taskId", task)
                .header("Sec-Fetch-Mode", "cors")
                .with(staff(who)));
    }

    private ResultActions frame(Enquiry enquiry, String task, String who) throws Exception {
        return mvc.perform(get("/arenden/" + enquiry.number())
                .header(TasklistFrame.HEADER, TasklistFrame.TASK)
                .header(TasklistFrame.TASK_HEADER, task)
                .with(staff(who)));
    }
}
