package se.vaxholm.svara.correspondence;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.PublicAddress;

/**
 * Letters about a case that goes on to somebody else (G4): to those outside exactly the parts that were chosen, to the asker
 * who has it and how to reach them, to our own units that there is something to take.
 */
@Service
@Transactional
public class ForwardingLetters {

    private final Correspondence letters;
    private final Organisation organisation;
    private final Enquiries enquiries;
    private final WorkingCalendar calendar;
    private final PublicAddress address;

    ForwardingLetters(
            Correspondence letters,
            Organisation organisation,
            Enquiries enquiries,
            WorkingCalendar calendar,
            PublicAddress address) {
        this.letters = letters;
        this.organisation = organisation;
        this.enquiries = enquiries;
        this.calendar = calendar;
        this.address = address;
    }

    /** Tells the unit that is given a case, and the unit that gets one back. */
    public void tellReceiver(Enquiry enquiry, boolean returned) {
        Unit unit = organisation.unit(enquiry.worksAt());
        letters.toUnit(
                enquiry,
                returned ? LetterKind.RETURN_NOTICE : LetterKind.HANDOVER_NOTICE,
                unit,
                unit.email(),
                returned ? "letter.returned" : "letter.handover");
    }

    /** Reminds the manager of a unit that has been given a case and has not accepted it. */
    public void remindReceiver(Enquiry enquiry) {
        Unit unit = organisation.unit(enquiry.worksAt());
        letters.toUnit(enquiry, LetterKind.HANDOVER_REMINDER, unit, unit.managerEmail(), "letter.handover-reminder");
    }

    /** Tells the asker which unit has the case now; the day by which they have word stays the same. */
    public void tellMoved(Enquiry enquiry) {
        String email = enquiry.enquirer().email();
        if (email == null) {
            return;
        }
        Language language = enquiry.enquirer().language();
        Unit unit = organisation.unit(enquiry.unitId());
        String name = unit.name().in(language);
        String subject = letters.say(language, "letter.moved.subject", Correspondence.bracketed(enquiry), name);
        LetterPaper paper = new LetterPaper(language, subject)
                .paragraph(letters.say(language, "letter.greeting"))
                .paragraph(letters.say(language, "letter.moved.unit", name, unit.phone(), unit.email()));
        if (enquiry.firstResponseAt() == null && !enquiry.lastDayOn().isBefore(calendar.today())) {
            paper.paragraph(
                    letters.say(language, "letter.moved.same-day", Correspondence.day(enquiry.lastDayOn(), language)));
        }
        paper.paragraph(letters.say(language, "letter.forwarded.more", LetterLinks.PLACEHOLDER, enquiry.number()))
                .signature(unit.signature().in(language));
        letters.queue(enquiry, letters.letter(enquiry, LetterKind.MOVED, unit, email, subject, paper));
    }

    /** Queues the letter to a recipient. */
    public UUID send(
            Enquiry enquiry,
            Recipient recipient,
            String email,
            Set<Part> parts,
            String words,
            boolean watched,
            Actor writer) {
        return letters.queue(enquiry, toRecipient(enquiry, recipient, email, parts, words, watched, writer));
    }

    /** The letter to a recipient, as it will leave: the officer's words and exactly the chosen parts. */
    @Transactional(readOnly = true)
    public Letter toRecipient(
            Enquiry enquiry,
            Recipient recipient,
            String email,
            Set<Part> parts,
            String words,
            boolean watched,
            Actor writer) {
        Language language = Language.SV;
        Unit unit = organisation.unit(enquiry.unitId());
        String key = recipient.isActingForUs() ? "letter.input" : "letter.forwarding";
        String subject = letters.say(language, key + ".subject", Correspondence.bracketed(enquiry));
        LetterPaper paper = new LetterPaper(language, subject)
                .paragraph(letters.say(language, "letter.greeting"))
                .paragraph(
                        letters.say(language, key + ".body", unit.name().in(language), unit.email(), enquiry.number()));
        if (!words.isBlank()) {
            paper.written(words);
        }
        if (parts.contains(Part.QUESTION)) {
            said(enquiry, true)
                    .forEach(text -> paper.paragraph(letters.say(language, "letter.part.QUESTION"))
                            .written(text));
        }
        if (parts.contains(Part.ANSWERS)) {
            said(enquiry, false)
                    .forEach(text -> paper.paragraph(letters.say(language, "letter.part.ANSWERS"))
                            .written(text));
        }
        if (parts.contains(Part.CONTACT)) {
            paper.paragraph(letters.say(language, "letter.part.CONTACT")).written(contact(enquiry, language));
        }
        if (watched) {
            paper.paragraph(letters.say(language, "letter.forwarding.confirm", ForwardingLinks.PLACEHOLDER));
        }
        String signature = unit.signature().in(language);
        paper.signature(writer.role() == Actor.Role.STAFF ? writer.name() + "\n" + signature : signature);
        return letters.letter(enquiry, LetterKind.FORWARDING, unit, email, subject, paper);
    }

