package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.audit.MessageSeals.Fit;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.MisplacedMessages;
import se.vaxholm.svara.enquiry.Said;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.SentLetters;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.TestStaff;

/** Whatever somebody does to what was said in a case is found, and nothing else is. */
class MessageSealsTests extends Story {

    @Autowired
    private MessageSeals seals;

    @Autowired
    private MisplacedMessages misplaced;

    @Autowired
    private SentLetters sent;

    @Autowired
    private ApplicationEventPublisher events;

    @Autowired
    private MockMvc mvc;

    @Value("${spring.datasource.url}")
    private String url;

    private static final Map<String, String> NOTICE = Map.of(
            "notice.unit", "stadsbyggnad",
            "notice.contact", "Telefon 08-541 708 10",
            "notice.on", "2026-03-10");

    private static Map<String, Fit> ways() {
        Map<String, Fit> ways = new LinkedHashMap<>();
        String note = " where type = 'NOTE' and enquiry_id = '%s'";
        ways.put("update message set body = body || '!'" + note, Fit.CHANGED);
        ways.put("update message set body = replace(body, ' ', '  ')" + note, Fit.CHANGED);
        ways.put("update message set author = 'Någon Annan'" + note, Fit.CHANGED);
        ways.put("update message set author_id = 'chef'" + note, Fit.CHANGED);
        ways.put("update message set author_id = null" + note, Fit.CHANGED);
        ways.put("update message set at = at - interval '1 microsecond'" + note, Fit.CHANGED);
        ways.put("update message set type = 'ANSWER'" + note, Fit.CHANGED);
        ways.put("update message set type = 'STOPPED'" + note, Fit.CHANGED);
        ways.put("update message set type = 'STOPPED' where type = 'ANSWER' and enquiry_id = '%s'", Fit.CHANGED);
        ways.put(
                "update message set body = 'Får jag inte bygga?' where type = 'QUESTION' and enquiry_id = '%s'",
                Fit.CHANGED);
        ways.put("delete from message" + note, Fit.GONE);
        ways.put("update message set enquiry_id = gen_random_uuid()" + note, Fit.GONE);
        ways.put(
                "insert into message (id, enquiry_id, at, type, author_id, author, body)"
                        + " select gen_random_uuid(), enquiry_id, at, type, author_id, author, body from message"
                        + note,
                Fit.INSERTED);
        return ways;
    }

    private List<Fit> fits(Enquiry enquiry) {
        return seals.of(enquiry.id()).stream()
                .map(MessageSeals.SealedMessage::fit)
                .toList();
    }

    private Enquiry talkedAbout() {
        Enquiry enquiry = asked(byMail());
        enquiries.enquirerAdded(enquiry.id(), "Jag menar ett växthus.");
        enquiries.note(enquiry.id(), "Ring Anna först.", actor("handlaggare"));
        answers("handlaggare", enquiry, "Ja, det får du.");
        return enquiry;
    }

    private CaseTampering superuser(Enquiry enquiry) throws Exception {
        return new CaseTampering(url, enquiry.id());
    }

    @Test
    void whateverIsDoneToAMessageIsFound() throws Exception {
        Enquiry enquiry = talkedAbout();
        List<Fit> before = fits(enquiry);
        assertThat(before).hasSize(4).containsOnly(Fit.SAME);
        try (CaseTampering superuser = superuser(enquiry)) {
            ways().forEach((way, fit) -> {
                superuser.does(way);
                assertThat(fits(enquiry).stream().filter(Fit::isWrong)).as(way).containsExactly(fit);
                superuser.layBack();
                assertThat(fits(enquiry)).isEqualTo(before);
            });
        }
    }

    @Test
    void theEntryThatTellsOfAMessageHoldsNothingOfWhatItSays() {
        Enquiry enquiry = talkedAbout();
        List<Entry> telling = journal.of(enquiry.id()).stream()
                .filter(entry -> entry.detail().containsKey(Said.DETAIL))
                .toList();
        assertThat(telling)
                .extracting(Entry::what)
                .containsExactly(
                        Deed.What.REGISTERED, Deed.What.ENQUIRER_ADDED, Deed.What.NOTE_ADDED, Deed.What.ANSWERED);
        assertThat(telling)
                .allSatisfy(entry -> assertThat(entry.detail().get(Said.DETAIL)).matches("[0-9a-f-]{36}=[0-9a-f]{64}"));
    }

    /** As anybody can work it out from what {@link Message#sha256()} promises. */
    @Test
    void theSealIsWhatItIsSaidToBe() {
        Message message = new Message(
                UUID.fromString("11111111-2222-3333-4444-555555555555"),
                UUID.randomUUID(),
                at("2026-03-02T10:15"),
                Message.Type.NOTE,
                "anna",
                "Anna Berg",
                "Åk dit.");
        assertThat(message.sha256()).isEqualTo("77409e1fd5fbde86bcd0b06859a30ee575fae71560f745a1edcf7cf4757ff236");
    }

    @Test
    void anAnswerThatWasStoppedIsAsItWasWrittenUntilSomebodyMakesItOneAgain() throws Exception {
        Enquiry enquiry = talkedAbout();
        assertThat(sent.stop(enquiry, letter(enquiry, LetterKind.ANSWER).id(), staff("handlaggare")))
                .isTrue();
        assertThat(fits(enquiry)).hasSize(4).containsOnly(Fit.SAME);
        try (CaseTampering superuser = superuser(enquiry)) {
            superuser.does("update message set type = 'ANSWER' where type = 'STOPPED' and enquiry_id = '%s'");
            assertThat(fits(enquiry).stream().filter(Fit::isWrong)).containsExactly(Fit.CHANGED);
            superuser.layBack();
            superuser.does("update message set body = 'Nej.' where type = 'STOPPED' and enquiry_id = '%s'");
            assertThat(fits(enquiry).stream().filter(Fit::isWrong)).containsExactly(Fit.CHANGED);
        }
        answers("handlaggare", enquiry, "Nej, det får du inte.");
        assertThat(fits(enquiry)).hasSize(5).containsOnly(Fit.SAME);
    }

