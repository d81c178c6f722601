package se.vaxholm.svara.correspondence;

import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Elsewhere;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.PublicAddress;

/** The letters that tell the asker of other outcomes than an answer, and the manager of a letter that should not have gone. */
@Service
@Transactional
public class OutcomeLetters {

    private final Correspondence correspondence;
    private final Organisation organisation;
    private final PublicAddress address;

    OutcomeLetters(Correspondence correspondence, Organisation organisation, PublicAddress address) {
        this.address = address;
        this.correspondence = correspondence;
        this.organisation = organisation;
    }

    /** What the asker reads of where the matter goes on, by letter and on the case's page. */
    @Transactional(readOnly = true)
    public String elsewhereText(Enquiry enquiry, Elsewhere where) {
        Language language = enquiry.enquirer().language();
        return correspondence.say(
                language,
                "letter.elsewhere.text",
                where.system(),
                where.reference(),
                where.who(),
                Correspondence.day(where.on(), language));
    }

    /** The letter that tells it, for the writer to read before it goes. */
    @Transactional(readOnly = true)
    public Letter previewElsewhere(Enquiry enquiry, Elsewhere where, Actor writer) {
        Language language = enquiry.enquirer().language();
        return correspondence.written(
                enquiry,
                LetterKind.ELSEWHERE,
                enquiry.sensitive()
                        ? say(enquiry, "letter.elsewhere.subject.sensitive", Correspondence.bracketed(enquiry))
                        : say(enquiry, "letter.elsewhere.subject", Correspondence.bracketed(enquiry), where.system()),
                paper -> paper.written(elsewhereText(enquiry, where))
                        .paragraph(correspondence.say(
                                language, "letter.answer.more", LetterLinks.PLACEHOLDER, enquiry.number())),
                say(enquiry, "letter.elsewhere.waits", enquiry.number()),
                writer);
    }

    public void elsewhere(Enquiry enquiry, Elsewhere where, Actor writer) {
        correspondence.queue(enquiry, previewElsewhere(enquiry, where, writer));
    }

    /** A question of ours, for the writer to read before it goes. */
    @Transactional(readOnly = true)
    public Letter previewQuestion(Enquiry enquiry, String question, Actor writer) {
        return correspondence.written(
                enquiry,
                LetterKind.ASK_BACK,
                say(enquiry, "letter.ask.subject", Correspondence.bracketed(enquiry)),
                paper -> paper.paragraph(say(enquiry, "letter.ask.intro", enquiry.number()))
                        .written(question)
                        .paragraph(say(enquiry, "letter.ask.reply", LetterLinks.PLACEHOLDER)),
                say(enquiry, "letter.ask.waits", enquiry.number()),
                writer);
    }

    /** Sends the question, when there is an address. */
    public void question(Enquiry enquiry, String question, Actor writer) {
        if (enquiry.enquirer().email() != null) {
            correspondence.queue(enquiry, previewQuestion(enquiry, question, writer));
        }
    }

    /** Reminds the asker once of our question, without repeating it. */
    public void remindAsker(Enquiry enquiry) {
        if (enquiry.enquirer().email() != null) {
            correspondence.queue(
                    enquiry,
                    correspondence.written(
                            enquiry,
                            LetterKind.ASK_REMINDER,
                            say(enquiry, "letter.ask-reminder.subject", Correspondence.bracketed(enquiry)),
                            paper -> paper.paragraph(say(enquiry, "letter.ask-reminder.body", enquiry.number()))
                                    .paragraph(say(enquiry, "letter.ask.reply", LetterLinks.PLACEHOLDER)),
                            say(enquiry, "letter.ask.waits", enquiry.number()),
                            Actor.SYSTEM));
        }
    }