    private List<String> said(Enquiry enquiry, boolean byTheAsker) {
        return enquiries.messages(enquiry.id()).stream()
                .filter(message -> byTheAsker
                        ? message.type() == Message.Type.QUESTION || message.type() == Message.Type.ENQUIRER_ADDED
                        : message.type() == Message.Type.ANSWER || message.type() == Message.Type.ANSWERED_OTHERWISE)
                .map(Message::text)
                .toList();
    }

    private String contact(Enquiry enquiry, Language language) {
        Enquirer asker = enquiry.enquirer();
        List<String> lines = new ArrayList<>();
        for (String line : new @Nullable String[] {asker.name(), asker.email(), asker.phone()}) {
            if (line != null && !line.isBlank()) {
                lines.add(line);
            }
        }
        return lines.isEmpty() ? letters.say(language, "letter.part.anonymous") : String.join("\n", lines);
    }

    /** Queues the letter that tells the asker who has the matter, when there is an address for it. */
    public Optional<UUID> tellAsker(Enquiry enquiry, Recipient recipient, Set<Part> parts) {
        return toAsker(enquiry, recipient, parts).map(letter -> letters.queue(enquiry, letter));
    }

    /** What the asker reads of whose matter it is and how to reach them; of a sensitive one only that something is new. */
    @Transactional(readOnly = true)
    public Optional<Letter> toAsker(Enquiry enquiry, Recipient recipient, Set<Part> parts) {
        String email = enquiry.enquirer().email();
        if (email == null) {
            return Optional.empty();
        }
        Language language = enquiry.enquirer().language();
        Unit unit = organisation.unit(enquiry.unitId());
        String name = recipient.name().in(language);
        String number = Correspondence.bracketed(enquiry);
        boolean input = recipient.isActingForUs();
        String subject = enquiry.sensitive()
                ? letters.say(language, "letter.news.subject", number)
                : letters.say(
                        language, input ? "letter.input-asked.subject" : "letter.forwarded.subject", number, name);
        LetterPaper paper = new LetterPaper(language, subject).paragraph(letters.say(language, "letter.greeting"));
        if (enquiry.sensitive()) {
            paper.paragraph(letters.say(language, "letter.news.body", enquiry.number()))
                    .paragraph(
                            letters.say(language, "letter.news.open", LetterLinks.PLACEHOLDER, address.of("/arende")));
        } else {
            paper.paragraph(letters.say(language, input ? "letter.input-asked.body" : "letter.forwarded.body", name))
                    .paragraph(letters.say(language, "letter.forwarded.reach", name, reach(recipient)))
                    .paragraph(along(parts, language))
                    .paragraph(
                            letters.say(language, "letter.forwarded.more", LetterLinks.PLACEHOLDER, enquiry.number()));
        }
        paper.signature(unit.signature().in(language));
        return Optional.of(letters.letter(enquiry, LetterKind.FORWARDED, unit, email, subject, paper));
    }

    private String along(Set<Part> parts, Language language) {
        return parts.isEmpty()
                ? letters.say(language, "letter.forwarded.nothing")
                : letters.say(
                        language,
                        "letter.forwarded.along",
                        parts.stream()
                                .sorted()
                                .map(part -> letters.say(language, "letter.along." + part.name()))
                                .collect(Collectors.joining(", ")));
    }

    /** How to reach a recipient, a line for each way. */
    public static String reach(Recipient recipient) {
        List<String> ways = new ArrayList<>(List.of(recipient.phone(), recipient.email()));
        ways.add(recipient.web());
        ways.add(recipient.address().replace("\n", ", "));
        return ways.stream().filter(way -> !way.isBlank()).collect(Collectors.joining("\n"));
    }
}
