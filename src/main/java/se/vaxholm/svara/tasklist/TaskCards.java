package se.vaxholm.svara.tasklist;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.process.TaskCases;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/**
 * What Tasklist's cards say beside the task's name. None of it stands in the engine, so a script asks here, once for the whole
 * list; the number of questions to the database does not grow with the list.
 */
@RestController
class TaskCards {

    private static final int MOST = 100;

    private final TaskCases cases;
    private final Enquiries enquiries;
    private final CaseRights rights;
    private final Clocks clocks;
    private final Withheld withheld;

    TaskCards(TaskCases cases, Enquiries enquiries, CaseRights rights, Clocks clocks, Withheld withheld) {
        this.cases = cases;
        this.enquiries = enquiries;
        this.rights = rights;
        this.clocks = clocks;
        this.withheld = withheld;
    }

    /**
     * One card's words.
     *
     * @param asker who asked, unless they gave no name or the case is a sensitive one
     * @param handedOver whether another unit has given it away and it waits to be accepted
     * @param left the time left with the last day, in words
     */
    record Card(
            String number,
            String subject,
            @Nullable String asker,
            String left,
            ClockFace.State state,
            boolean sensitive,
            boolean handedOver) {}

    /** The cards of those tasks whose cases this person may read, by task; at most {@value #MOST} tasks are looked at. */
    @GetMapping("/tasklist-forms/kort")
    Map<String, Card> cards(
            @RequestParam(name = "task", defaultValue = "") List<String> tasks, @CurrentStaff Staff staff) {
        Set<String> asked = tasks.stream().limit(MOST).collect(Collectors.toSet());
        Map<String, EnquiryNumber> numbers = cases.casesOf(asked);
        Map<EnquiryNumber, Enquiry> readable = rights.readable(enquiries.find(numbers.values()), staff).stream()
                .collect(Collectors.toMap(Enquiry::number, Function.identity()));
        Function<Enquiry, ClockFace> glances = clocks.glances();
        Map<String, Card> cards = new HashMap<>();
        numbers.forEach((task, number) -> {
            Enquiry enquiry = readable.get(number);
            if (enquiry != null) {
                cards.put(task, card(enquiry, glances.apply(enquiry)));
            }
        });
        return cards;
    }

    private Card card(Enquiry enquiry, ClockFace clock) {
        return new Card(
                enquiry.number().value(),
                withheld.subject(enquiry),
                enquiry.sensitive() || enquiry.textsOf() != null
                        ? null
                        : enquiry.enquirer().name(),
                clock.left(),
                clock.state(),
                enquiry.sensitive(),
                enquiry.handedTo() != null);
    }
}
