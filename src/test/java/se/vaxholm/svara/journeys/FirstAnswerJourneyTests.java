package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.EnquiryNumber;

/** A question's whole way, as the asker and the officer see it: form, receipt, letter, sign-in, draft, answer, status page. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class FirstAnswerJourneyTests {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.forLanguageTag("sv"));
    private static final String OFFICER = "Maja Brygglund";
    private static final String STANDARD_ANSWER = "En friggebod får vara högst 15 kvadratmeter";
    private static final String BEGUN = "Ja, ett växthus på nio kvadratmeter går bra.";

    private final String subject = "Får jag bygga ett växthus? " + UUID.randomUUID();
    private final String question = subject + "\n\nDet är på nio kvadratmeter och ska stå intill staketet på Resarö.";
    private final String email = "karin." + UUID.randomUUID() + "@example.org";

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private WorkingCalendar calendar;

    @Test
    void aQuestionFindsItsAnswer(People people) {
        Person karin = people.somebody();
        QuestionForm.Reference reference = asks(karin);
        Post acknowledgement = isAcknowledged(reference);

        Person maja = people.somebody();
        takesTheCase(maja, reference);
        writesAndLosesNothing(maja, reference);
        previewsAndSends(maja, reference);
        findsItAllInTheJournal(maja);

        Post answer = getsTheAnswer(reference);
        seesTheAnswer(karin, reference);
        theLettersLeadThereToo(people.somebody(), acknowledgement, answer);
        signsOutEverywhere(maja);
    }

    private QuestionForm.Reference asks(Person karin) {
        QuestionForm form = new QuestionForm(karin).isFilledIn("Bygglov och anmälan", question, email);
        karin.sees("Ställa en fråga", "Bygglov och anmälan", subject, email, "Det du skickar blir en allmän handling");
        QuestionForm.Reference reference = form.isSent();
        karin.sees("Tack, vi har tagit emot ditt ärende", "Senast " + lastDay(reference), "Stadsbyggnad");
        return reference;
    }

    private Post isAcknowledged(QuestionForm.Reference reference) {
        Post letter = Post.to(email, "[" + reference.number() + "]");
        assertThat(letter.subject()).startsWith("Vi har tagit emot ditt ärende");
        assertThat(letter.text())
                .contains(reference.number(), reference.code(), "Senast " + lastDay(reference))
                .doesNotContain("växthus", "Resarö");
        assertThat(letter.html()).contains(reference.number()).doesNotContain("växthus", "Resarö");
        assertThat(letter.senderAddress()).isEqualTo("stadsbyggnad@vaxholm.example");
        assertThat(Post.to("stadsbyggnad@vaxholm.example", reference.number()).subject())
                .startsWith("Nytt ärende");
        return letter;
    }

    private void takesTheCase(Person maja, QuestionForm.Reference reference) {
        maja.signsIn("handlaggare", "/arbete?lista=otagna").isAt("/arbete");
        maja.sees(OFFICER, subject).follows(reference.number());
        maja.isAt("/arenden/" + reference.number()).sees(subject, "intill staketet på Resarö", email);
        maja.sees("Ingen har tagit ärendet", "Så räknas dagarna").presses("Ta ärendet");
        maja.sees("Du tog ärende " + reference.number(), "Du har ärendet sedan");
    }

    /** The draft is on the server: neither a reload nor signing out and in again takes a word of it. */
    private void writesAndLosesNothing(Person maja, QuestionForm.Reference reference) {
        maja.writes("Ditt svar", BEGUN).sees("Utkast sparat").reloads().hasWritten("Ditt svar", BEGUN);
        maja.writes("Ditt svar", BEGUN + " Tänk på avståndet.");
        maja.presses("Logga ut").isAt("/").signsIn("handlaggare", "/arenden/" + reference.number());
        maja.isAt("/arenden/" + reference.number()).hasWritten("Ditt svar", BEGUN + " Tänk på avståndet.");
        maja.opens("/arbete").sees(subject).follows(reference.number());

        maja.field("Standardsvar").selectOption("Friggebod och attefallshus");
        maja.presses("Infoga");
        assertThat(maja.field("Ditt svar"))
                .hasValue(Pattern.compile(".*Tänk på avståndet\\.\n\n" + STANDARD_ANSWER + ".*", Pattern.DOTALL));
    }

    private void previewsAndSends(Person maja, QuestionForm.Reference reference) {
        maja.presses("Förhandsgranska brevet").sees("Så här ser brevet ut", "Stadsbyggnad, Vaxholms stad", email);
        maja.sees(BEGUN, STANDARD_ANSWER, "Stadsbyggnadsförvaltningen", "Telefon 08-541 708 10");
        maja.presses("Skicka svaret").isAt("/arenden/" + reference.number());
        maja.sees("Svaret skickades kl.", email).seesNothingOf("Ta ärendet", "Ditt svar");
    }

    private void findsItAllInTheJournal(Person maja) {
        Post.to(email, "Svar på ditt ärende");
        Awaitility.await().untilAsserted(() -> {
            maja.reloads();
            assertThat(maja.page().locator(".timeline__title").allInnerTexts())
                    .containsSubsequence(
                            "Ärendet kom in på webben", "Tog ärendet", "Skrev svaret", "Ärendet avslutades")
                    .anyMatch(line -> line.startsWith("Ärendet lades hos Stadsbyggnad. Svar eller besked senast"))
                    .contains(
                            "Brev skickat: besked till enheten",
                            "Brev skickat: bekräftelse till frågeställaren",
                            "Brev skickat: svar till frågeställaren");
        });
        assertThat(maja.page().locator(".timeline__when").allInnerTexts())
                .anyMatch(when -> when.endsWith(", " + OFFICER))
                .anyMatch(when -> when.endsWith(", Svara (automatiskt)"))
                .anyMatch(when -> when.endsWith(", Frågeställaren"));
        maja.sees("Fick svar i tid");
    }

    private Post getsTheAnswer(QuestionForm.Reference reference) {
        Post letter = Post.to(email, "Svar på ditt ärende", "[" + reference.number() + "]");
        assertThat(letter.senderName()).isEqualTo("Stadsbyggnad, Vaxholms stad");
        assertThat(letter.senderAddress()).isEqualTo("stadsbyggnad@vaxholm.example");
        assertThat(letter.language()).isEqualTo("sv");
        assertThat(letter.text())
                .contains(BEGUN + " Tänk på avståndet.", STANDARD_ANSWER)
                .contains("-- \n" + OFFICER + "\nStadsbyggnadsförvaltningen\nVaxholms stad\nTelefon 08-541 708 10");
        assertThat(letter.html()).contains(BEGUN, STANDARD_ANSWER, "Stadsbyggnadsförvaltningen");
        assertThat(Post.all(email)).hasSize(2);
        return letter;
    }

    private void seesTheAnswer(Person karin, QuestionForm.Reference reference) {
        karin.opens("/arende").writes("Ärendenummer", reference.number()).writes("Kod", reference.code());
        karin.presses("Öppna ärendet").isAt("/arende/visa");
        karin.sees("Ditt ärende är besvarat", subject, BEGUN, STANDARD_ANSWER);
        assertThat(karin.page().locator(".timeline__title"))
                .hasText(new String[] {"Mottaget", "Någon arbetar med ärendet", "Besvarat", "Avslutat"});
    }

    private static void theLettersLeadThereToo(Person karin, Post acknowledgement, Post answer) {
        for (Post letter : new Post[] {acknowledgement, answer}) {
            karin.opens(letter.link())
                    .seesNothingOf(BEGUN)
                    .presses("Öppna ärendet")
                    .isAt("/arende/visa");
            karin.sees(BEGUN).presses("Stäng ärendet här").isAt("/arende");
        }
    }

    /** Out of Svara is out of Keycloak: the next page for staff asks for the password again. */
    private static void signsOutEverywhere(Person maja) {
        maja.presses("Logga ut").isAt("/").opens("/arbete").isAskedToSignIn();
        maja.opens(TestServers.keycloak().url() + "/realms/svara/account/").isAskedToSignIn();
    }

    private String lastDay(QuestionForm.Reference reference) {
        var enquiry = enquiries.find(new EnquiryNumber(reference.number())).orElseThrow();
        assertThat(enquiry.lastDayOn())
                .isEqualTo(calendar.deadline(enquiry.receivedAt()).lastDayOn());
        return DAY.format(enquiry.lastDayOn());
    }
}
