package se.vaxholm.svara.tasklist;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.organisation.Organisation;

/**
 * What an officer chooses a promised day from, which is never a day off, and how the case's promises are told on its page;
 * templates call it {@code @promisedDays}.
 */
@Component("promisedDays")
class PromisedDays {

    private static final int DAYS_TO_CHOOSE_FROM = 60;

    private final Promises promises;
    private final WorkingCalendar calendar;
    private final Organisation organisation;
    private final StaffDates dates;
    private final MessageSource messages;

    PromisedDays(
            Promises promises,
            WorkingCalendar calendar,
            Organisation organisation,
            StaffDates dates,
            MessageSource messages) {
        this.promises = promises;
        this.calendar = calendar;
        this.organisation = organisation;
        this.dates = dates;
        this.messages = messages;
    }

    /** The working days of one week. */
    record Week(String name, List<LocalDate> days) {}

    /** One promise as the case page tells it. */
    record Told(Promise promise, String unit, String state, String look) {}

    /** The working days to come, by weeks; one that was chosen before is among them even when it lies further away. */
    public List<Week> choices(String chosen) {
        Map<String, List<LocalDate>> weeks = new LinkedHashMap<>();
        LocalDate day = calendar.today();
        for (int i = 0; i < DAYS_TO_CHOOSE_FROM; i++) {
            day = calendar.workingDaysAfter(day, 1);
            add(day, weeks);
        }
        LocalDate before = day(chosen);
        if (before != null && before.isAfter(day) && promises.mayBePromised(before)) {
            add(before, weeks);
        }
        return weeks.entrySet().stream()
                .map(week -> new Week(week.getKey(), List.copyOf(week.getValue())))
                .toList();
    }

    private void add(LocalDate day, Map<String, List<LocalDate>> weeks) {
        String name = messages.getMessage(
                "promise.week",
                new Object[] {String.valueOf(day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR))},
                LocaleContextHolder.getLocale());
        weeks.computeIfAbsent(name, none -> new ArrayList<>()).add(day);
    }

    private static @Nullable LocalDate day(String typed) {
        try {
            return typed.isBlank() ? null : LocalDate.parse(typed);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** The last day that can be promised without a reason. */
    public LocalDate horizon(Enquiry enquiry) {
        return promises.horizon(enquiry);
    }

    /** Everything that the asker was promised, newest first. */
    public List<Told> told(Enquiry enquiry) {
        List<Promise> newestFirst = new ArrayList<>(promises.of(enquiry.id()));
        Collections.reverse(newestFirst);
        return newestFirst.stream()
                .filter(promise -> promise.toldAt() != null)
                .map(promise -> new Told(
                        promise,
                        organisation.unit(promise.unitId()).name().in(StaffDates.language()),
                        "promise.state." + promise.state(),
                        look(promise)))
                .toList();
    }

    private String look(Promise promise) {
        return switch (promise.state()) {
            case OPEN -> calendar.today().isBefore(promise.dueOn()) ? "mine" : "soon";
            case KEPT -> "done";
            case BROKEN -> "late";
            case RENEGOTIATED, UNTOLD -> "quiet";
        };
    }

    /** What binds now, in one sentence. */
    public @Nullable String standing(Enquiry enquiry) {
        return promises.standing(enquiry)
                .map(promise -> messages.getMessage(
                        calendar.today().isAfter(promise.dueOn()) ? "promise.standing.broken" : "promise.standing",
                        new Object[] {
                            dates.day(promise.dueOn()),
                            organisation.unit(promise.unitId()).name().in(StaffDates.language())
                        },
                        LocaleContextHolder.getLocale()))
                .orElse(null);
    }
}
