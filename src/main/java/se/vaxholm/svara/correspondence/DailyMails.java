package se.vaxholm.svara.correspondence;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.LateList;
import se.vaxholm.svara.enquiry.LateList.Count;
import se.vaxholm.svara.enquiry.LateList.Reader;
import se.vaxholm.svara.organisation.ArrivalNotice;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.PublicAddress;
import se.vaxholm.svara.security.Staff;

/**
 * The mails of the morning: one summary a person for those who answer for units (G10), one list for each unit that wants its
 * new work so (G20). They tell how much there is and where, never what it is about (G21).
 */
@Service
class DailyMails {

    /** Cases named in one mail; the rest stands behind its link. */
    private static final int MOST_NAMED = 20;

    private static final Language LANGUAGE = Language.SV;

    private final JdbcClient jdbc;
    private final Outbox outbox;
    private final LateList lates;
    private final Organisation organisation;
    private final WorkingCalendar calendar;
    private final MessageSource messages;
    private final PublicAddress address;

    DailyMails(
            JdbcClient jdbc,
            Outbox outbox,
            LateList lates,
            Organisation organisation,
            WorkingCalendar calendar,
            MessageSource messages,
            PublicAddress address) {
        this.jdbc = jdbc;
        this.outbox = outbox;
        this.lates = lates;
        this.organisation = organisation;
        this.calendar = calendar;
        this.messages = messages;
        this.address = address;
    }

    /**
     * Somebody who answers for units.
     *
     * @param manages the units whose manager they are
     * @param heads the units of the department that they head
     */
    record Recipient(String email, List<Unit> manages, List<Unit> heads) {}

    /** Each address once, however many units it answers for. */
    List<Recipient> recipients() {
        Map<String, Recipient> recipients = new LinkedHashMap<>();
        for (Unit unit : organisation.units()) {
            of(recipients, unit.managerEmail()).manages().add(unit);
            of(recipients, organisation.boardOf(unit).headEmail()).heads().add(unit);
        }
        return List.copyOf(recipients.values());
    }

    private static Recipient of(Map<String, Recipient> recipients, String email) {
        return recipients.computeIfAbsent(
                email, address -> new Recipient(address, new ArrayList<>(), new ArrayList<>()));
    }

    /** Queues this day's summary for one person, unless that has been done. */
    @Transactional
    public void digest(Recipient recipient, LocalDate today) {
        onceADay(today, LetterKind.DIGEST, recipient.email(), () -> digestLetter(recipient, today));
    }

    /** Queues this day's list for one unit, unless that has been done. */
    @Transactional
    public void morningList(Unit unit, LocalDate today) {
        if (unit.arrivalNotice() == ArrivalNotice.MORNING) {
            onceADay(today, LetterKind.MORNING_LIST, unit.email(), () -> morningLetter(unit));
        }
    }

    /** A second node waits at the row until the first has queued its letter, and then has nothing to do. */
    private void onceADay(LocalDate today, LetterKind kind, String recipient, Supplier<Optional<Letter>> letter) {
        int mine = jdbc.sql("insert into daily_mail (day_on, kind, recipient) values (?, ?, ?) on conflict do nothing")
                .params(today, kind.name(), recipient)
                .update();
        if (mine == 1) {
            letter.get()
                    .map(outbox::add)
                    .ifPresent(id -> jdbc.sql(
                                    "update daily_mail set letter_id = ? where day_on = ? and kind = ? and recipient = ?")
                            .params(id, today, kind.name(), recipient)
                            .update());
        }
    }

