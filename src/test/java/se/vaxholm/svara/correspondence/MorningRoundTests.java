package se.vaxholm.svara.correspondence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.ArrivalNotice;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.Story;

/** The mails of the morning: one a person and day, on working days at eight, with what there is and nothing else (G10, G20). */
class MorningRoundTests extends Story {

    private static final String MANAGER = "chef.kultur.fritid@vaxholm.example";
    private static final String HEAD = "forvaltningschef.tfk@vaxholm.example";
    private static final String UNIT = "kultur.fritid@vaxholm.example";

    @Autowired
    private DailyMails mails;

    @Autowired
    private Organisation organisation;

    @Autowired
    private WorkingCalendar calendar;

    @Autowired
    private JdbcClient jdbc;

    /** No other test uses this unit: what is told of it comes from here, and from nothing left before. */
    @BeforeEach
    void clearTheDesk() {
        jdbc.sql("update enquiry set closed_at = now() where unit_id = 'kultur-fritid' and closed_at is null")
                .update();
        jdbc.sql("delete from daily_mail").update();
    }

    @Test
    void aManagerGetsOneMailWithWhatIsLateAndWhatIsDue() {
        Enquiry late = askedOf("2026-03-02T10:15");
        askedOf("2026-03-03T10:15");
        clock.set("2026-03-05T07:59:59");
        round();
        assertThat(sent(MANAGER)).as("before eight").isEmpty();
        clock.set("2026-03-05T08:00");
        round();
        round();
        assertThat(sent(MANAGER)).singleElement().satisfies(letter -> {
            assertThat(letter.subject()).isEqualTo("I dag: 1 försenade, 1 med sista dag i dag");
            assertThat(letter.text())
                    .contains("Kultur och fritid: 1 försenade, 1 har sista dagen i dag.")
                    .contains(late.number() + ", sista dag onsdag 4 mars 2026, handläggare: ingen än")
                    .contains("/forsenat")
                    .doesNotContain("trapetsen", "Karin");
            assertThat(letter.enquiryId()).isNull();
        });
        clock.set("2026-03-05T15:00");
        round();
        assertThat(sent(MANAGER)).as("one a day").hasSize(1);
        clock.set("2026-03-06T08:00");
        round();
        assertThat(sent(MANAGER)).as("and one the next day").hasSize(2);
        assertThat(sent(MANAGER).get(1).subject()).isEqualTo("I dag: 2 försenade, 0 med sista dag i dag");
    }

    @Test
    void whereThereIsNothingToSayNobodyIsWrittenTo() {
        clock.set("2026-03-05T08:00");
        round();
        assertThat(sent(MANAGER)).isEmpty();
        askedOf("2026-03-03T10:15");
        clock.set("2026-03-05T09:00");
        round();
        assertThat(sent(MANAGER)).as("the day's mail was due at eight").isEmpty();
    }

    @Test
    void theWeeksFirstMailIsTheWeeks() {
        askedOf("2026-03-06T10:15");
        clock.set("2026-03-09T08:00");
        round();
        assertThat(sent(MANAGER)).singleElement().satisfies(letter -> {
            assertThat(letter.subject()).isEqualTo("Veckan som börjar: 0 försenade, 0 med sista dag i dag");
            assertThat(letter.text())
                    .contains("Kultur och fritid: 0 försenade, 0 har sista dagen i dag, 1 senare i veckan.");
        });
        clock.set("2026-03-10T07:00");
        round();
        assertThat(sent(MANAGER)).hasSize(1);
    }

    @Test
    void afterEasterTheWeekBeginsOnTuesdayAndHolidaysAreQuiet() {
        askedOf("2026-04-01T10:15");
        for (String day : List.of("2026-04-03", "2026-04-04", "2026-04-05", "2026-04-06")) {
            clock.set(day + "T08:00");
            round();
        }
        assertThat(sent(MANAGER)).as("Good Friday to Easter Monday").isEmpty();
        clock.set("2026-04-07T08:00");
        round();
        assertThat(sent(MANAGER))
                .singleElement()
                .satisfies(letter -> assertThat(letter.subject()).startsWith("Veckan som börjar: 0 försenade, 1"));
    }

    @Test
    void eightIsEightOnBothSidesOfTheClockChange() {
        askedOf("2026-03-26T10:15");
        clock.set("2026-03-27T06:59");
        round();
        assertThat(sent(MANAGER)).isEmpty();
        askedOf("2026-03-25T10:15");
        clock.set(at("2026-03-30T07:59"));
        round();
        assertThat(sent(MANAGER)).isEmpty();
        clock.set(java.time.Instant.parse("2026-03-30T06:00:00Z"));
        round();
        assertThat(sent(MANAGER)).as("08:00 in summer time").hasSize(1);
    }

