package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import jakarta.servlet.RequestDispatcher;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffRole;

@SvaraTest
class CaseAccessTests {

    @Autowired
    MockMvc mvc;

    @Autowired
    Enquiries enquiries;

    Desk desk;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"handlaggare", "handlaggare2", "chef", "kontaktcenter", "registrator", "revisor"})
    void theUnitAndThoseWhoServeAllUnitsReadACase(String who) throws Exception {
        desk.open(desk.question(), who).andExpect(status().isOk());
    }

    @Test
    void anotherUnitsOfficerLearnsNoMoreThanFromANumberThatLeadsNowhere() throws Exception {
        Enquiry enquiry = desk.question();
        MvcResult others = desk.open(enquiry, "handlaggare3").andReturn();
        MvcResult nobodys = desk.read("/arenden/VS-2026-99999", "handlaggare3").andReturn();
        MvcResult nonsense = desk.read("/arenden/x", "handlaggare3").andReturn();
        assertThat(others.getResponse().getStatus()).isEqualTo(404);
        for (MvcResult other : new MvcResult[] {nobodys, nonsense}) {
            assertThat(other.getResponse().getStatus()).isEqualTo(404);
            assertThat(other.getResponse().getForwardedUrl())
                    .isEqualTo(others.getResponse().getForwardedUrl());
        }
        desk.read("/arbete/inget-sadant-arende", "handlaggare3")
                .andExpect(status().isNotFound())
                .andExpect(content().string(containsString("Det finns inget sådant ärende")));
        desk.send(desk.address(enquiry, "assess"), "handlaggare3", "outcome", "ANSWER", "text", "Nej")
                .andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource({
        "processer, processagare, /processer, Till processerna, /processer/arenden",
        "granskning, revisor, /granskning, Till sökningen,",
        "arenden, handlaggare, /arbete, Till arbetslistan, /arenden"
    })
    void whoeverLooksForACaseThatIsNoneLooksOnWhereTheyWere(
            String desk, String who, String back, String words, @Nullable String form) throws Exception {
        String page = mvc.perform(get("/arbete/inget-sadant-arende")
                        .requestAttr(RequestDispatcher.FORWARD_REQUEST_URI, "/" + desk + "/VS-2026-99999")
                        .with(staff(who)))
                .andExpect(status().isNotFound())
                .andReturn()
                .getResponse()
                .getContentAsString();
        assertThat(page).contains("href=\"" + back + "\">" + words + "</a>");
        assertThat(Pattern.compile("<form [^>]*action=\"([^\"]*)\"[^>]*role=\"search\"")
                        .matcher(page)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactlyElementsOf(form == null ? List.of() : List.of(form));
    }

    @ParameterizedTest
    @ValueSource(strings = {"kommunstyrelse", "admin", "processagare"})
    void thoseWithoutWorkInCasesAreRefusedWhetherOrNotTheCaseExists(String who) throws Exception {
        desk.open(desk.question(), who).andExpect(status().isForbidden());
        desk.read("/arenden/VS-2026-99999", who).andExpect(status().isForbidden());
    }

    @Test
    void theAuditorReadsAndDoesNothing() throws Exception {
        Enquiry enquiry = desk.question();
        desk.open(enquiry, "revisor")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Du kan bara läsa")))
                .andExpect(content().string(not(containsString("Ta ärendet</button>"))))
                .andExpect(content().string(not(containsString("note-text"))));
        desk.send(desk.address(enquiry) + "/anteckningar", "revisor", "text", "Hej")
                .andExpect(status().isForbidden());
    }

    @Test
    void theContactCentreReadsButDoesNotTakeAnotherUnitsCase() throws Exception {
        Enquiry enquiry = desk.question();
        desk.send(desk.address(enquiry, "assess") + "/ta", "kontaktcenter").andExpect(status().isForbidden());
        assertThat(desk.again(enquiry).handlerId()).isNull();
    }

    @Test
    void onlyTheManagerTakesOver() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        desk.send(task + "/ta-over", "handlaggare2").andExpect(status().isForbidden());
        desk.send(task + "/ta-over", "chef").andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).handlerName()).isEqualTo("Helena Fyrvik");
    }

    @Test
    void onlyTheUnitsOwnHeadOfDepartmentReadsACaseAndOnlyOnceItHasComeThatFar() throws Exception {
        Enquiry enquiry = desk.question();
        opens(headOf("stadsbyggnad"), enquiry).andExpect(status().isNotFound());
        for (String group : new String[] {"stadsbyggnad-chef", "teknik-forvaltningschef"}) {
            hasComeTo(group, enquiry);
            opens(headOf("stadsbyggnad"), enquiry).andExpect(status().isNotFound());
        }
        hasComeTo("stadsbyggnad-forvaltningschef", enquiry);
        opens(headOf("stadsbyggnad"), enquiry).andExpect(status().isOk());
        opens(headOf("teknik"), enquiry).andExpect(status().isNotFound());
    }

    private static Staff headOf(String unitId) {
        return new Staff("direktor", "Disa Direktör", Set.of(unitId + Staff.HEAD_SUFFIX, StaffRole.CHEF.group()));
    }

    private void hasComeTo(String group, Enquiry enquiry) {
        enquiries.tell(Deed.What.ESCALATED, enquiry, Actor.SYSTEM, Map.of("level", "2", "group", group));
    }

    private ResultActions opens(Staff staff, Enquiry enquiry) throws Exception {
        return mvc.perform(get(desk.address(enquiry)).with(staff(staff)));
    }

    @Test
    void aFormWithoutItsTokenIsRefused() throws Exception {
        Enquiry enquiry = desk.question();
        String task = desk.taken(enquiry, "handlaggare");
        for (String address : new String[] {task, task + "/ta", task + "/utkast", task + "/brev"}) {
            mvc.perform(post(address)
                            .with(staff("handlaggare"))
                            .param("text", "Hej")
                            .param("outcome", "ANSWER"))
                    .andExpect(status().isForbidden());
            mvc.perform(post(address)
                            .with(staff("handlaggare"))
                            .with(csrf().useInvalidToken())
                            .param("outcome", "ANSWER"))
                    .andExpect(status().isForbidden());
        }
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void aNumberIsFoundHoweverItIsTyped() throws Exception {
        Enquiry enquiry = desk.question();
        String typed = enquiry.number().value().toLowerCase(java.util.Locale.ROOT);
        desk.read("/arenden/" + typed, "handlaggare").andExpect(redirectedUrl(desk.address(enquiry)));
        desk.read("/arenden?nummer=" + typed.substring(3), "handlaggare")
                .andExpect(redirectedUrl(desk.address(enquiry)));
        desk.read("/arenden?nummer=hej", "handlaggare").andExpect(status().isNotFound());
    }
}
