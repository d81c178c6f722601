package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.process.CaseHistory;
import se.vaxholm.svara.process.DrawnModels;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.tasklist.JournalLines;

/** The journal of a case as its reader may read it, and what in it was not as it should be. */
@Component
class Happenings {

    /** What an entry says of somebody by name. */
    private static final Set<String> NAMES = Set.of("to", "staff");

    private final JournalLines lines;
    private final DrawnModels models;
    private final AuditNames names;
    private final MessageSource messages;

    Happenings(JournalLines lines, DrawnModels models, AuditNames names, MessageSource messages) {
        this.names = names;
        this.lines = lines;
        this.models = models;
        this.messages = messages;
    }

    /**
     * One happening, told.
     *
     * @param as in which roles and for which unit, or in which step of the process; maybe empty
     */
    record Event(int moment, Instant at, String text, String by, String as, boolean serious) {}

    /** Each entry told, in their order. */
    Map<Entry, Event> of(List<Entry> entries, Moments moments, Reader reader) {
        List<JournalLines.Line> told = lines.each(
                reader.reads()
                        ? entries
                        : entries.stream().map(this::withoutNames).toList());
        Map<Entry, Event> events = new LinkedHashMap<>();
        for (int i = 0; i < told.size(); i++) {
            events.put(entries.get(i), event(entries.get(i), told.get(i), moments, reader));
        }
        return events;
    }

    private Event event(Entry entry, JournalLines.Line line, Moments moments, Reader reader) {
        return new Event(
                moments.of(entry.at()),
                entry.at(),
                line.text(),
                reader.reads() || entry.actorRole() != Actor.Role.STAFF ? line.by() : say("journal.by.staff"),
                entry.actorRole() == Actor.Role.STAFF ? roles(entry) : step(entry),
                line.serious());
    }

    /** In which roles, and on whose behalf. */
    private String roles(Entry entry) {
        Stream<String> roles = entry.actingAs() == null
                ? Stream.of()
                : Pattern.compile(",")
                        .splitAsStream(entry.actingAs())
                        .map(role -> Objects.requireNonNullElse(
                                messages.getMessage(
                                        "auditlog.role." + role, null, role, LocaleContextHolder.getLocale()),
                                role));
        return Stream.concat(roles, Stream.ofNullable(entry.unit()).map(names::unit))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.joining(", "));
    }

    /** The step of the process that did it, as its version calls it. */
    private String step(Entry entry) {
        String[] step = entry.step() == null ? new String[0] : entry.step().split(" ", 2);
        return step.length < 2
                ? ""
                : models.find(step[0])
                        .map(drawn -> drawn.nameOf(step[1]))
                        .filter(name -> !name.isEmpty())
                        .map(name -> say("auditcase.step.of", name))
                        .orElse("");
    }

    private Entry withoutNames(Entry entry) {
        Map<String, String> nameless = new HashMap<>(entry.detail());
        NAMES.forEach(key -> nameless.computeIfPresent(key, (unused, name) -> say("auditcase.somebody")));
        return entry.withDetail(nameless);
    }

    /** Late, broken, refused, moved by hand, failed: oldest first. */
    List<Event> deviations(Map<Entry, Event> events, CaseHistory history, Moments moments) {
        List<Event> deviations = new ArrayList<>();
        events.forEach((entry, event) -> {
            if (event.serious() || entry.what() == Deed.What.PROCESS_MIGRATED) {
                deviations.add(event);
            }
        });
        for (CaseHistory.Failure failure : history.failures()) {
            String name = models.of(failure.definitionId()).nameOf(failure.element());
            deviations.add(new Event(
                    moments.of(failure.at()),
                    failure.at(),
                    say("auditcase.deviation.failed", name.isEmpty() ? say("auditcase.nameless") : name),
                    say("journal.by.system"),
                    "",
                    true));
        }
        deviations.sort(java.util.Comparator.comparing(Event::at));
        return List.copyOf(deviations);
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
