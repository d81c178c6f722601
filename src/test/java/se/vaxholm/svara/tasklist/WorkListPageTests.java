package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;

@SvaraTest
class WorkListPageTests {

    private static final Enquirer NOBODY = new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, Language.SV);

    Desk desk;

    @Autowired
    void sitDown(AutowireCapableBeanFactory beans) {
        desk = beans.createBean(Desk.class);
    }

    @Autowired
    TestClock clock;

    @Autowired
    Enquiries enquiries;

    @Autowired
    EnquiryProcess process;

    @Autowired
    TransactionTemplate transaction;

    @Test
    void aCaseMovesFromTheUnitsListToMine() throws Exception {
        // Long ago, so that it stands on the first page whatever other tests have left.
        clock.set("2024-03-01T09:00");
        Enquiry enquiry = desk.question("bygglov", "Ett plank <b>mot</b> gatan", NOBODY);
        desk.read("/arbete?lista=otagna", "handlaggare2")
                .andExpect(content().string(containsString(enquiry.number().value())))
                .andExpect(content().string(containsString("Ett plank &lt;b&gt;mot&lt;/b&gt; gatan")))
                .andExpect(content().string(containsString("Anonym")))
                .andExpect(content().string(containsString("2 arbetsdagar kvar, senast tis\u00a05\u00a0mars")));
        desk.taken(enquiry, "handlaggare2");
        desk.read("/arbete?lista=otagna", "handlaggare2")
                .andExpect(content().string(not(containsString(enquiry.number().value()))));
        desk.read("/arbete", "handlaggare2")
                .andExpect(content().string(containsString(enquiry.number().value())))
                .andExpect(content().string(containsString("Pågår")));
    }

    @Test
    void whatIsDueTodayAndWhatIsLateStandInTheirLists() throws Exception {
        clock.set("2024-03-01T09:00");
        Enquiry enquiry = desk.question("bygglov", "Brådskande fråga", NOBODY);
        clock.set("2024-03-05T09:00");
        desk.read("/arbete?lista=i-dag", "handlaggare")
                .andExpect(content().string(containsString(enquiry.number().value())))
                .andExpect(content().string(containsString("Sista dagen i dag, före kl. 16.30")));
        clock.set("2024-03-05T16:31");
        desk.read("/arbete?lista=forsenade", "chef")
                .andExpect(content().string(containsString(enquiry.number().value())))
                .andExpect(content().string(containsString("Försenat, sista dagen var tis\u00a05\u00a0mars")));
    }

    @Test
    void whatIsWrittenAfterTheAnswerStandsInAListUntilSomebodyHasReadIt() throws Exception {
        clock.set("2024-03-01T09:00");
        Enquiry enquiry = desk.question("bygglov", "Fråga med tack efteråt", NOBODY);
        desk.send(desk.taken(enquiry, "handlaggare"), "handlaggare", "outcome", "ANSWER", "text", "Ja.");
        assertThat(desk.again(enquiry).isOpen()).isFalse();
        String number = enquiry.number().value();
        desk.read("/arbete?lista=nya-meddelanden", "handlaggare")
                .andExpect(content().string(not(containsString(number))));
        transaction.executeWithoutResult(status -> {
            enquiries.enquirerAdded(enquiry.id(), "Tack!");
            process.enquirerWrote(desk.again(enquiry));
        });

        desk.read("/arbete?lista=nya-meddelanden", "handlaggare2")
                .andExpect(content().string(containsString(number)))
                .andExpect(content().string(containsString("Läs senast tis\u00a05\u00a0mars")));
        desk.read("/arbete?lista=nya-meddelanden", "handlaggare3")
                .andExpect(content().string(not(containsString(number))));
        clock.set("2024-03-06T09:00");
        desk.read("/arbete?lista=nya-meddelanden", "handlaggare")
                .andExpect(content().string(containsString("Skulle ha lästs senast tis\u00a05\u00a0mars")));
        desk.send(
                desk.address(enquiry, "read-reply"),
                "handlaggare",
                "outcome",
                "NOTHING_NEEDED",
                "seen",
                enquiries.messages(enquiry.id()).stream()
                        .filter(message -> message.type() == Message.Type.ENQUIRER_ADDED)
                        .findFirst()
                        .orElseThrow()
                        .id()
                        .toString());
        desk.read("/arbete?lista=nya-meddelanden", "handlaggare")
                .andExpect(content().string(not(containsString(number))));
    }

    @Test
    void anotherUnitsCasesAreNotShown() throws Exception {
        clock.set("2024-03-01T09:00");
        Enquiry enquiry = desk.question("gata-och-vag", "Hål i vägen", NOBODY);
        for (String address : new String[] {"", "&enhet=teknik", "&enhet=alla"}) {
            desk.read("/arbete?lista=otagna" + address, "handlaggare")
                    .andExpect(
                            content().string(not(containsString(enquiry.number().value()))));
            desk.read("/arbete?lista=otagna" + address, "admin")
                    .andExpect(
                            content().string(not(containsString(enquiry.number().value()))));
        }
        desk.read("/arbete?lista=otagna&enhet=teknik", "kontaktcenter")
                .andExpect(content().string(containsString(enquiry.number().value())));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/arbete?sida=0",
                "/arbete?sida=-1",
                "/arbete?sida=99999999999",
                "/arbete?sida=x",
                "/arbete?lista=finns-inte",
                "/arbete?enhet=%00",
                "/arbete?lang=en",
                "/arbete?lista=forsenade&sida=7&lang=en"
            })
    void whateverStandsInTheAddressThePageAnswers(String address) throws Exception {
        desk.read(address, "kontaktcenter").andExpect(status().isOk());
    }

    @Test
    void whoeverBelongsToNoUnitIsToldWhy() throws Exception {
        desk.read("/arbete", "admin")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Du hör inte till någon enhet")));
    }

    @Test
    void whoeverHasNoCasesToReadIsMetKindlyAndSeesNoEmptyLists() throws Exception {
        desk.read("/arbete", "kommunstyrelse")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Här finns inget för kommunstyrelsen än")))
                .andExpect(content().string(not(containsString("Be din chef"))))
                .andExpect(content().string(not(containsString("Alla ärenden är tagna"))));
        desk.read("/arbete", "processagare")
                .andExpect(content().string(containsString("Du arbetar med processerna")))
                .andExpect(content().string(containsString("href=\"/processer\">Till processerna</a>")));
    }

    @Test
    void belongingToAUnitIsNotEnoughToSeeItsCases() throws Exception {
        clock.set("2024-03-01T09:00");
        Enquiry enquiry = desk.question(
                "naringsliv", "Var finns lediga lokaler?", desk.question().enquirer());
        assertThat(enquiry.unitId()).isEqualTo("kommunledning");
        desk.read("/arbete?lista=otagna", "processagare")
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString(enquiry.number().value()))))
                .andExpect(content().string(not(containsString("/camunda/"))));
    }
}