    private Optional<Letter> digestLetter(Recipient recipient, LocalDate today) {
        List<Unit> units = Stream.concat(recipient.manages().stream(), recipient.heads().stream())
                .distinct()
                .toList();
        Map<String, Count> counts = lates.counts(units.stream().map(Unit::id).toList());
        boolean week = isFirstOfTheWeek(today);
        List<Unit> told = units.stream()
                .filter(unit -> isWorthTelling(
                        counts.getOrDefault(unit.id(), Count.NONE),
                        recipient.manages().contains(unit),
                        week))
                .toList();
        if (told.isEmpty()) {
            return Optional.empty();
        }
        int late = told.stream().mapToInt(unit -> count(counts, unit).late()).sum();
        int due = told.stream().mapToInt(unit -> count(counts, unit).dueToday()).sum();
        String subject = say(week ? "letter.digest.week.subject" : "letter.digest.subject", late, due);
        LetterPaper paper = new LetterPaper(LANGUAGE, subject).paragraph(say("letter.greeting"));
        for (Unit unit : told) {
            Count count = count(counts, unit);
            paper.paragraph(say(
                    week ? "letter.digest.week.unit" : "letter.digest.unit",
                    unit.name().in(LANGUAGE),
                    count.late(),
                    count.dueToday(),
                    count.dueThisWeek()));
        }
        name(recipient, paper);
        paper.paragraph(say("letter.digest.link", address.of("/forsenat")));
        return Optional.of(letter(LetterKind.DIGEST, told.get(0), recipient.email(), subject, paper));
    }

    private static Count count(Map<String, Count> counts, Unit unit) {
        return counts.getOrDefault(unit.id(), Count.NONE);
    }

    /** A head of department is told of what is late; a day's ordinary work is for the unit's own manager. */
    private static boolean isWorthTelling(Count count, boolean ownUnit, boolean week) {
        return count.late() > 0 || (ownUnit && (count.dueToday() > 0 || (week && count.dueThisWeek() > 0)));
    }

    /** The week's mail is the one of its first working day, which Monday may not be. */
    private boolean isFirstOfTheWeek(LocalDate today) {
        LocalDate monday = today.with(java.time.DayOfWeek.MONDAY);
        return monday.datesUntil(today).noneMatch(calendar::isWorkingDay);
    }

    /** The late cases that this person may open: a head's are those that have climbed so far. */
    private void name(Recipient recipient, LetterPaper paper) {
        Reader reader = new Reader(
                recipient.manages().stream().map(Unit::id).toList(),
                recipient.heads().stream()
                        .map(unit -> unit.id() + Staff.HEAD_SUFFIX)
                        .toList());
        List<LateList.Row> late = lates.late(reader, MOST_NAMED + 1);
        if (late.isEmpty()) {
            return;
        }
        List<String> lines = new ArrayList<>(late.stream()
                .limit(MOST_NAMED)
                .map(LateList.Row::enquiry)
                .map(this::line)
                .toList());
        if (late.size() > MOST_NAMED) {
            lines.add(say("letter.digest.more"));
        }
        paper.paragraph(say("letter.digest.late") + "\n" + String.join("\n", lines));
    }

    private String line(Enquiry enquiry) {
        return say(
                "letter.digest.case",
                enquiry.number(),
                day(enquiry.dueOn()),
                enquiry.handlerName() == null ? say("letter.nobody") : enquiry.handlerName());
    }

    private Optional<Letter> morningLetter(Unit unit) {
        LateList.Unclaimed unclaimed = lates.unclaimed(unit.id());
        LocalDate firstDayOn = unclaimed.firstDayOn();
        if (firstDayOn == null) {
            return Optional.empty();
        }
        String subject = say("letter.morning.subject", unclaimed.count());
        LetterPaper paper = new LetterPaper(LANGUAGE, subject)
                .paragraph(say("letter.greeting"))
                .paragraph(say("letter.morning.body", unclaimed.count(), day(firstDayOn)))
                .paragraph(address.of("/arbete?lista=otagna"));
        return Optional.of(letter(LetterKind.MORNING_LIST, unit, unit.email(), subject, paper));
    }

    private Letter letter(LetterKind kind, Unit sender, String recipient, String subject, LetterPaper paper) {
        return new Letter(
                null,
                kind,
                recipient,
                say("letter.sender", sender.name().in(LANGUAGE)),
                sender.email(),
                subject,
                paper.text(),
                paper.html(),
                LANGUAGE);
    }

    private static String day(LocalDate day) {
        return day.format(DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", LANGUAGE.locale()));
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LANGUAGE.locale());
    }
}