    /**
     * Why a case was closed without an answer, for the writer to read before it goes.
     *
     * @param other the case that answers instead, for a duplicate alone
     */
    @Transactional(readOnly = true)
    public Letter previewClosing(Enquiry enquiry, CloseReason reason, @Nullable String other, Actor writer) {
        String key = "letter.closing." + reason.name();
        return correspondence.written(
                enquiry,
                LetterKind.CLOSING,
                say(enquiry, key + ".subject", Correspondence.bracketed(enquiry)),
                paper -> paper.paragraph(say(enquiry, key + ".body", enquiry.number(), other == null ? "" : other))
                        .paragraph(say(enquiry, "letter.closing.again", LetterLinks.PLACEHOLDER)),
                say(enquiry, key + ".body", enquiry.number(), other == null ? "" : other),
                writer);
    }

    /** Tells the asker, when the reason is one to tell and there is an address. */
    public void closing(Enquiry enquiry, CloseReason reason, @Nullable String other, Actor writer) {
        if (reason.isTold() && enquiry.enquirer().email() != null) {
            correspondence.queue(enquiry, previewClosing(enquiry, reason, other, writer));
        }
    }

    /**
     * That what the asker was told is wrong, for the writer to read before it goes.
     *
     * @param openUntil the new last day when the case is opened again by it, or null
     */
    @Transactional(readOnly = true)
    public Letter previewCorrection(Enquiry enquiry, String text, @Nullable LocalDate openUntil, Actor writer) {
        Language language = enquiry.enquirer().language();
        return correspondence.written(
                enquiry,
                LetterKind.CORRECTION,
                say(enquiry, "letter.correction.subject", Correspondence.bracketed(enquiry)),
                paper -> paper.paragraph(say(enquiry, "letter.correction.intro", enquiry.number()))
                        .written(text)
                        .paragraph(
                                openUntil == null
                                        ? say(enquiry, "letter.answer.more", LetterLinks.PLACEHOLDER, enquiry.number())
                                        : say(
                                                enquiry,
                                                "letter.correction.open",
                                                correspondence.promise(openUntil, language),
                                                LetterLinks.PLACEHOLDER)),
                say(enquiry, "letter.correction.waits", enquiry.number()),
                writer);
    }

    /** Sends the correction, when there is an address. */
    public void correction(Enquiry enquiry, String text, @Nullable LocalDate openUntil, Actor writer) {
        if (enquiry.enquirer().email() != null) {
            correspondence.queue(enquiry, previewCorrection(enquiry, text, openUntil, writer));
        }
    }

    /** What is to be posted, as it stands on the paper: in an envelope also what is sensitive may stand. */
    @Transactional(readOnly = true)
    public Letter paper(Enquiry enquiry, Message word, Actor writer) {
        Language language = enquiry.enquirer().language();
        Unit unit = organisation.unit(enquiry.unitId());
        LetterPaper paper = new LetterPaper(language, "")
                .paragraph(say(enquiry, "letter.greeting"))
                .written(word.text())
                .paragraph(say(enquiry, "letter.paper.more", address.of("/arende"), enquiry.number()))
                .paragraph(writer.name() + "\n" + unit.signature().in(language));
        String key = word.type() == Message.Type.ANSWER ? "letter.answer.subject" : "letter.paper.word";
        return new Letter(
                enquiry.id(),
                LetterKind.ANSWER,
                Objects.requireNonNullElse(enquiry.enquirer().postalAddress(), ""),
                say(enquiry, "letter.sender", unit.name().in(language)),
                unit.email(),
                say(enquiry, key, enquiry.number()),
                paper.text(),
                paper.html(),
                language);
    }

    /** Tells the unit's manager that an asker has been told something wrong. */
    public void mistake(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.unitId());
        correspondence.toUnit(enquiry, LetterKind.MISTAKE_NOTICE, unit, unit.managerEmail(), "letter.mistake-notice");
    }

    private String say(Enquiry enquiry, String key, Object... values) {
        return correspondence.say(enquiry.enquirer().language(), key, values);
    }
}
