package se.vaxholm.svara.correspondence;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.LegalKind;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.PublicAddress;

/**
 * Writes the municipality's letters: in the asker's language, from the unit's mailbox, with the decided signature (G12),
 * and never more in them than may travel by mail (G21).
 */
@Service
@Transactional
public class Correspondence {

    private static final Duration HOUR = Duration.ofHours(1);

    private final Organisation organisation;
    private final Enquiries enquiries;
    private final CaseFiles caseFiles;
    private final KeptFiles files;
    private final Outbox outbox;
    private final MessageSource messages;
    private final WorkingCalendar calendar;
    private final PublicAddress address;
    private final Clock clock;
    private final int automaticPerHour;

    Correspondence(
            Organisation organisation,
            Enquiries enquiries,
            CaseFiles caseFiles,
            KeptFiles files,
            Outbox outbox,
            MessageSource messages,
            WorkingCalendar calendar,
            PublicAddress address,
            Clock clock,
            @Value("${svara.inbox.automatic-per-hour:5}") int automaticPerHour) {
        this.clock = clock;
        this.automaticPerHour = automaticPerHour;
        this.organisation = organisation;
        this.enquiries = enquiries;
        this.caseFiles = caseFiles;
        this.files = files;
        this.outbox = outbox;
        this.messages = messages;
        this.calendar = calendar;
        this.address = address;
    }

    /** Tells the asker number, what happens now and the last day; it never quotes the question (G21). */
    public void acknowledge(Enquiry enquiry) {
        String recipient = enquiry.enquirer().email();
        if (recipient == null || isWithheld(enquiry, recipient)) {
            return;
        }
        Language language = enquiry.enquirer().language();
        Unit unit = organisation.unit(enquiry.unitId());
        String subject = say(language, "letter.ack.subject", bracketed(enquiry));
        LetterPaper paper = new LetterPaper(language, subject)
                .paragraph(say(language, "letter.greeting"))
                .paragraph(say(language, "letter.ack.received", enquiry.number()))
                .paragraph(promise(enquiry.lastDayOn(), language))
                .paragraph(say(language, "letter.ack.unit", unit.name().in(language), unit.phone()));
        LegalKind.of(enquiry.legalKind())
                .filter(kind -> !enquiry.sensitive())
                .ifPresent(kind -> paper.paragraph(say(language, "legal.after." + kind.id())));
        paper.paragraph(say(
                language,
                "letter.link",
                LetterLinks.PLACEHOLDER,
                enquiry.number(),
                LetterLinks.CODE_PLACEHOLDER,
                address.of("/arende")));
        send(
                enquiry,
                LetterKind.ACKNOWLEDGEMENT,
                unit,
                subject,
                paper.signature(unit.signature().in(language)));
    }

    /**
     * Two machines that thank each other would never stop: nothing goes to one, and what looks like one in disguise gets a few
     * letters an hour (RFC 3834). Whoever asks in another way than by mail is a person.
     */
    private boolean isWithheld(Enquiry enquiry, String recipient) {
        if (enquiry.channel() != Channel.EMAIL) {
            return false;
        }
        boolean quiet = enquiries.isQuiet(enquiry.id());
        if (!quiet && outbox.acknowledgements(recipient, clock.instant().minus(HOUR)) < automaticPerHour) {
            return false;
        }
        enquiries.tell(
                Deed.What.LETTER_WITHHELD,
                enquiry,
                Actor.SYSTEM,
                Map.of("kind", LetterKind.ACKNOWLEDGEMENT.name(), "why", quiet ? "machine" : "often"));
        return true;
    }

    /** What the asker is told of when: never a day that has passed. */
    String promise(LocalDate lastDay, Language language) {
        LocalDate today = calendar.today();
        if (lastDay.isBefore(today)) {
            LocalDate tomorrow = calendar.workingDaysAfter(today, 1);
            return say(language, "letter.ack.late", day(tomorrow, language));
        }
        return say(language, "letter.ack.promise", day(lastDay, language));
    }

    /** The answer as it will leave, for the writer to read before it does. */
    @Transactional(readOnly = true)
    public Letter preview(Enquiry enquiry, String text, Actor writer) {
        return answerLetter(enquiry, text, files.of(CaseFiles.ofAnswer(enquiry.id())), writer);
    }

    /** Queues the answer as a mail. */
    public void answer(Enquiry enquiry, String text, Actor writer) {
        Optional<UUID> answer = caseFiles.newestAnswerWithFiles(enquiry.id());
        List<KeptFile> along = answer.map(FilePlace::message).map(files::of).orElse(List.of());
        // In a sensitive case they wait on the page like the answer itself (G21).
        boolean go = !enquiry.sensitive() && LetterFiles.fit(along);
        queue(enquiry, answerLetter(enquiry, text, along, writer), go ? answer.orElse(null) : null);
    }

    /** The answer as the asker reads it: a refusal goes on to what they can do instead, and says what it is not (G17). */
    public String answerText(Language language, String text, String guidance) {
        return guidance.isBlank()
                ? text
                : text.strip() + "\n\n" + say(language, "letter.refusal.guidance") + "\n" + guidance.strip() + "\n\n"
                        + say(language, "letter.refusal.noDecision");
    }

