package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Status;

/** The pages on which an officer asks back, tells of another system, or closes a case without an answer. */
@SvaraTest
class EndingPagesTests {

    private static final String MAJA = "handlaggare";
    private static final String[] QUESTION = {"ask.text", "Vilken fastighet gäller det?"};
    private static final String[] ELSEWHERE = {
        "elsewhere.system", "Castor",
        "elsewhere.reference", "BYGG.2026.7",
        "elsewhere.who", "Bygglovsenheten, 08-541 708 00",
        "elsewhere.on", "2026-03-20"
    };
    private static final String[] WITHDRAWN = {"close.reason", "WITHDRAWN", "close.note", "Ringde i morse."};

    @Autowired
    Outbox outbox;

    @Autowired
    TestClock clock;

    private Desk desk;
    private Enquiry enquiry;
    private String task;

    @BeforeEach
    void takeACase(@Autowired AutowireCapableBeanFactory beans) throws Exception {
        desk = beans.createBean(Desk.class);
        clock.set("2026-03-02T10:42");
        enquiry = desk.question();
        task = desk.taken(enquiry, MAJA);
    }

    private static String[] form(String side) {
        return switch (side) {
            case "fraga" -> QUESTION.clone();
            case "i-annat-system" -> ELSEWHERE.clone();
            default -> WITHDRAWN.clone();
        };
    }

    private static String[] with(String outcome, String... fields) {
        String[] all = new String[fields.length + 2];
        all[0] = "outcome";
        all[1] = outcome;
        System.arraycopy(fields, 0, all, 2, fields.length);
        return all;
    }

