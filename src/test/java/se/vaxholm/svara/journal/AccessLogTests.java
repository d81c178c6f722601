package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Story;
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
