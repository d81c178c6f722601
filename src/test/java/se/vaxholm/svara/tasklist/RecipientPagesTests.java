package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.stringContainsInOrder;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;

/** The directory of recipients, as the registrar keeps it. */
@SvaraTest
class RecipientPagesTests {

    Desk desk;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Autowired
    Recipients recipients;

    @Autowired
    JdbcClient jdbc;

    private static String[] harbour(String... changed) {
        String[] fields = {
            "type", "OTHER_AUTHORITY",
            "nameSv", "Prövningens hamnbolag",
            "nameEn", "Trial Harbour Company",
            "answersSv", "Bryggor och bojar i Prövningshamnen",
            "answersEn", "Jetties and buoys in Trial Harbour",
            "email", "hamn@provning.example",
            "phone", "08-000 00 99",
            "web", "",
            "address", ""
        };
        for (int i = 0; i < changed.length; i += 2) {
            for (int at = 0; at < fields.length; at += 2) {
                if (fields[at].equals(changed[i])) {
                    fields[at + 1] = changed[i + 1];
                }
            }
        }
        return fields;
    }

    @Test
    void theRegistrarAddsChangesAndRetiresARecipientAndEachChangeIsJournalled() throws Exception {
        desk.read("/mottagare", "registrator")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Trafikverket")));
        desk.send("/mottagare/ny", "registrator", harbour()).andExpect(redirectedUrl("/mottagare"));
        Recipient added = recipients.search("bojar prövningshamnen").get(0);
        assertThat(added.company()).isFalse();
        assertThat(added.id()).isEqualTo("provningens-hamnbolag");

        desk.send("/mottagare/" + added.id(), "registrator", harbour("phone", "08-000 00 98"))
                .andExpect(redirectedUrl("/mottagare"));
        assertThat(recipients.find(added.id()).orElseThrow().phone()).isEqualTo("08-000 00 98");

        desk.send("/mottagare/" + added.id() + "/anvand-inte", "registrator").andExpect(redirectedUrl("/mottagare"));
        assertThat(recipients.search("bojar prövningshamnen")).isEmpty();
        assertThat(recipients.find(added.id())).as("letters name it").isPresent();
        desk.send("/mottagare/" + added.id() + "/anvand", "admin").andExpect(redirectedUrl("/mottagare"));
        assertThat(recipients.search("harbour buoys")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from journal_entry where what = 'RECIPIENT_CHANGED'"
                                + " and detail ->> 'recipient' = :id")
                        .param("id", added.id())
                        .query(Integer.class)
                        .single())
                .isEqualTo(4);
        desk.send("/mottagare/" + added.id() + "/anvand-inte", "registrator");
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedIsKept() throws Exception {
        desk.send(
                        "/mottagare/ny",
                        "registrator",
                        harbour("type", "", "nameEn", "", "email", "hamn", "web", "javascript:alert(1)"))
                .andExpect(status().isBadRequest())
                .andExpect(content()
                        .string(stringContainsInOrder(
                                "href=\"#nameEn\"", "href=\"#type\"", "href=\"#email\"", "href=\"#web\"", "<form")))
                .andExpect(content().string(containsString("Bryggor och bojar i Prövningshamnen")));
        assertThat(recipients.all()).noneMatch(recipient -> recipient.email().equals("hamn"));
    }

    @Test
    void nobodyElseKeepsTheDirectory() throws Exception {
        for (String who : new String[] {"handlaggare", "chef", "kontaktcenter", "revisor", "processagare"}) {
            desk.read("/mottagare", who).andExpect(status().isForbidden());
            desk.send("/mottagare/ny", who, harbour()).andExpect(status().isForbidden());
        }
        desk.read("/mottagare/finns-inte", "registrator").andExpect(status().isNotFound());
        desk.read("/arbete", "handlaggare").andExpect(content().string(not(containsString("/mottagare"))));
    }
}
