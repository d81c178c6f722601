package se.vaxholm.svara.tasklist;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.process.ProcessNames;
import se.vaxholm.svara.security.Staff;

/** Tells a case's journal in plain words: what happened, by whom, with its details. */
@Component
public class JournalLines {

    private static final Set<Deed.What> SETTLED =
            Set.of(Deed.What.LETTER_SENT, Deed.What.LETTER_REFUSED, Deed.What.LETTER_STOPPED);

    private static final int MOST_NAMED = 4;

    private final MessageSource messages;
    private final Organisation organisation;
    private final Recipients recipients;
    private final ProcessNames processes;
    private final StaffDates dates;

    JournalLines(
            MessageSource messages,
            Organisation organisation,
            Recipients recipients,
            ProcessNames processes,
            StaffDates dates) {
        this.processes = processes;
        this.messages = messages;
        this.organisation = organisation;
        this.recipients = recipients;
        this.dates = dates;
    }

    /** One happening, told. */
    public record Line(Instant at, String text, String by, boolean serious) {}

    /** The lines of a case; that a letter was handed in goes without saying once it is told what became of it. */
    public List<Line> tell(List<Entry> entries) {
        Set<String> settled = entries.stream()
                .filter(entry -> SETTLED.contains(entry.what()))
                .map(JournalLines::letter)
                .collect(Collectors.toSet());
        return each(entries.stream()
                .filter(entry -> entry.what() != Deed.What.LETTER_QUEUED || !settled.contains(letter(entry)))
                .toList());
    }

    /** A line for each entry; whoever it was forwarded to is looked up once for all of them. */
    public List<Line> each(List<Entry> entries) {
        Map<String, String> names = recipients(entries.stream().map(Entry::detail));
        return entries.stream().map(entry -> line(entry, names)).toList();
    }

    private static String letter(Entry entry) {
        return entry.detail().getOrDefault("letter", "");
    }

    public Line tell(Entry entry) {
        return each(List.of(entry)).get(0);
    }

    private Line line(Entry entry, Map<String, String> names) {
        boolean serious = entry.what() == Deed.What.ESCALATED
                || entry.what() == Deed.What.COUNTED_AS_LATE
                || entry.what() == Deed.What.LETTER_REFUSED
                || entry.what() == Deed.What.CLOCK_NEVER_STOPPED
                || entry.what() == Deed.What.PROMISE_BROKEN
                || entry.what() == Deed.What.PROMISE_NOT_TOLD;
        return new Line(entry.at(), text(entry.what(), entry.detail(), names), actor(entry), serious);
    }

    /** What happened; a detail that is missing leaves its sentence whole. */
    String text(Deed.What what, Map<String, String> detail) {
        return text(what, detail, recipients(Stream.of(detail)));
    }

    private String text(Deed.What what, Map<String, String> detail, Map<String, String> names) {
        String key = "journal." + what.name();
        return switch (what) {
            case FILE_ADDED, FILE_STOPPED, FILE_DELETED -> say(key, Long.valueOf(detail.getOrDefault("count", "1")));
            case REGISTERED -> say(key, word("journal.channel.", detail.get("channel")));
            case UNIT_ASSIGNED -> say(key, unit(detail.get("unit")), day(detail.get("lastDay")));
            case LETTER_QUEUED, LETTER_SENT, LETTER_REFUSED, LETTER_STOPPED ->
                say(key, word("journal.letter.", detail.get("kind")));
            case LETTER_WITHHELD ->
                say(key, word("journal.letter.", detail.get("kind")), word("journal.withheld.", detail.get("why")));
            case MAIL_TAKEN_IN ->
                say(key, word("mail.fate.", detail.get("fate")), word("mail.reason.", detail.get("reason")));
            case MAIL_SETTLED -> say(key, word("mail.settled.", detail.get("how")));
            case ANSWERED -> say(detail.containsKey("refusal") ? key + ".refusal" : key);
            case HANDLED_ELSEWHERE -> say(key, day(detail.get("day")));
            case CLOSED_UNANSWERED ->
                say(key, word("journal.closed.", detail.get("reason"), detail.getOrDefault("other", "")));
            case ANSWERED_OTHERWISE -> say(key, word("journal.how.", detail.get("how")), moment(detail.get("at")));
            case REACHED_OTHERWISE, CONTACTED -> say(key, word("journal.how.", detail.get("how")));
            case REOPENED -> say(key, day(detail.get("lastDay")));
            case FEEDBACK_GIVEN, CONTACT_WANTED ->
                detail.containsKey("mark") ? say(key + ".mark", detail.get("mark")) : say(key);
            case ESCALATED -> say(key, group(detail.get("group")));
            case HANDED_OVER, RETURNED -> say(key, unit(detail.get("from")), unit(detail.get("unit")));
            case HANDOVER_ACCEPTED, HANDOVER_REMINDED -> say(key, unit(detail.get("unit")));
            case RAISED_TO_REGISTRAR -> say(key, unit(detail.get("from")));
            case FORWARDED,
                    FORWARDING_REFUSED,
                    FORWARDING_WITHHELD,
                    FORWARDING_CONFIRMED,
                    FORWARDING_STANDS,
                    FORWARDING_TAKEN_BACK,
                    FORWARDING_GIVEN_UP,
                    INPUT_ASKED_FOR,
                    RECIPIENT_CHANGED -> say(key, recipient(detail.get("recipient"), names));
            case PROMISED ->
                say(
                        detail.containsKey("beyondHorizon") ? key + ".beyond" : key,
                        day(detail.get("day")),
                        unit(detail.get("unit")));
            case PROMISE_KEPT,
                    PROMISE_BROKEN,
                    PROMISE_RENEGOTIATED,
                    PROMISE_NOT_TOLD,
                    PROMISE_RESUMED,
                    PROMISE_REMINDED -> say(key, day(detail.get("day")));
            case MANAGER_TOLD_OF_NEW_DAYS -> say(key, detail.getOrDefault("times", "?"));
            case REASSIGNED, WORK_TO_DEPUTY -> say(key, detail.getOrDefault("to", "?"));
            case WORK_RETURNED -> say(key, word("journal.reason.", detail.get("reason")));
            case ABSENCE_SET, ABSENCE_REMOVED ->
                say(key, detail.getOrDefault("staff", "?"), day(detail.get("from")), day(detail.get("to")));
            case ARRIVAL_NOTICE_SET ->
                say(key, unit(detail.get("unit")), word("journal.arrivals.", detail.get("notice")));
            case PROCESS_STARTED, PROCESS_CALLED, PROCESS_MIGRATED ->
                say(key, process(detail), detail.getOrDefault("version", "?"));
            case SAMPLE_DRAWN ->
                say(key, detail.getOrDefault("count", "?"), day(detail.get("from")), day(detail.get("to")));
            case FINDING_WRITTEN -> say(key, word("journal.verdict.", detail.get("verdict")));
            case FINDING_ANSWERED -> say(key, unit(detail.get("unit")));
            case MODEL_DEPLOYED -> say(key, detail.getOrDefault("model", "?"));
            case INTERVENED -> say(key, detail.getOrDefault("operation", "?"));
            case VERIFIED -> say(detail.getOrDefault("findings", "0").equals("0") ? key : key + ".broken");
            case SETTINGS_CHANGED -> settings(key, detail.keySet());
            case TEXTS_CHANGED -> texts(key, detail);
            case MESSAGE_MOVED, MESSAGE_TAKEN_IN ->
                say(key, moment(detail.get("at")), detail.getOrDefault("number", "?"));
            case SPLIT, SPLIT_FROM, GATHERED -> say(key, detail.getOrDefault("number", "?"));
            case EXPORTED -> exported(detail);
            default -> say(key);
        };
    }

