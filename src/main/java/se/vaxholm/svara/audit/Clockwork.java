package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.CaseHistory;
import se.vaxholm.svara.process.DrawnModels;
import se.vaxholm.svara.tasklist.StaffDates;

/** The times that were waited for in a case, and what became of each. */
@Component
class Clockwork {

    private final DrawnModels models;
    private final StaffDates dates;
    private final MessageSource messages;

    Clockwork(DrawnModels models, StaffDates dates, MessageSource messages) {
        this.models = models;
        this.dates = dates;
        this.messages = messages;
    }

    /** A time from the moment at which it was set. */
    record Timed(
            int moment,
            String name,
            String process,
            @Nullable Instant dueAt,
            List<Told> became) {}

    List<Timed> of(CaseHistory history, Moments moments) {
        return history.timers().stream().map(timer -> timed(timer, moments)).toList();
    }

    private Timed timed(CaseHistory.Timer timer, Moments moments) {
        DrawnModels.Drawn drawn = models.of(timer.definitionId());
        String name = drawn.nameOf(timer.element());
        int set = moments.of(timer.setAt());
        Instant end = timer.firedAt() == null ? timer.goneAt() : timer.firedAt();
        List<Told> became = new ArrayList<>();
        became.add(new Told(
                new Span(set, end == null ? null : moments.of(end)), "", say("auditcase.timer.waits"), List.of()));
        if (end != null) {
            String key = timer.firedAt() == null ? "auditcase.timer.gone" : "auditcase.timer.fired";
            became.add(new Told(Span.from(moments.of(end)), "", say(key, dates.moment(end)), List.of()));
        }
        return new Timed(
                set,
                name.isEmpty() ? say("auditcase.nameless") : name,
                drawn.name(),
                timer.dueAt(),
                became.stream().filter(one -> !one.span().isEmpty()).toList());
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