    @Test
    void whatWasMissedAtEightComesLaterTheSameDayAndNeverAtNight() {
        askedOf("2026-03-02T10:15");
        clock.set("2026-03-05T16:30");
        round();
        assertThat(sent(MANAGER)).as("after closing").isEmpty();
        clock.set("2026-03-06T11:20");
        round();
        assertThat(sent(MANAGER)).hasSize(1);
    }

    @Test
    void aHeadIsToldHowMuchIsLateAndWhichOfItHasComeToThem() {
        Enquiry enquiry = askedOf("2026-03-02T10:15");
        clock.set("2026-03-05T08:00");
        round();
        assertThat(sent(HEAD)).singleElement().satisfies(letter -> {
            assertThat(letter.text()).contains("Kultur och fritid: 1 försenade");
            assertThat(letter.text()).doesNotContain(enquiry.number().value());
        });
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        timerGoesOff(enquiry, "Boundary_NobodyActed", "2026-03-05T16:00");
        clock.set("2026-03-06T08:00");
        round();
        assertThat(sent(HEAD)).hasSize(2);
        assertThat(sent(HEAD).get(1).text()).contains(enquiry.number().value());
    }

    @Test
    void twoNodesAtTheSameMomentSendOneMail() throws Exception {
        askedOf("2026-03-02T10:15");
        clock.set("2026-03-05T08:00");
        List<Callable<Boolean>> nodes = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            MorningRound node = new MorningRound(mails, organisation, calendar, clock);
            nodes.add(() -> {
                node.go();
                return true;
            });
        }
        atOnce(nodes);
        assertThat(sent(MANAGER)).hasSize(1);
    }

    @Test
    void whatGoesWrongWithTheLetterLeavesTheDayOpen() {
        askedOf("2026-03-02T10:15");
        clock.set("2026-03-05T08:00");
        DailyMails.Recipient manager = mails.recipients().stream()
                .filter(recipient -> recipient.email().equals(MANAGER))
                .findFirst()
                .orElseThrow();
        transaction.executeWithoutResult(status -> {
            mails.digest(manager, calendar.today());
            status.setRollbackOnly();
        });
        assertThat(sent(MANAGER)).isEmpty();
        round();
        assertThat(sent(MANAGER)).hasSize(1);
    }

    @Test
    void aUnitThatWantsItInTheMorningGetsOneListAndNoMailACase() {
        setArrivals(ArrivalNotice.MORNING);
        try {
            Enquiry enquiry = askedOf("2026-03-02T10:15");
            assertThat(letters(enquiry)).containsExactly(LetterKind.ACKNOWLEDGEMENT);
            askedOf("2026-03-03T10:15");
            clock.set("2026-03-04T08:00");
            round();
            round();
            assertThat(sent(UNIT)).singleElement().satisfies(letter -> {
                assertThat(letter.subject()).isEqualTo("Ärenden som ingen har tagit: 2");
                assertThat(letter.text())
                        .contains("onsdag 4 mars 2026", "/arbete?lista=otagna")
                        .doesNotContain("trapetsen", "Karin");
            });
        } finally {
            setArrivals(ArrivalNotice.AT_ONCE);
        }
    }

    @Test
    void aUnitThatWantsNoMailGetsNone() {
        setArrivals(ArrivalNotice.OFF);
        try {
            Enquiry enquiry = askedOf("2026-03-02T10:15");
            assertThat(letters(enquiry)).containsExactly(LetterKind.ACKNOWLEDGEMENT);
            clock.set("2026-03-03T08:00");
            round();
            assertThat(sent(UNIT)).isEmpty();
        } finally {
            setArrivals(ArrivalNotice.AT_ONCE);
        }
    }

    private void setArrivals(ArrivalNotice notice) {
        organisation.notifyOfArrivals("kultur-fritid", notice);
    }

    /** Each round as if Svara had just started. */
    private void round() {
        new MorningRound(mails, organisation, calendar, clock).go();
    }

    private Enquiry askedOf(String receivedAt) {
        clock.set(receivedAt);
        return registered(submission("kultur-fritid", "Får jag låna trapetsen i idrottshallen?", byMail()));
    }

    private List<Letter> sent(String recipient) {
        return jdbc
                .sql(
                        "select letter.id from letter join daily_mail on letter_id = letter.id where daily_mail.recipient = ?"
                                + " order by letter.queued_at")
                .param(recipient)
                .query(UUID.class)
                .list()
                .stream()
                .map(this::letter)
                .toList();
    }

    private Letter letter(UUID id) {
        return jdbc.sql("select * from letter where id = ?")
                .param(id)
                .query((row, i) -> new Letter(
                        row.getObject("enquiry_id", UUID.class),
                        LetterKind.valueOf(row.getString("kind")),
                        row.getString("recipient"),
                        row.getString("sender_name"),
                        row.getString("sender_email"),
                        row.getString("subject"),
                        row.getString("body_text"),
                        row.getString("body_html"),
                        se.vaxholm.svara.organisation.Language.valueOf(row.getString("language"))))
                .single();
    }
}
