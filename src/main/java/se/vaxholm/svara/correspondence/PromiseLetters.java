package se.vaxholm.svara.correspondence;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.NewPromise;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.PublicAddress;

/** Letters of a promise: who answers and when (G5), that the day changes or was not kept (G6), and what our own people hear. */
@Service
@Transactional
public class PromiseLetters {

    private final Correspondence correspondence;
    private final Organisation organisation;
    private final WorkingCalendar calendar;
    private final PublicAddress address;

    PromiseLetters(
            Correspondence correspondence, Organisation organisation, WorkingCalendar calendar, PublicAddress address) {
        this.correspondence = correspondence;
        this.organisation = organisation;
        this.calendar = calendar;
        this.address = address;
    }

    /**
     * The notice as it will leave, for the writer to read before it does.
     *
     * @param before the promise whose place it takes, if any
     */
    @Transactional(readOnly = true)
    public Letter preview(Enquiry enquiry, NewPromise said, @Nullable Promise before, Actor writer) {
        Language language = enquiry.enquirer().language();
        Unit unit = organisation.unit(said.unitId());
        String number = Correspondence.bracketed(enquiry);
        String subject = enquiry.sensitive()
                ? say(language, "letter.notice.waits.subject", number)
                : say(
                        language,
                        "letter.notice.subject",
                        day(said.dueOn(), language),
                        unit.name().in(language),
                        number);
        LetterPaper paper = new LetterPaper(language, subject).paragraph(say(language, "letter.greeting"));
        if (enquiry.sensitive()) {
            paper.paragraph(say(language, "letter.notice.waits", enquiry.number()))
                    .paragraph(say(language, "letter.notice.open", LetterLinks.PLACEHOLDER, address.of("/arende")));
        } else {
            paper.written(words(enquiry, said, before))
                    .paragraph(say(language, "letter.notice.link", LetterLinks.PLACEHOLDER));
        }
        paper.signature(correspondence.signature(writer, unit, language));
        return correspondence.letter(enquiry, LetterKind.NOTICE, unit, Correspondence.to(enquiry), subject, paper);
    }

    /**
     * The notice in the asker's language, without greeting and signature: who, when and how to reach them, and what the writer
     * added. It stands on the case's page, in the letter, and is what is read on the telephone.
     *
     * @param before the promise whose place it takes, if any
     */
    @Transactional(readOnly = true)
    public String words(Enquiry enquiry, NewPromise said, @Nullable Promise before) {
        Language language = enquiry.enquirer().language();
        List<String> words = new ArrayList<>();
        if (before != null) {
            boolean slipped = calendar.today().isAfter(before.dueOn());
            words.add(say(
                    language,
                    slipped ? "letter.notice.slipped" : "letter.notice.newDay",
                    day(before.dueOn(), language)));
        }
        String unit = organisation.unit(said.unitId()).name().in(language);
        String who = said.person() == null ? unit : say(language, "letter.notice.person", said.person(), unit);
        words.add(say(
                language, "letter.notice.word", enquiry.number(), day(said.dueOn(), language), who, said.contact()));
        Stream.of(said.reason(), said.text()).filter(Objects::nonNull).forEach(words::add);
        if (said.question() != null && said.replyOn() != null) {
            words.add(say(language, "letter.notice.question"));
            words.add(said.question());
            words.add(say(language, "letter.notice.reply", day(said.replyOn(), language), day(said.dueOn(), language)));
        }
        return String.join("\n\n", words);
    }

    /** Queues the notice, when the asker wants word by mail. */
    public Optional<UUID> notice(Enquiry enquiry, NewPromise said, @Nullable Promise before, Actor writer) {
        // Also to somebody who wanted a call and could not be reached by it: the case waits for this letter.
        return enquiry.enquirer().email() != null
                ? Optional.of(correspondence.queue(enquiry, preview(enquiry, said, before, writer)))
                : Optional.empty();
    }

    /** Explains to the asker that the promised day has passed, and who answers all the same (G6). */
    public void explainBroken(Enquiry enquiry, Promise promise) {
        if (enquiry.enquirer().email() == null) {
            return;
        }
        Language language = enquiry.enquirer().language();
        Unit unit = organisation.unit(promise.unitId());
        String subject = say(language, "letter.broken.subject", Correspondence.bracketed(enquiry));
        LetterPaper paper = new LetterPaper(language, subject).paragraph(say(language, "letter.greeting"));
        if (enquiry.sensitive()) {
            paper.paragraph(say(language, "letter.broken.sensitive", enquiry.number()));
        } else {
            paper.paragraph(say(language, "letter.broken.word", enquiry.number(), day(promise.dueOn(), language)))
                    .paragraph(say(language, "letter.broken.who", unit.name().in(language), promise.contact()));
        }
        paper.paragraph(say(language, "letter.notice.link", LetterLinks.PLACEHOLDER))
                .signature(unit.signature().in(language));
        correspondence.queue(
                enquiry,
                correspondence.letter(
                        enquiry, LetterKind.PROMISE_BROKEN, unit, Correspondence.to(enquiry), subject, paper));
    }

    /** Reminds whoever has the case, by the unit's mailbox, that a promised day comes close. */
    public void remind(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.unitId());
        correspondence.toUnit(enquiry, LetterKind.PROMISE_REMINDER, unit, unit.email(), "letter.promise-reminder");
    }

    /** Tells the unit's manager that an asker has been given another day more than once. */
    public void tellManagerOfNewDays(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.unitId());
        correspondence.toUnit(enquiry, LetterKind.NEW_DAYS, unit, unit.managerEmail(), "letter.new-days");
    }

    private static String day(LocalDate day, Language language) {
        return Correspondence.day(day, language);
    }

    private String say(Language language, String key, Object... values) {
        return correspondence.say(language, key, values);
    }
}
