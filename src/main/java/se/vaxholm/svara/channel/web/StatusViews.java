package se.vaxholm.svara.channel.web;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Elsewhere;
import se.vaxholm.svara.enquiry.Ending;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.LegalKind;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.organisation.Unit;

/** Tells the one who asked how their matter stands, who answers and when (G5), in the page's language. */
@Component
class StatusViews {

    private final Enquiries enquiries;
    private final Promises promises;
    private final FollowUps followUps;
    private final Endings endings;
    private final Organisation organisation;
    private final Forwardings forwardings;
    private final Handovers handovers;
    private final Recipients recipients;
    private final KeptFiles files;
    private final WorkingCalendar calendar;
    private final Dates dates;
    private final MessageSource texts;

    StatusViews(
            Enquiries enquiries,
            Promises promises,
            FollowUps followUps,
            Endings endings,
            Organisation organisation,
            Forwardings forwardings,
            Handovers handovers,
            Recipients recipients,
            KeptFiles files,
            WorkingCalendar calendar,
            Dates dates,
            MessageSource texts) {
        this.enquiries = enquiries;
        this.promises = promises;
        this.followUps = followUps;
        this.endings = endings;
        this.organisation = organisation;
        this.forwardings = forwardings;
        this.handovers = handovers;
        this.recipients = recipients;
        this.files = files;
        this.calendar = calendar;
        this.dates = dates;
        this.texts = texts;
    }

    StatusView of(Enquiry enquiry, Locale locale) {
        Unit unit = organisation.unit(enquiry.unitId());
        String unitName = unit.name().in(Language.of(locale));
        List<Message> said = enquiries.messages(enquiry.id()).stream()
                .filter(message -> !message.isInternal())
                .toList();
        Map<UUID, List<KeptFile>> along =
                files.ofMessages(said.stream().map(Message::id).toList());
        boolean late = isLate(enquiry);
        return new StatusView(
                enquiry.number().value(),
                enquiry.subject(),
                sentence(enquiry, unitName, unit.phone(), late, locale),
                tone(enquiry, late),
                enquiry.isOpen(),
                enquiry.lastDayOn(),
                enquiry.unreachableAt() != null,
                enquiry.isOpen() ? LegalKind.of(enquiry.legalKind()).orElse(null) : null,
                unitName,
                unit.phone(),
                unit.email(),
                elsewhere(enquiry, locale),
                steps(enquiry, said, unitName, late, locale),
                said.stream()
                        .map(message ->
                                shown(message, along.getOrDefault(message.id(), List.of()), enquiry, unitName, locale))
                        .toList());
    }

    /** The public was told a day, so a matter is late to them when that day has passed, and not at closing time. */
    private boolean isLate(Enquiry enquiry) {
        return enquiry.awaitsWord() && calendar.today().isAfter(enquiry.dueOn());
    }

    private String sentence(Enquiry enquiry, String unit, String phone, boolean late, Locale locale) {
        if (enquiry.status() == Status.ANSWERED || enquiry.status() == Status.CLOSED) {
            return say(enquiry.awaitsWord() ? "status.calling" : "status.answered", locale, unit);
        }
        if (enquiry.status() == Status.NO_ANSWER_EXPECTED) {
            return say("status.noted", locale, unit);
        }
        if (enquiry.status() == Status.CLOSED_UNANSWERED || enquiry.status() == Status.HANDLED_ELSEWHERE) {
            return ended(enquiry, endings.of(enquiry.id()), unit, locale);
        }
        Promise promise = promises.standing(enquiry).orElse(null);
        if (promise != null) {
            return say(
                    late ? "status.promised.late" : "status.promised",
                    locale,
                    dates.day(promise.dueOn()),
                    promiser(promise, locale),
                    promise.contact());
        }
        if (enquiry.status() == Status.FORWARDED) {
            StatusView.Elsewhere elsewhere = elsewhere(enquiry, locale);
            return say("status.forwarded", locale, elsewhere == null ? "–" : elsewhere.name());
        }
        String who = who(enquiry, unit, locale);
        if (late) {
            return say("status.late", locale, who, phone);
        }
        String day = dates.day(enquiry.lastDayOn());
        if (enquiry.waitingForAskerSince() != null) {
            return say("status.asked", locale, who, day);
        }
        return enquiry.isUnclaimed()
                ? say(enquiry.status() == Status.REOPENED ? "status.reopened" : "status.received", locale, unit, day)
                : say("status.working", locale, who, day);
    }

    /** Where the matter goes on, or why it was closed without an answer. */
    private String ended(Enquiry enquiry, Ending ending, String unit, Locale locale) {
        Elsewhere where = ending.elsewhere();
        if (enquiry.status() == Status.HANDLED_ELSEWHERE && where != null) {
            return say(
                    "status.elsewhere", locale, where.system(), where.reference(), where.who(), dates.day(where.on()));
        }
        CloseReason reason = ending.reason();
        return say(
                reason == null ? "status.closed" : "status.closed." + reason,
                locale,
                Objects.requireNonNullElse(ending.otherNumber(), unit));
    }

    private StatusView.@Nullable Elsewhere elsewhere(Enquiry enquiry, Locale locale) {
        if (enquiry.status() != Status.FORWARDED) {
            return null;
        }
        return forwardings
                .latest(enquiry.id())
                .flatMap(forwarding -> recipients.find(forwarding.recipientId()))
                .map(recipient -> new StatusView.Elsewhere(
                        recipient.name().in(Language.of(locale)),
                        recipient.phone(),
                        recipient.email(),
                        recipient.web(),
                        recipient.address()))
                .orElse(null);
    }

    private String who(Enquiry enquiry, String unit, Locale locale) {
        String name = enquiry.handlerName();
        return name == null || name.isBlank() ? unit : say("status.who", locale, name, unit);
    }

