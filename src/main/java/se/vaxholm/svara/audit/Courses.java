package se.vaxholm.svara.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.CaseHistories;
import se.vaxholm.svara.process.CaseHistory;
import se.vaxholm.svara.process.DrawnModels;
import se.vaxholm.svara.tasklist.StaffDates;
import se.vaxholm.svara.tasklist.StatusWord;
import se.vaxholm.svara.tasklist.Withheld;

/** Puts the course of a case together from what the journal, the engine's history and the outbox remember. */
@Component
class Courses {

    /** As many of the engine's own steps as the technical part shows. */
    static final int MOST_TECHNICAL = 500;

    private final CaseHistories histories;
    private final DrawnModels models;
    private final Journal journal;
    private final Promises promises;
    private final Forwardings forwardings;
    private final Organisation organisation;
    private final Stays stays;
    private final Parts parts;
    private final StaffDates dates;
    private final MessageSource messages;
    private final Clock clock;

    Courses(
            CaseHistories histories,
            DrawnModels models,
            Journal journal,
            Promises promises,
            Forwardings forwardings,
            Organisation organisation,
            Stays stays,
            Parts parts,
            StaffDates dates,
            MessageSource messages,
            Clock clock) {
        this.histories = histories;
        this.models = models;
        this.journal = journal;
        this.promises = promises;
        this.forwardings = forwardings;
        this.organisation = organisation;
        this.stays = stays;
        this.parts = parts;
        this.dates = dates;
        this.messages = messages;
        this.clock = clock;
    }

    /** The parts of a page, each of which knows its own. */
    @Component
    record Parts(
            Diagrams diagrams,
            Holders holders,
            People people,
            Happenings happenings,
            KnownThen known,
            RulesThen rules,
            TextsThen texts,
            Clockwork clockwork,
            CaseLetters letters) {}

    /**
     * @param hidden what this reader may not read of the case
     * @param asked the moment that is asked for, maybe none
     */
    Course of(Enquiry enquiry, Reader reader, Withheld.View hidden, String asked, EventFilter filter) {
        CaseHistory history = histories.of(enquiry.number());
        List<Entry> entries = journal.of(enquiry.id());
        List<Outbox.Queued> letters = parts.letters.readable(enquiry, reader, hidden);
        Moments moments = Moments.of(instants(history, entries, letters));
        List<Stay> been = stays.of(history, entries, moments);
        List<Holders.Held> held = parts.holders.of(history, moments, parts.people.in(enquiry, entries, reader));
        List<CaseLetters.Sent> sent = parts.letters.of(letters, entries, moments);
        int now = moments.asked(asked);
        Map<Entry, Happenings.Event> events = parts.happenings.of(entries, moments, reader);
        List<Happenings.Event> found = events.entrySet().stream()
                .filter(one -> filter.lets(one.getKey()))
                .map(Map.Entry::getValue)
                .toList();
        return new Course(
                reader,
                hidden.told(enquiry),
                head(enquiry),
                told(moments, events.values(), been),
                now,
                parts.holders.standing(held, been),
                Stream.concat(parts.known.of(enquiry, events).stream(), parts.letters.gone(sent).stream())
                        .toList(),
                parts.rules.of(moments),
                parts.texts.of(enquiry.enquirer().language(), moments),
                parts.diagrams.of(been, now),
                passages(history, moments),
                found.stream()
                        .skip((filter.page() - 1L) * EventFilter.PAGE)
                        .limit(EventFilter.PAGE)
                        .toList(),
                found.size(),
                parts.happenings.deviations(events, history, moments),
                held,
                parts.clockwork.of(history, moments),
                history.rulings().stream()
                        .map(ruling -> new Course.Decided(
                                moments.of(ruling.at()), ruling, !hidden.hides(Part.QUESTION, enquiry.receivedAt())))
                        .toList(),
                sent,
                promises.of(enquiry.id()),
                technical(been, reader),
                history.cut() || entries.size() == Journal.MOST);
    }