    private long letters(LetterKind kind) {
        return outbox.of(enquiry.id()).stream()
                .filter(queued -> queued.letter().kind() == kind)
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "fraga, Frågan stoppar inte klockan",
        "i-annat-system, Det räknas som ett besked",
        "avsluta, Bara av de här skälen",
    })
    void theCasePageLeadsToTheFormOfWhoeverHasTheCase(String side, String words) throws Exception {
        desk.open(enquiry, MAJA).andExpect(content().string(containsString(task + "/" + side)));
        desk.read(task + "/" + side, MAJA)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString(words)))
                .andExpect(content().string(containsString("Får jag bygga en altan?")));
        desk.read(task + "/" + side, "handlaggare2").andExpect(redirectedUrl(desk.address(enquiry)));
        desk.read(task + "/" + side, "handlaggare3").andExpect(status().isNotFound());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ASK_BACK | fraga | ask.text | ' ' | assess-ask-text | Skriv din fråga",
                "HANDLED_ELSEWHERE | i-annat-system | elsewhere.system | '' | assess-elsewhere-system | Skriv vilket system",
                "HANDLED_ELSEWHERE | i-annat-system | elsewhere.reference | '' | assess-elsewhere-reference | Skriv ärendets nummer i systemet",
                "HANDLED_ELSEWHERE | i-annat-system | elsewhere.who | '' | assess-elsewhere-who | Skriv vem som svarar",
                "HANDLED_ELSEWHERE | i-annat-system | elsewhere.on | '' | assess-elsewhere-on | Välj dagen då svaret senast kommer",
                "HANDLED_ELSEWHERE | i-annat-system | elsewhere.on | 2026-03-01 | assess-elsewhere-on | Välj en dag som inte har passerat",
                "CLOSE_UNANSWERED | avsluta | close.reason | '' | assess-close-reason | Välj varför ärendet avslutas",
                "CLOSE_UNANSWERED | avsluta | close.reason | NO_COMPLETION | assess-close-reason | Det skälet stämmer inte för det här ärendet",
                "CLOSE_UNANSWERED | avsluta | close.reason | UNREACHABLE | assess-close-reason | Det skälet stämmer inte för det här ärendet",
                "CLOSE_UNANSWERED | avsluta | close.reason | DUPLICATE | assess-close-other | Skriv numret på det andra ärendet",
                "CLOSE_UNANSWERED | avsluta | close.note | '' | assess-close-note | Skriv vad du grundar det på",
            })
    void whatIsMissingIsSaidAtItsFieldBySendingAndByReadingTheLetter(
            String outcome, String side, String field, String value, String id, String problem) throws Exception {
        String[] fields = form(side);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equals(field)) {
                fields[i + 1] = value;
            }
        }
        for (var sent : new org.springframework.test.web.servlet.ResultActions[] {
            desk.send(task, MAJA, with(outcome, fields)), desk.send(task + "/" + side + "/brev", MAJA, fields)
        }) {
            sent.andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString("href=\"#" + id + "\"")))
                    .andExpect(content().string(containsString("id=\"" + id + "-fel\"")))
                    .andExpect(content().string(containsString(problem)));
        }
        assertThat(desk.again(enquiry).isOpen()).isTrue();
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ASK_BACK | fraga | Vilken fastighet gäller det? | Skicka frågan | ASK_BACK",
                "HANDLED_ELSEWHERE | i-annat-system | handläggs i Castor. Där har det nummer BYGG.2026.7 | Skicka beskedet | ELSEWHERE",
                "CLOSE_UNANSWERED | avsluta | inte längre behöver svar | Avsluta ärendet | CLOSING",
            })
    void theLetterIsReadAndSentFromItsOwnPage(String outcome, String side, String words, String button, LetterKind kind)
            throws Exception {
        String[] fields = form(side);
        desk.send(task + "/" + side + "/brev", MAJA, fields).andExpect(redirectedUrl(task + "/" + side + "/brev"));
        desk.read(task + "/" + side + "/brev", MAJA)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Så här ser brevet ut")))
                .andExpect(content().string(containsString(words)))
                .andExpect(content().string(containsString(button)))
                .andExpect(content().string(containsString("name=\"" + fields[0] + "\" value=\"" + fields[1] + "\"")));
        assertThat(letters(kind)).isZero();

        desk.send(task, MAJA, with(outcome, fields)).andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(letters(kind)).isOne();
        desk.read(task + "/" + side + "/brev", MAJA).andExpect(redirectedUrl(desk.address(enquiry)));
    }

    @Test
    void aReasonThatIsNotToldHasNoLetterToRead() throws Exception {
        desk.send(task + "/avsluta/brev", MAJA, "close.reason", "SPAM", "close.note", "Reklam.");
        desk.read(task + "/avsluta/brev", MAJA).andExpect(redirectedUrl(task + "/avsluta?inget-brev"));
        desk.read(task + "/avsluta?inget-brev", MAJA)
                .andExpect(content().string(containsString("Av det skälet går inget brev")))
                .andExpect(content().string(containsString("Reklam.")));
    }

    @Test
    void whatCameOfItStandsOnTheCase() throws Exception {
        desk.send(task, MAJA, with("ASK_BACK", QUESTION));
        desk.open(enquiry, MAJA)
                .andExpect(content().string(containsString("Fråga ställd – fristen löper")))
                .andExpect(content().string(containsString("Du har ärendet sedan")));
        desk.send(desk.address(enquiry, "assess"), MAJA, with("HANDLED_ELSEWHERE", ELSEWHERE));
        desk.open(enquiry, MAJA)
                .andExpect(content()
                        .string(containsString(
                                "Castor, nummer BYGG.2026.7. Bygglovsenheten, 08-541 708 00 svarar senast"
                                        + " fredag 20 mars")));

        Enquiry spam = desk.question();
        desk.send(
                desk.taken(spam, MAJA),
                MAJA,
                with("CLOSE_UNANSWERED", "close.reason", "SPAM", "close.note", "Reklam."));
        assertThat(desk.again(spam).status()).isEqualTo(Status.CLOSED_UNANSWERED);
        desk.open(spam, MAJA)
                .andExpect(content().string(containsString("Skräppost")))
                .andExpect(content().string(containsString("Avslutat utan svar, ")))
                .andExpect(content().string(not(containsString("Fick svar i tid"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fraga", "i-annat-system", "avsluta"})
    void nobodyButWhoeverHasTheCaseReadsTheLetterOrSendsIt(String side) throws Exception {
        String outcome = OutcomePages.Side.at(side).name();
        desk.send(task + "/" + side + "/brev", "handlaggare2", form(side))
                .andExpect(status().isConflict())
                .andExpect(content().string(containsString("Maja Brygglund tog ärendet")));
        desk.send(task, "handlaggare2", with(outcome, form(side))).andExpect(status().isConflict());
        desk.send(task + "/" + side + "/brev", "revisor", form(side)).andExpect(status().isForbidden());
        desk.send(task, "handlaggare3", with(outcome, form(side))).andExpect(status().isNotFound());
        desk.read(task + "/" + side + "/brev", "handlaggare2").andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).waitingForAskerSince()).isNull();
        assertThat(desk.again(enquiry).firstResponseAt()).isNull();
    }

    @Test
    void whoeverComesAfterAColleagueHasEndedItReadsSoAndLosesNoWord() throws Exception {
        desk.send(task, MAJA, "outcome", "NO_ANSWER_EXPECTED");
        for (String side : new String[] {"fraga", "avsluta"}) {
            String[] fields = form(side);
            String words = fields[fields.length - 1];
            desk.send(task + "/" + side + "/brev", "handlaggare2", fields)
                    .andExpect(status().isConflict())
                    .andExpect(content().string(containsString("Det här är redan gjort")))
                    .andExpect(content().string(containsString(words)));
            desk.send(task, "handlaggare2", with(OutcomePages.Side.at(side).name(), fields))
                    .andExpect(status().isConflict())
                    .andExpect(content().string(containsString("Avgjorde att inget svar behövs")))
                    .andExpect(content().string(containsString(words)));
        }
        desk.read(task + "/fraga", "handlaggare2").andExpect(redirectedUrl(desk.address(enquiry)));
        assertThat(desk.again(enquiry).status()).isEqualTo(Status.NO_ANSWER_EXPECTED);
    }
}