    /** By their names, as long as they are few. */
    private String settings(String key, Set<String> names) {
        List<String> changed =
                names.stream().filter(name -> !name.contains(".")).sorted().toList();
        return changed.size() > MOST_NAMED ? say(key + ".many", changed.size()) : say(key, String.join(", ", changed));
    }

    private String texts(String key, Map<String, String> detail) {
        return say(
                key,
                word("journal.texts.", detail.get("wording")),
                word("journal.texts.language.", detail.get("language")),
                detail.getOrDefault("version", "?"),
                detail.getOrDefault("added", "?"),
                detail.getOrDefault("changed", "?"),
                detail.getOrDefault("removed", "?"));
    }

    private String exported(Map<String, String> detail) {
        String format = word("journal.export.", detail.get("format"));
        String cases = detail.getOrDefault("cases", "1");
        String told = cases.equals("1") ? say("journal.EXPORTED", format) : say("journal.EXPORTED.many", format, cases);
        String reason = detail.get("reason");
        return reason == null ? told : told + ". " + say("journal.EXPORTED.revealed", reason);
    }

    /** By the name that its owners have given it; the id of a version that is gone says less. */
    private String process(Map<String, String> detail) {
        return processes.of(detail.getOrDefault("definition", "")).orElseGet(() -> detail.getOrDefault("process", "?"));
    }

    private String actor(Entry entry) {
        return switch (entry.actorRole()) {
            case STAFF -> entry.actorName() == null ? say("journal.by.staff") : entry.actorName();
            case ENQUIRER -> say("journal.by.enquirer");
            case SYSTEM -> say("journal.by.system");
        };
    }

    private String word(String prefix, @Nullable String value, Object... values) {
        String unknown = messages.getMessage(prefix + "unknown", null, locale());
        return value == null
                ? unknown
                : Objects.requireNonNullElse(messages.getMessage(prefix + value, values, unknown, locale()), unknown);
    }

    private String unit(@Nullable String id) {
        return id == null
                ? say("journal.unit.unknown")
                : organisation
                        .findUnit(id)
                        .map(unit -> unit.name().in(StaffDates.language()))
                        .orElse(id);
    }

    private Map<String, String> recipients(Stream<Map<String, String>> details) {
        Set<String> ids = details.flatMap(detail -> Stream.ofNullable(detail.get("recipient")))
                .collect(Collectors.toSet());
        return recipients.names(ids).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, name -> name.getValue().in(StaffDates.language())));
    }

    private String recipient(@Nullable String id, Map<String, String> names) {
        return id == null ? say("journal.recipient.unknown") : names.getOrDefault(id, id);
    }

    private String group(@Nullable String group) {
        return group == null ? say("journal.group.unknown") : groupName(group);
    }

    /** Who the members of a group are, in words: a unit, its manager, or its head of department. */
    public String groupName(String group) {
        if (group.endsWith(Staff.HEAD_SUFFIX)) {
            return say("journal.group.head");
        }
        return group.endsWith("-chef")
                ? say("journal.group.manager", unit(group.substring(0, group.length() - "-chef".length())))
                : unit(group);
    }

    private String day(@Nullable String date) {
        try {
            return date == null ? "–" : dates.day(LocalDate.parse(date));
        } catch (DateTimeException e) {
            return date;
        }
    }

    private String moment(@Nullable String instant) {
        try {
            return instant == null ? "–" : dates.moment(Instant.parse(instant));
        } catch (DateTimeException e) {
            return instant;
        }
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, locale());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
