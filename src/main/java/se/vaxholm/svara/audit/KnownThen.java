package se.vaxholm.svara.audit;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.DeadlineExplanation;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.tasklist.StaffDates;

/**
 * What held for a case at each moment, as the journal has it and not as the case says now: the unit that answered for it, the day
 * that it was to be answered by, counted by the calendar that was known then, and what the asker had been promised.
 */
@Component
class KnownThen {

    private final Organisation organisation;
    private final WorkingCalendar calendar;
    private final DeadlineExplanation explanation;
    private final StaffDates dates;
    private final MessageSource messages;

    KnownThen(
            Organisation organisation,
            WorkingCalendar calendar,
            DeadlineExplanation explanation,
            StaffDates dates,
            MessageSource messages) {
        this.organisation = organisation;
        this.calendar = calendar;
        this.explanation = explanation;
        this.dates = dates;
        this.messages = messages;
    }

    /** A fact that lasts until the next one of its kind. */
    private record Fact(String text, List<String> more) {}

    List<Told> of(Enquiry enquiry, Map<Entry, Happenings.Event> events) {
        Map<Instant, Map<LocalDate, List<String>>> counted = new HashMap<>();
        Instant[] from = {enquiry.receivedAt()};
        return Stream.of(
                        told("auditcase.known.unit", events, (entry, event) -> unit(entry)),
                        told("auditcase.known.deadline", events, (entry, event) -> {
                            if (entry.what() == Deed.What.REOPENED) {
                                from[0] = entry.at();
                            }
                            return deadline(entry, from[0], counted);
                        }),
                        told("auditcase.known.promise", events, KnownThen::promise))
                .flatMap(List::stream)
                .toList();
    }

    private List<Told> told(
            String title,
            Map<Entry, Happenings.Event> events,
            BiFunction<Entry, Happenings.Event, Optional<Fact>> fact) {
        List<Told> told = new ArrayList<>();
        events.forEach((entry, event) -> fact.apply(entry, event).ifPresent(found -> {
            int moment = event.moment();
            if (!told.isEmpty()) {
                Told before = told.remove(told.size() - 1);
                told.add(
                        new Told(new Span(before.span().from(), moment), before.title(), before.text(), before.more()));
            }
            told.add(new Told(Span.from(moment), say(title), found.text, found.more));
        }));
        return told.stream().filter(one -> !one.span().isEmpty()).toList();
    }

    private Optional<Fact> unit(Entry entry) {
        String unit = switch (entry.what()) {
            case UNIT_ASSIGNED, HANDOVER_ACCEPTED, RETURNED -> entry.detail().get("unit");
            case RAISED_TO_REGISTRAR -> Unit.REGISTRATOR;
            default -> null;
        };
        return Optional.ofNullable(unit)
                .map(id -> new Fact(
                        organisation
                                .findUnit(id)
                                .map(known -> known.name().in(language()))
                                .orElse(id),
                        List.of()));
    }

    private Optional<Fact> deadline(Entry entry, Instant from, Map<Instant, Map<LocalDate, List<String>>> counted) {
        boolean sets = entry.what() == Deed.What.UNIT_ASSIGNED || entry.what() == Deed.What.REOPENED;
        return Optional.ofNullable(sets ? entry.detail().get("lastDay") : null)
                .flatMap(KnownThen::day)
                .map(day -> new Fact(
                        say("auditcase.known.deadline.text", dates.day(day)),
                        counted.computeIfAbsent(from, this::counted).getOrDefault(day, List.of())));
    }

    /** How the last days that a case may be given were counted; a day that was closed later counts as it did. */
    private Map<LocalDate, List<String>> counted(Instant from) {
        Map<LocalDate, List<String>> days = new HashMap<>();
        Stream.of(2, 1)
                .map(workingDays -> calendar.deadline(from, workingDays))
                .forEach(deadline -> days.putIfAbsent(
                        deadline.lastDayOn(), explanation.explain(deadline, LocaleContextHolder.getLocale())));
        return days;
    }

    private static Optional<Fact> promise(Entry entry, Happenings.Event event) {
        return switch (entry.what()) {
            case PROMISED, PROMISE_KEPT, PROMISE_BROKEN, PROMISE_NOT_TOLD, PROMISE_RESUMED ->
                Optional.of(new Fact(event.text(), List.of()));
            default -> Optional.empty();
        };
    }

    private static Optional<LocalDate> day(String date) {
        try {
            return Optional.of(LocalDate.parse(date));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Language language() {
        return Language.of(LocaleContextHolder.getLocale());
    }

    private String say(String key, Object... values) {
        return Objects.requireNonNull(messages.getMessage(key, values, LocaleContextHolder.getLocale()));
    }
}
