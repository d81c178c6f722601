package se.vaxholm.svara.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.CaseHistory;
import se.vaxholm.svara.process.DrawnModels;
import se.vaxholm.svara.tasklist.JournalLines;

/** Tells who had what to do in a case, and for how long. */
@Component
class Holders {

    private final DrawnModels models;
    private final JournalLines lines;
    private final MessageSource messages;
    private final Clock clock;

    Holders(DrawnModels models, JournalLines lines, MessageSource messages, Clock clock) {
        this.models = models;
        this.lines = lines;
        this.messages = messages;
        this.clock = clock;
    }

    /**
     * Who had a task.
     *
     * @param process what the process is called in that version
     * @param until null while they still have it
     * @param time how long that was, or has been up to now
     */
    record Held(
            String stepId,
            Span span,
            String process,
            String task,
            String who,
            boolean taken,
            Instant from,
            @Nullable Instant until,
            String time) {}

    List<Held> of(CaseHistory history, Moments moments, People.Names names) {
        return history.holdings().stream()
                .map(holding -> held(holding, moments, names))
                .toList();
    }

    private Held held(CaseHistory.Holding holding, Moments moments, People.Names names) {
        Instant until = holding.until();
        String person = holding.person();
        String groups = holding.groups().stream().map(lines::groupName).sorted().collect(Collectors.joining(", "));
        return new Held(
                holding.step().id(),
                new Span(moments.of(holding.from()), until == null ? null : moments.of(until)),
                models.of(holding.step().definitionId()).name(),
                holding.step().name(),
                person == null
                        ? say("auditcase.held.nobody", groups)
                        : say("auditcase.held.by", names.of(person), groups),
                person != null,
                holding.from(),
                until,
                time(Duration.between(holding.from(), Objects.requireNonNullElseGet(until, clock::instant))));
    }

    /** Where the case stood: everything that it waited for, and who had it, as the version that it went by then calls it. */
    List<Told> standing(List<Held> held, List<Stay> stays) {
        Map<String, List<Held>> byStep = held.stream().collect(Collectors.groupingBy(Held::stepId));
        return stays.stream()
                .filter(stay -> stay.step().isWaiting())
                .flatMap(stay -> stay.step().taskId() == null
                        ? Stream.of(waits(stay, stay.span(), say("auditcase.waits.nobody")))
                        : byStep.getOrDefault(stay.step().id(), List.of()).stream()
                                .map(one -> waits(stay, stay.span().and(one.span()), one.who())))
                .filter(one -> !one.span().isEmpty())
                .toList();
    }

    private Told waits(Stay stay, Span span, String who) {
        DrawnModels.Drawn drawn = models.of(stay.definitionId());
        String name = drawn.nameOf(stay.step().element());
        return new Told(span, name.isEmpty() ? say("auditcase.waits") : name, who, List.of(drawn.name()));
    }

    private String time(Duration time) {
        long minutes = Math.max(0, time.toMinutes());
        return minutes < 60
                ? say("auditcase.time.minutes", minutes)
                : minutes < 60 * 24
                        ? say("auditcase.time.hours", minutes / 60, minutes % 60)
                        : say("auditcase.time.days", minutes / (60 * 24), minutes / 60 % 24);
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
