package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

/** Who has read which case (G21): once a person, case and quarter of an hour, whichever of its pages it was. */
class AccessLogTests extends Story {

    @Autowired
    private AccessLog accesses;

    @Autowired
    private MockMvc mvc;

    @Autowired
    private JdbcClient jdbc;

    private void opens(String path, String userName, int status) throws Exception {
        mvc.perform(get(path).with(TestStaff.staff(userName))).andExpect(status().is(status));
    }

    @Test
    void aCaseThatIsReadIsRememberedOnceAQuarter() throws Exception {
        clock.set("2026-03-02T10:31");
        Enquiry enquiry = asked(byMail());
        String page = "/arenden/" + enquiry.number();
        opens(page, "handlaggare", 200);
        clock.set("2026-03-02T10:44");
        opens(page, "handlaggare", 200);
        opens(page, "chef", 200);
        clock.set("2026-03-02T10:46");
        opens(page, "handlaggare", 200);
        assertThat(accesses.of(enquiry.id()))
                .extracting(view -> view.staffId() + " " + view.at() + " " + view.ownUnit() + " " + view.sensitive())
                .containsExactly(
                        "handlaggare 2026-03-02T09:46:00Z true false",
                        "chef 2026-03-02T09:44:00Z true false",
                        "handlaggare 2026-03-02T09:31:00Z true false");
    }

    @Test
    void anotherUnitsAndAMarkedCaseAreRememberedAsSuch() throws Exception {
        Enquiry enquiry = registered(submission("stod-och-omsorg", "Kan jag få stöd?", byMail()));
        assertThat(enquiry.sensitive()).isTrue();
        opens("/arenden/" + enquiry.number(), "registrator", 200);
        opens("/arenden/" + enquiry.number(), "revisor", 200);
        assertThat(accesses.of(enquiry.id()))
                .extracting(view -> view.staffId() + " " + view.ownUnit() + " " + view.sensitive())
                .containsExactlyInAnyOrder("registrator false true", "revisor false true");
    }

    /** Own are the cases of one's unit and those that it has been handed, for whoever works in it, manages it or heads it. */
    @Test
    void aCaseIsTheirOwnForAllWhoHaveToDoWithItsUnit() throws Exception {
        Enquiry enquiry = asked(byMail());
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        does(
                "handlaggare",
                enquiry,
                Outcome.FORWARD_INTERNAL,
                Map.of("forward.unit", "teknik", "forward.reason", "Det gäller en gata.", "forward.secrecy", "yes"));
        Staff manager = new Staff("enhetschef", "Elsa Enhetschef", Set.of("teknik-chef"));
        for (Staff one : List.of(
                staff("handlaggare"), staff("handlaggare3"), manager, headOfDepartment(), staff("processagare"))) {
            accesses.read(now(enquiry), one);
        }
        assertThat(accesses.of(enquiry.id()))
                .extracting(view -> view.staffId() + " " + view.ownUnit())
                .containsExactlyInAnyOrder(
                        "handlaggare true",
                        "handlaggare3 true",
                        "enhetschef true",
                        "direktor true",
                        "processagare false");
    }

    @Test
    void whoeverOwnsTheProcessesAndLooksAtACaseIsRememberedToo() throws Exception {
        Enquiry enquiry = asked(byMail());
        opens("/processer/arenden/" + enquiry.number(), "processagare", 200);
        assertThat(accesses.of(enquiry.id()))
                .extracting(view -> view.staffId() + " " + view.ownUnit())
                .containsExactly("processagare false");
    }

    @Test
    void casesThatAreTakenOutTogetherAreRememberedOneByOne() {
        Enquiry ours = asked(byMail());
        Enquiry marked = registered(submission("stod-och-omsorg", "Kan jag få stöd?", byMail()));
        accesses.read(List.of(ours.id(), marked.id()), staff("handlaggare"));
        accesses.read(List.of(ours.id(), marked.id()), staff("handlaggare"));
        accesses.read(List.of(), staff("handlaggare"));
        assertThat(List.of(ours, marked))
                .extracting(one -> accesses.of(one.id()).stream()
                        .map(view -> view.staffId() + " " + view.ownUnit() + " " + view.sensitive())
                        .toList())
                .containsExactly(List.of("handlaggare true false"), List.of("handlaggare false true"));
    }

    @Test
    void nothingThatGoesWrongAfterwardsUndoesThatACaseWasRead() {
        Enquiry one = asked(byMail());
        Enquiry other = asked(byMail());
        transaction.executeWithoutResult(status -> {
            accesses.read(one, staff("handlaggare"));
            accesses.read(List.of(other.id()), staff("handlaggare"));
            status.setRollbackOnly();
        });
        assertThat(accesses.of(one.id())).hasSize(1);
        assertThat(accesses.of(other.id())).hasSize(1);
    }

    /** The page tells it in words; the auditor's own look is the last. */
    @Test
    void whoHasReadStandsOnTheCasesPageOfTheLog() throws Exception {
        Enquiry enquiry = registered(submission("stod-och-omsorg", "Kan jag få stöd?", byMail()));
        accesses.read(enquiry, new Staff("omsorg", "Olle Omsorg", Set.of(enquiry.unitId())));
        String page = mvc.perform(
                        get("/granskning/logg/arenden/" + enquiry.number()).with(TestStaff.staff("revisor")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
        assertThat(page.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "))
                .containsPattern("Olle Omsorg omsorg \\S.{5,80} Egna enhetens Ja")
                .containsPattern("revisor \\S.{5,80} En annan enhets Ja");
    }

    @Test
    void whoMayNotReadLeavesNoLine() throws Exception {
        Enquiry enquiry = registered(submission("stod-och-omsorg", "Kan jag få stöd?", byMail()));
        opens("/arenden/" + enquiry.number(), "handlaggare", 404);
        assertThat(accesses.of(enquiry.id())).isEmpty();
    }

    @Test
    void whatIsOldIsForgottenAndWhatIsNotStays() {
        Enquiry enquiry = asked(byMail());
        view(enquiry, "forr", Duration.ofDays(800));
        view(enquiry, "nyss", Duration.ofDays(400));
        clock.set(Instant.now());
        accesses.forget();
        assertThat(accesses.of(enquiry.id()))
                .extracting(AccessLog.View::staffId)
                .containsExactly("nyss");
        assertThat(jdbc.sql("select forget_access(now() + interval '10 years', 100000)")
                        .query(Integer.class)
                        .single())
                .as("asked for all, the database gives what is older than a year")
                .isPositive();
        view(enquiry, "idag", Duration.ofDays(300));
        jdbc.sql("select forget_access(now() + interval '10 years', 100000)")
                .query(Integer.class)
                .single();
        assertThat(accesses.of(enquiry.id()))
                .extracting(AccessLog.View::staffId)
                .containsExactly("idag");
    }

    private void view(Enquiry enquiry, String staff, Duration ago) {
        Instant at = Instant.now().minus(ago);
        jdbc.sql("insert into access_log values (?, ?, ?, ?, ?, true, false)")
                .params(enquiry.id(), staff, (int) (at.getEpochSecond() / 900), java.sql.Timestamp.from(at), staff)
                .update();
    }
}