    private Letter answerLetter(Enquiry enquiry, String text, List<KeptFile> along, Actor writer) {
        Language language = enquiry.enquirer().language();
        return written(
                enquiry,
                LetterKind.ANSWER,
                say(language, "letter.answer.subject", bracketed(enquiry)),
                paper -> {
                    paper.written(text);
                    if (!along.isEmpty()) {
                        String key = LetterFiles.fit(along) ? "letter.answer.files" : "letter.answer.files.page";
                        paper.paragraph(say(language, key, along.size()));
                    }
                    paper.paragraph(say(language, "letter.answer.more", LetterLinks.PLACEHOLDER, enquiry.number()));
                },
                say(language, "letter.answer.waits", enquiry.number()),
                writer);
    }

    /**
     * A letter that somebody has written to the asker.
     *
     * @param body what it says
     * @param waits what it says instead in a sensitive case: that something waits on the case's page (G21)
     */
    Letter written(
            Enquiry enquiry, LetterKind kind, String subject, Consumer<LetterPaper> body, String waits, Actor writer) {
        Language language = enquiry.enquirer().language();
        Unit unit = organisation.unit(enquiry.unitId());
        LetterPaper paper = new LetterPaper(language, subject).paragraph(say(language, "letter.greeting"));
        if (enquiry.sensitive()) {
            paper.paragraph(waits)
                    .paragraph(say(language, "letter.answer.open", LetterLinks.PLACEHOLDER, address.of("/arende")));
        } else {
            body.accept(paper);
        }
        paper.signature(signature(writer, unit, language));
        return letter(enquiry, kind, unit, to(enquiry), subject, paper);
    }

    /** The decided signature, under the name of whoever wrote (G12). */
    String signature(Actor writer, Unit unit, Language language) {
        return writer.role() == Actor.Role.STAFF
                ? writer.name() + "\n" + unit.signature().in(language)
                : unit.signature().in(language);
    }

    /** Tells the unit's mailbox that work has come, without any content (G20, G21). */
    public void tellUnit(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.unitId());
        toUnit(enquiry, LetterKind.UNIT_NOTICE, unit, unit.email(), "letter.unit-notice");
    }

    /**
     * Reminds whoever has the case, by the unit's mailbox, half a working day before the last day ends. The handler is asked
     * whether they really have it (G7).
     */
    public void remind(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.unitId());
        String key = enquiry.isUnclaimed() ? "letter.reminder" : "letter.reminder.handler";
        toUnit(enquiry, LetterKind.REMINDER, unit, unit.email(), key);
    }

    /** Tells the unit that the asker has added something. */
    public void tellHandler(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.unitId());
        toUnit(enquiry, LetterKind.HANDLER_NOTICE, unit, unit.email(), "letter.handler-notice");
    }

    void toUnit(Enquiry enquiry, LetterKind kind, Unit unit, String recipient, String key) {
        Language language = Language.SV;
        String category = organisation
                .category(enquiry.categoryId())
                .map(found -> found.name().in(language))
                .orElse("");
        String subject = say(language, key + ".subject", bracketed(enquiry));
        LetterPaper paper = new LetterPaper(language, subject)
                .paragraph(say(
                        language,
                        key + ".body",
                        enquiry.number(),
                        category,
                        day(enquiry.dueOn(), language),
                        enquiry.handlerName() == null ? say(language, "letter.nobody") : enquiry.handlerName()))
                .paragraph(address.of("/arenden/" + enquiry.number()));
        queue(enquiry, letter(enquiry, kind, unit, recipient, subject, paper));
    }

    /** The same letter once more, to the asker's address as it is now. */
    public void sendAgain(Enquiry enquiry, Outbox.Queued returned) {
        Letter letter = returned.letter();
        queue(
                enquiry,
                new Letter(
                        letter.enquiryId(),
                        letter.kind(),
                        to(enquiry),
                        letter.senderName(),
                        letter.senderEmail(),
                        letter.subject(),
                        letter.text(),
                        letter.html(),
                        letter.language()),
                returned.filesOf());
    }

    private void send(Enquiry enquiry, LetterKind kind, Unit unit, String subject, LetterPaper paper) {
        queue(enquiry, letter(enquiry, kind, unit, to(enquiry), subject, paper));
    }

    static String to(Enquiry enquiry) {
        String email = enquiry.enquirer().email();
        return email == null ? "" : email;
    }

    UUID queue(Enquiry enquiry, Letter letter) {
        return queue(enquiry, letter, null);
    }

    /** @param filesOf the message whose files go along, if any do */
    private UUID queue(Enquiry enquiry, Letter letter, @Nullable UUID filesOf) {
        UUID id = outbox.add(letter);
        List<KeptFile> along = List.of();
        if (filesOf != null) {
            outbox.takeAlong(id, filesOf);
            along = files.of(FilePlace.message(filesOf));
        }
        enquiries.tell(
                Deed.What.LETTER_QUEUED,
                enquiry,
                Actor.SYSTEM,
                Map.of(
                        "kind", letter.kind().name(),
                        "letter", id.toString(),
                        "sha256", letter.sha256(),
                        "files", LetterFiles.sealed(along)));
        return id;
    }

    Letter letter(Enquiry enquiry, LetterKind kind, Unit unit, String recipient, String subject, LetterPaper paper) {
        Language language = kind.isToEnquirer() ? enquiry.enquirer().language() : Language.SV;
        String sender = say(language, "letter.sender", unit.name().in(language));
        return new Letter(
                enquiry.id(), kind, recipient, sender, unit.email(), subject, paper.text(), paper.html(), language);
    }

    static String bracketed(Enquiry enquiry) {
        return "[" + enquiry.number() + "]";
    }

    static String day(LocalDate day, Language language) {
        return day.format(DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", language.locale()));
    }

    String say(Language language, String key, Object... values) {
        Locale locale = language.locale();
        return messages.getMessage(key, values, locale);
    }
}