    private static Collection<Instant> instants(CaseHistory history, List<Entry> entries, List<Outbox.Queued> letters) {
        List<Instant> instants = new ArrayList<>();
        entries.forEach(entry -> instants.add(entry.at()));
        history.steps().forEach(step -> add(instants, step.startedAt(), step.endedAt()));
        history.holdings().forEach(holding -> add(instants, holding.from(), holding.until()));
        history.timers().forEach(timer -> {
            add(instants, timer.setAt(), timer.firedAt());
            add(instants, timer.setAt(), timer.goneAt());
        });
        history.failures().forEach(failure -> instants.add(failure.at()));
        history.rulings().forEach(ruling -> instants.add(ruling.at()));
        letters.forEach(letter -> add(instants, letter.queuedAt(), letter.settledAt()));
        return instants;
    }

    private static void add(List<Instant> instants, Instant from, @Nullable Instant until) {
        instants.add(from);
        if (until != null) {
            instants.add(until);
        }
    }

    private Course.Head head(Enquiry enquiry) {
        Language language = Language.of(LocaleContextHolder.getLocale());
        StatusWord status =
                StatusWord.of(enquiry, !forwardings.failed(Set.of(enquiry.id())).isEmpty());
        Instant word = enquiry.firstResponseAt();
        return new Course.Head(
                organisation
                        .category(enquiry.categoryId())
                        .map(category -> category.name().in(language))
                        .orElse(enquiry.categoryId()),
                organisation
                        .findUnit(enquiry.unitId())
                        .map(unit -> unit.name().in(language))
                        .orElse(enquiry.unitId()),
                status.key(),
                status.look(),
                word == null
                        ? null
                        : !word.atZone(WorkingCalendar.ZONE).toLocalDate().isAfter(enquiry.lastDayOn()),
                enquiry.isLate(clock.instant()));
    }

    /** Each moment with what happened last in it: what people did, otherwise what the process did. */
    private List<Course.Moment> told(Moments moments, Collection<Happenings.Event> events, List<Stay> been) {
        Map<Integer, String> what = new LinkedHashMap<>();
        for (Stay stay : been) {
            if (!stay.step().name().isEmpty()) {
                what.put(stay.span().from(), stay.step().name());
            }
        }
        events.forEach(event -> what.put(event.moment(), event.text()));
        List<Course.Moment> told = new ArrayList<>();
        for (int i = 0; i < moments.size(); i++) {
            String when = dates.moment(moments.at(i));
            String event = what.get(i);
            told.add(new Course.Moment(
                    i,
                    moments.at(i).toString(),
                    moments.at(i),
                    event == null
                            ? when
                            : messages.getMessage(
                                    "auditcase.moment", new Object[] {when, event}, LocaleContextHolder.getLocale())));
        }
        return told;
    }

    private List<Course.Passage> passages(CaseHistory history, Moments moments) {
        Map<String, CaseHistory.Run> byId =
                history.runs().stream().collect(Collectors.toMap(CaseHistory.Run::id, Function.identity()));
        return history.runs().stream()
                .map(run -> {
                    DrawnModels.Drawn drawn = models.of(run.definitionId());
                    CaseHistory.Run caller = run.callerId() == null ? null : byId.get(run.callerId());
                    return new Course.Passage(
                            new Span(
                                    moments.of(run.startedAt()),
                                    run.endedAt() == null ? null : Integer.valueOf(moments.of(run.endedAt()))),
                            drawn.name(),
                            drawn.version(),
                            drawn.process() + "-" + drawn.version(),
                            caller == null
                                    ? ""
                                    : models.of(caller.definitionId()).name(),
                            run.startedAt(),
                            run.endedAt(),
                            run.cancelled());
                })
                .toList();
    }

    private List<Course.Technical> technical(List<Stay> been, Reader reader) {
        return reader != Reader.AUDITOR
                ? List.of()
                : been.stream()
                        .limit(MOST_TECHNICAL)
                        .map(stay -> {
                            DrawnModels.Drawn drawn = models.of(stay.definitionId());
                            return new Course.Technical(stay, drawn.process() + " " + drawn.version());
                        })
                        .toList();
    }
}
