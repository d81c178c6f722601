package se.vaxholm.svara.process;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Organisation;

/** What an outcome needs of its form before it can be carried out; pages and the engine ask the same. */
@Component
public class OutcomeCheck {

    /** The ways in which somebody can be reached, in the order in which forms offer them. */
    public static final List<String> WAYS = List.of("PHONE", "VISIT", "EMAIL", "LETTER");

    private final Organisation organisation;
    private final NoticeForm notice;
    private final FollowUps followUps;
    private final EndingCheck ending;
    private final Clock clock;
    private final ForwardingCheck forwarding;

    OutcomeCheck(
            Organisation organisation,
            NoticeForm notice,
            EndingCheck ending,
            FollowUps followUps,
            Clock clock,
            ForwardingCheck forwarding) {
        this.notice = notice;
        this.ending = ending;
        this.organisation = organisation;
        this.followUps = followUps;
        this.clock = clock;
        this.forwarding = forwarding;
    }

    /** What can be wrong with a field. */
    public enum Problem {
        EMPTY,
        TOO_LONG,
        CHARACTERS,
        INVALID,
        FUTURE,
        /** Before the enquiry came in, or a day that has come already where it should be ahead. */
        EARLY,
        /** No working day. */
        DAY_OFF
    }

    /** A field that stands in the way of the outcome. */
    public record Lack(String field, Problem problem) {}

    /** All that is wrong at once, in the order of the form. */
    public List<Lack> lacks(Outcome outcome, Map<String, String> fields, Enquiry enquiry) {
        List<Lack> lacks = new ArrayList<>();
        switch (outcome) {
            case ANSWER -> {
                text("text", fields, lacks);
                lacks.addAll(ending.refusal(fields));
            }
            case ACTED -> text("text", fields, lacks);
            case ANSWERED_OTHERWISE -> {
                way(fields, lacks);
                moment(fields, enquiry, lacks);
                text("said", fields, lacks);
            }
            case NOTHING_NEEDED -> {
                // What came after the reader opened the page would never be read by anybody.
                String seen = fields.getOrDefault("seen", "");
                if (followUps
                        .newestReply(enquiry.id())
                        .filter(newest -> !newest.toString().equals(seen))
                        .isPresent()) {
                    lacks.add(new Lack("seen", seen.isEmpty() ? Problem.EMPTY : Problem.INVALID));
                }
            }
            case REACHED, CONTACTED -> {
                way(fields, lacks);
                text("text", fields, lacks);
            }
            case SEND_AGAIN -> email(fields, lacks);
            case UNIT_CHOSEN -> unit(fields, lacks);
            case HOLDING_NOTICE -> lacks.addAll(notice.lacks(fields, enquiry));
            case ASK_BACK -> lacks.addAll(ending.question(fields));
            case HANDLED_ELSEWHERE -> lacks.addAll(ending.elsewhere(fields));
            case CLOSE_UNANSWERED -> lacks.addAll(ending.close(fields, enquiry));
            case FORWARD_INTERNAL -> lacks.addAll(forwarding.handOver(fields, enquiry));
            case FORWARD_EXTERNAL -> lacks.addAll(forwarding.sendOut(fields, enquiry));
            case RETURN -> lacks.addAll(forwarding.giveBack(fields));
            case FORWARD_AGAIN -> lacks.addAll(forwarding.sendAgain(fields));
            case NO_ANSWER_EXPECTED, REOPEN, CALLED, NO_REPLY, POSTED, KEPT, CONFIRMED, TAKEN_BACK -> {
                // Nothing is asked for.
            }
        }
        return lacks;
    }

    /** What is wrong with a text that people are to read. */
    public static Optional<Problem> ofText(String text) {
        return TextBounds.ofText(text, TextBounds.TEXT).map(problem -> switch (problem) {
            case EMPTY -> Problem.EMPTY;
            case TOO_LONG -> Problem.TOO_LONG;
            case CONTROL_CHARACTERS, LINE_BREAK -> Problem.CHARACTERS;
        });
    }

    private static void text(String field, Map<String, String> fields, List<Lack> lacks) {
        ofText(fields.getOrDefault(field, "")).ifPresent(problem -> lacks.add(new Lack(field, problem)));
    }

    private static void way(Map<String, String> fields, List<Lack> lacks) {
        if (!WAYS.contains(fields.getOrDefault("how", ""))) {
            lacks.add(new Lack("how", Problem.EMPTY));
        }
    }

    private void moment(Map<String, String> fields, Enquiry enquiry, List<Lack> lacks) {
        String typed = fields.getOrDefault("at", "").strip();
        try {
            Instant at = LocalDateTime.parse(typed).atZone(WorkingCalendar.ZONE).toInstant();
            if (at.isAfter(clock.instant())) {
                lacks.add(new Lack("at", Problem.FUTURE));
            } else if (at.isBefore(enquiry.countedFrom().truncatedTo(ChronoUnit.MINUTES))) {
                lacks.add(new Lack("at", Problem.EARLY));
            }
        } catch (DateTimeException e) {
            lacks.add(new Lack("at", typed.isEmpty() ? Problem.EMPTY : Problem.INVALID));
        }
    }

    private static void email(Map<String, String> fields, List<Lack> lacks) {
        String email = fields.getOrDefault("email", "").strip();
        if (!TextBounds.isEmail(email)) {
            lacks.add(new Lack("email", email.isEmpty() ? Problem.EMPTY : Problem.INVALID));
        }
    }

    private void unit(Map<String, String> fields, List<Lack> lacks) {
        String chosen = fields.getOrDefault("unit", "");
        if (organisation.findUnit(chosen).isEmpty()) {
            lacks.add(new Lack("unit", chosen.isEmpty() ? Problem.EMPTY : Problem.INVALID));
        }
    }
}
