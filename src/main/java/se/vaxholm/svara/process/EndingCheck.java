package se.vaxholm.svara.process;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Elsewhere;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.process.OutcomeCheck.Lack;
import se.vaxholm.svara.process.OutcomeCheck.Problem;

/** What has to be said when a case ends in a refusal, in another system, or without an answer, or goes back to its asker. */
@Component
class EndingCheck {

    /** Room that a refusal's own sentences need beside text and guidance. */
    private static final int REFUSAL_FRAME = 500;

    private final Endings endings;
    private final WorkingCalendar calendar;

    EndingCheck(Endings endings, WorkingCalendar calendar) {
        this.endings = endings;
        this.calendar = calendar;
    }

    /** A refusal says what the asker can do instead (G17); together they are one answer, of an answer's length. */
    List<Lack> refusal(Map<String, String> fields) {
        String guidance = fields.getOrDefault("guidance", "");
        if (fields.getOrDefault("refusal", "").isEmpty()) {
            return List.of();
        }
        int left = TextBounds.TEXT
                - REFUSAL_FRAME
                - fields.getOrDefault("text", "").length();
        return TextBounds.ofText(guidance, Math.max(0, left)).map(EndingCheck::problem).stream()
                .map(problem -> new Lack("guidance", problem))
                .toList();
    }

    List<Lack> question(Map<String, String> fields) {
        return OutcomeCheck.ofText(fields.getOrDefault("ask.text", "")).stream()
                .map(problem -> new Lack("ask.text", problem))
                .toList();
    }

    List<Lack> elsewhere(Map<String, String> fields) {
        List<Lack> lacks = new ArrayList<>();
        for (String name : List.of("elsewhere.system", "elsewhere.reference", "elsewhere.who")) {
            TextBounds.ofLine(fields.getOrDefault(name, ""), Elsewhere.LINE)
                    .ifPresent(problem -> lacks.add(new Lack(name, problem(problem))));
        }
        String on = fields.getOrDefault("elsewhere.on", "").strip();
        try {
            if (LocalDate.parse(on).isBefore(calendar.today())) {
                lacks.add(new Lack("elsewhere.on", Problem.EARLY));
            }
        } catch (DateTimeException e) {
            lacks.add(new Lack("elsewhere.on", on.isEmpty() ? Problem.EMPTY : Problem.INVALID));
        }
        return lacks;
    }

    List<Lack> close(Map<String, String> fields, Enquiry enquiry) {
        List<Lack> lacks = new ArrayList<>();
        String named = fields.getOrDefault("close.reason", "");
        CloseReason reason = Arrays.stream(CloseReason.values())
                .filter(one -> one.name().equals(named))
                .findFirst()
                .orElse(null);
        if (reason == null) {
            lacks.add(new Lack("close.reason", Problem.EMPTY));
        } else if (!endings.mayBeClosedFor(enquiry, reason)) {
            lacks.add(new Lack("close.reason", Problem.INVALID));
        }
        if (reason == CloseReason.DUPLICATE) {
            String typed = fields.getOrDefault("close.other", "").strip();
            boolean same = EnquiryNumber.parse(typed)
                    .filter(number -> endings.isOfSameAsker(enquiry, number))
                    .isPresent();
            if (!same) {
                lacks.add(new Lack("close.other", typed.isEmpty() ? Problem.EMPTY : Problem.INVALID));
            }
        }
        OutcomeCheck.ofText(fields.getOrDefault("close.note", ""))
                .ifPresent(problem -> lacks.add(new Lack("close.note", problem)));
        return lacks;
    }

    private static Problem problem(TextBounds.Problem problem) {
        return switch (problem) {
            case EMPTY -> Problem.EMPTY;
            case TOO_LONG -> Problem.TOO_LONG;
            case CONTROL_CHARACTERS, LINE_BREAK -> Problem.CHARACTERS;
        };
    }

    /** What a form says of where a matter goes on, when it says it completely. */
    Optional<Elsewhere> read(Map<String, String> fields) {
        return elsewhere(fields).isEmpty()
                ? Optional.of(new Elsewhere(
                        fields.getOrDefault("elsewhere.system", "").strip(),
                        fields.getOrDefault("elsewhere.reference", "").strip(),
                        fields.getOrDefault("elsewhere.who", "").strip(),
                        LocalDate.parse(fields.getOrDefault("elsewhere.on", "").strip())))
                : Optional.empty();
    }
}