    private String promiser(Promise promise, Locale locale) {
        String unit = organisation.unit(promise.unitId()).name().in(Language.of(locale));
        return promise.person() == null ? unit : say("status.who", locale, promise.person(), unit);
    }

    private static String tone(Enquiry enquiry, boolean late) {
        if (enquiry.status() == Status.ANSWERED
                || enquiry.status() == Status.CLOSED
                || enquiry.status() == Status.NO_ANSWER_EXPECTED
                || enquiry.status() == Status.CLOSED_UNANSWERED
                || enquiry.status() == Status.HANDLED_ELSEWHERE
                || enquiry.status() == Status.FORWARDED) {
            return "answered";
        }
        return late ? "late" : "";
    }

    private List<StatusView.Step> steps(Enquiry enquiry, List<Message> said, String unit, boolean late, Locale locale) {
        List<StatusView.Step> steps = new ArrayList<>();
        steps.add(done("step.received", enquiry.receivedAt(), say("step.received.detail", locale, unit), locale));
        Instant claimedAt = enquiry.claimedAt();
        if (claimedAt != null && enquiry.handlerName() != null) {
            steps.add(done("step.claimed", claimedAt, who(enquiry, unit, locale), locale));
        }
        handovers.of(enquiry.id()).stream()
                .filter(handover -> handover.acceptedAt() != null)
                .forEach(handover -> steps.add(new StatusView.Step(
                        say(
                                "step.with",
                                locale,
                                organisation.unit(handover.toUnitId()).name().in(Language.of(locale))),
                        handover.acceptedAt(),
                        null,
                        "done")));
        StatusView.Elsewhere elsewhere = elsewhere(enquiry, locale);
        if (elsewhere != null && enquiry.firstResponseAt() != null) {
            steps.add(done("step.forwarded", enquiry.firstResponseAt(), elsewhere.name(), locale));
        }
        for (Message message : said) {
            switch (message.type()) {
                case ENQUIRER_ADDED -> steps.add(done("step.added", message.at(), null, locale));
                case ANSWER, ANSWERED_OTHERWISE ->
                    steps.add(done("step.answered", message.at(), answerer(message, unit, locale), locale));
                case ASKED_BACK -> steps.add(done("step.asked", message.at(), answerer(message, unit, locale), locale));
                case CORRECTION ->
                    steps.add(done("step.corrected", message.at(), answerer(message, unit, locale), locale));
                case ELSEWHERE ->
                    steps.add(done("step.elsewhere", message.at(), answerer(message, unit, locale), locale));
                case QUESTION, OUTSIDER_WROTE, NOTE, STOPPED, NOTICE -> {
                    // What was promised is a step of its own. The question is the first step; the others are nobody's
                    // business but the staff's.
                }
            }
        }
        promises.of(enquiry.id()).forEach(promise -> addPromise(promise, steps, locale));
        followUps.reopenings(enquiry.id()).forEach(at -> steps.add(done("step.reopened", at, null, locale)));
        Instant closedAt = enquiry.closedAt();
        if (closedAt != null) {
            boolean withdrawn = enquiry.status() == Status.CLOSED_UNANSWERED
                    && endings.of(enquiry.id()).byEnquirer();
            steps.add(done(withdrawn ? "step.withdrawn" : "step.closed", closedAt, null, locale));
        }
        steps.sort(Comparator.comparing(step -> Objects.requireNonNullElse(step.at(), Instant.MAX)));
        if (enquiry.awaitsWord() && enquiry.isOpen() && enquiry.status() != Status.ANSWERED) {
            String title = late
                    ? say("step.coming.late", locale)
                    : say(
                            enquiry.promiseDueOn() == null ? "step.coming" : "step.coming.promised",
                            locale,
                            dates.day(enquiry.dueOn()));
            steps.add(new StatusView.Step(title, null, null, "coming"));
        }
        return steps;
    }

    private void addPromise(Promise promise, List<StatusView.Step> steps, Locale locale) {
        if (promise.toldAt() == null) {
            return;
        }
        String who = promiser(promise, locale);
        steps.add(new StatusView.Step(
                say(
                        promise.previousId() == null ? "step.promised" : "step.promised.anew",
                        locale,
                        dates.day(promise.dueOn())),
                promise.toldAt(),
                promise.reason() == null ? who : say("step.promised.why", locale, who, promise.reason()),
                "done"));
        if (promise.state() == Promise.State.BROKEN && promise.endedAt() != null) {
            steps.add(done("step.broken", promise.endedAt(), null, locale));
        }
    }

    private StatusView.Step done(String key, Instant at, @Nullable String detail, Locale locale) {
        return new StatusView.Step(say(key, locale), at, detail, "done");
    }

    private StatusView.Shown shown(Message message, List<KeptFile> along, Enquiry enquiry, String unit, Locale locale) {
        boolean theirs = message.type() == Message.Type.QUESTION || message.type() == Message.Type.ENQUIRER_ADDED;
        if (theirs) {
            String name = enquiry.enquirer().name();
            String who = name == null || name.isBlank()
                    ? say("message.you", locale)
                    : say("message.you.named", locale, name);
            return new StatusView.Shown(who, message.at(), "enquirer", UserText.toHtml(message.text()), along);
        }
        return new StatusView.Shown(
                answerer(message, unit, locale), message.at(), "municipality", UserText.toHtml(message.text()), along);
    }

    private String answerer(Message message, String unit, Locale locale) {
        String author = message.author();
        return author == null || author.isBlank() ? unit : say("status.who", locale, author, unit);
    }

    private String say(String key, Locale locale, Object... values) {
        return texts.getMessage(key, values, locale);
    }
}