    @Test
    void aMessageThatIsMovedTakesItsSealAlongThereAndBack() throws Exception {
        Enquiry wrong = asked(byMail());
        Enquiry right = asked(byMail());
        UUID message = enquiries.enquirerAdded(wrong.id(), "Här är ritningen.");
        assertThat(misplaced.move(message, wrong, right, actor("handlaggare"))).isTrue();
        assertThat(fits(wrong)).containsExactly(Fit.SAME);
        assertThat(fits(right)).containsExactly(Fit.SAME, Fit.SAME);
        assertThat(misplaced.move(message, right, wrong, actor("handlaggare"))).isTrue();
        assertThat(fits(wrong)).containsExactly(Fit.SAME, Fit.SAME);
        assertThat(fits(right)).containsExactly(Fit.SAME);
    }

    @Test
    void aMessageThatWasChangedBeforeItWasMovedIsFoundWhereItLay() throws Exception {
        Enquiry wrong = asked(byMail());
        Enquiry right = asked(byMail());
        UUID message = enquiries.enquirerAdded(wrong.id(), "Här är ritningen.");
        try (CaseTampering superuser = superuser(wrong)) {
            superuser.does(
                    "update message set body = 'Ingen ritning.' where type = 'ENQUIRER_ADDED' and enquiry_id = '%s'");
            assertThat(misplaced.move(message, wrong, right, actor("handlaggare")))
                    .isTrue();
            assertThat(fits(wrong)).containsExactly(Fit.SAME, Fit.CHANGED);
        }
    }

    /** What is to be read aloud is promised later: until then its own entry tells of it. */
    @Test
    void aNoticeThatIsToBeGivenByPhoneIsSealedWhenItIsWritten() {
        Enquiry enquiry = asked(byPhone());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, NOTICE);
        assertThat(deeds(enquiry)).contains(Deed.What.NOTICE_WRITTEN).doesNotContain(Deed.What.PROMISED);
        assertThat(said(enquiry, Message.Type.NOTICE)).hasSize(1);
        assertThat(fits(enquiry)).containsExactly(Fit.SAME, Fit.SAME);
    }

    @Test
    void aNoticeByMailIsSealedByItsPromise() {
        Enquiry enquiry = asked(byMail());
        does("handlaggare", enquiry, Outcome.HOLDING_NOTICE, NOTICE);
        assertThat(entry(enquiry, Deed.What.PROMISED).detail()).containsKey(Said.DETAIL);
        assertThat(fits(enquiry)).containsExactly(Fit.SAME, Fit.SAME);
    }

    @Test
    void aMessageThatNoDeedTellsOfIsNotKept() {
        Enquiry enquiry = asked(byMail());
        Message message = new Message(
                UUID.randomUUID(), enquiry.id(), clock.instant(), Message.Type.NOTE, null, "Ingen", "Obemärkt");
        assertThatThrownBy(() -> transaction.executeWithoutResult(
                        status -> events.publishEvent(new Said(message, Actor.SYSTEM))))
                .hasMessageContaining("No deed tells of a message");
    }

    @Test
    void thePageOfTheCasesLogNamesIt() throws Exception {
        Enquiry enquiry = talkedAbout();
        String page = "/granskning/logg/arenden/" + enquiry.number();
        mvc.perform(get(page).with(TestStaff.staff("revisor")))
                .andExpect(content()
                        .string(allOf(
                                containsString("4 meddelanden och anteckningar är jämförda"),
                                containsString("Loggen är som den skrevs"),
                                not(containsString("innan meddelanden förseglades")))));
        try (CaseTampering superuser = superuser(enquiry)) {
            superuser.does("update message set body = 'Nej' where type = 'NOTE' and enquiry_id = '%s'");
            mvc.perform(get(page).with(TestStaff.staff("revisor")))
                    .andExpect(content()
                            .string(allOf(
                                    containsString("Ärende " + enquiry.number()
                                            + ": meddelandet från måndag 2 mars 2026 kl. 10.15 är inte som det skrevs"),
                                    not(containsString("Loggen är som den skrevs")))));
        }
    }

    /** Its question was registered by a Svara that did not seal messages. */
    @Test
    void inAnOldCaseOnlyWhatIsSealedIsJudged() throws Exception {
        Enquiry enquiry = asked(byMail());
        enquiries.note(enquiry.id(), "Ring Anna först.", actor("handlaggare"));
        String registered = " where what = 'REGISTERED' and enquiry_id = '%s'";
        String said = entry(enquiry, Deed.What.REGISTERED).detail().get(Said.DETAIL);
        try (CaseTampering superuser = superuser(enquiry)) {
            superuser.does("update journal_entry set detail = detail - 'said'" + registered);
            assertThat(fits(enquiry)).containsExactlyInAnyOrder(Fit.UNSEALED, Fit.SAME);
            superuser.does("update message set body = 'Nytt' where type = 'NOTE' and enquiry_id = '%s'");
            assertThat(fits(enquiry)).containsExactlyInAnyOrder(Fit.UNSEALED, Fit.CHANGED);
            superuser.does("update journal_entry set detail = detail || '{\"said\": \"" + said + "\"}'" + registered);
        }
        assertThat(fits(enquiry)).containsExactly(Fit.SAME, Fit.SAME);
    }
}
