package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.enquiry.Enquiry;

/** The course of a case: its diagrams, tables and timeline say at each moment what was so then. */
class CourseTests extends CourseStory {

    @Test
    void atEveryMomentTheDiagramsShowAsGoingOnWhatTheEngineHad() {
        Enquiry enquiry = longStory();

        assertThat(stood).hasSizeGreaterThan(10);
        stood.forEach((moment, steps) -> assertThat(running(course(enquiry, moment.toString())))
                .as(moment.toString())
                .isEqualTo(steps));
        assertThat(running(course(enquiry)))
                .as("now")
                .isEqualTo(List.copyOf(stood.values()).get(stood.size() - 1));
        assertThat(course(enquiry).moments()).extracting(Course.Moment::at).containsAll(stood.keySet());
    }

    @Test
    void theStepsSayWhatHadBecomeOfThemByThen() {
        Enquiry enquiry = longStory();

        Course claimed = at(enquiry, "2026-03-02T10:30");
        assertThat(words(claimed, "receipt-1", "Bestäm enhet")).isEqualTo("klart");
        assertThat(words(claimed, "receipt-1", "Första svar inom två arbetsdagar"))
                .isEqualTo("pågår");
        assertThat(claimed.standing().stream()
                        .filter(one -> one.span().holdsAt(claimed.now()))
                        .map(Told::text))
                .contains("Maja Brygglund (Stadsbyggnad)");

        Course handedOver = at(enquiry, "2026-03-02T10:45");
        assertThat(handedOver.standing().stream()
                        .filter(one -> one.span().holdsAt(handedOver.now()))
                        .map(Told::text))
                .contains("Teknik, ingen hade tagit det");

        Course promised = at(enquiry, "2026-03-02T11:31");
        assertThat(known(promised))
                .contains("Stadsbyggnad", "Svar eller besked senast onsdag 4 mars")
                .contains("Lovade svar senast tisdag 10 mars från Stadsbyggnad")
                .contains(String.valueOf(promised.letters().stream()
                        .filter(letter -> letter.moment() <= promised.now())
                        .count()));
        assertThat(words(promised, "receipt-1", "Eskalera")).isEqualTo("no such row");
        assertThat(words(promised, "holding-notice-1", "Eskalera")).isEqualTo("inte nått då");

        Course escalated = at(enquiry, "2026-03-10T16:30");
        assertThat(words(escalated, "holding-notice-1", "Eskalera")).isEqualTo("pågår");
        Course broken = at(enquiry, "2026-03-11T08:00");
        assertThat(known(broken)).contains("Löftet inte hållet: svaret skulle ha kommit senast tisdag 10 mars");
        assertThat(broken.deviations().stream()
                        .filter(one -> one.moment() <= broken.now())
                        .map(Happenings.Event::text))
                .contains("Ärendet blev försenat och lyftes till chefen för Stadsbyggnad");

        Course answered = course(enquiry);
        assertThat(words(answered, "holding-notice-1", "Eskalera")).isEqualTo("avbrutet");
        assertThat(answered.diagrams())
                .extracting(Diagram::id)
                .startsWith("receipt-1", "handling-1")
                .contains("forwarding-1", "holding-notice-1", "escalation-1", "direct-answer-1");
        assertThat(answered.passages())
                .filteredOn(one -> one.title().equals("Eskalering"))
                .singleElement()
                .satisfies(one -> assertThat(one.cancelled()).isTrue());
    }

    private static List<String> known(Course course) {
        return course.known().stream()
                .filter(one -> one.span().holdsAt(course.now()))
                .map(Told::text)
                .toList();
    }

    @Test
    void whoHadTheCaseAndForHowLongIsTold() {
        Enquiry enquiry = longStory();

        assertThat(course(enquiry).held())
                .filteredOn(one -> one.process().equals("Handlägg"))
                .extracting(Holders.Held::who, Holders.Held::time)
                .startsWith(
                        tuple("Stadsbyggnad, ingen hade tagit det", "15 min"),
                        tuple("Maja Brygglund (Stadsbyggnad)", "15 min"),
                        tuple("Teknik, ingen hade tagit det", "15 min"));
    }

    @Test
    void whatIsGivenBackIsNobodysUntilSomebodyElseTakesIt() {
        Enquiry enquiry = asked(byStatusPage());
        String task = task(enquiry, "assess").id();
        itIs("2026-03-02T10:20");
        process.claim(task, staff("handlaggare"));
        itIs("2026-03-02T10:30");
        process.release(task, staff("handlaggare"));
        itIs("2026-03-02T12:45");
        process.claim(task, staff("handlaggare2"));
        itIs("2026-03-04T13:00");
        answers("handlaggare2", enquiry, "Ja, det får du.");

        assertThat(course(enquiry).held())
                .extracting(Holders.Held::who, Holders.Held::time)
                .containsExactly(
                        tuple("Stadsbyggnad, ingen hade tagit det", "5 min"),
                        tuple("Maja Brygglund (Stadsbyggnad)", "10 min"),
                        tuple("Stadsbyggnad, ingen hade tagit det", "2 tim 15 min"),
                        tuple(staff("handlaggare2").name() + " (Stadsbyggnad)", "2 dygn 0 tim"));
    }

    @Test
    void timersDecisionsAndLettersAreThereWithWhatBecameOfThem() {
        Enquiry enquiry = longStory();
        Course course = course(enquiry);

        assertThat(course.timers())
                .filteredOn(timer -> timer.process().equals("Från fråga till svar"))
                .extracting(Clockwork.Timed::name, Clockwork.Timed::dueAt)
                .contains(
                        tuple("En halv arbetsdag kvar", at(WEDNESDAY_REMINDER)),
                        tuple("Svarstiden är ute", at(WEDNESDAY_CLOSING)));
        assertThat(course.decisions())
                .filteredOn(one -> one.ruling().decision().equals("routing"))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.ruling().row()).isNotNull();
                    assertThat(Objects.requireNonNull(one.ruling().row()).explanation())
                            .as("the row that hit, not the first one")
                            .isEqualTo("Bygglov");
                    assertThat(one.ruling().rule()).isEqualTo(9);
                    assertThat(one.ruling().outputs())
                            .extracting(value -> value.value())
                            .contains("stadsbyggnad");
                    assertThat(one.ruling().inputs())
                            .extracting(value -> value.value())
                            .contains("bygglov");
                });
        Instant sent = at("2026-03-02T10:16");
        CaseLetters.Sent acknowledgement = course.letters().get(0);
        assertThat(acknowledgement.letter().text()).contains(enquiry.number().value());
        assertThat(acknowledgement.fates()).extracting(CaseLetters.Became::at).contains(sent);
        assertThat(acknowledgement.fates())
                .extracting(fate -> fate.span().holdsAt(0))
                .containsExactly(true, false);
    }
}
