package se.vaxholm.svara.tasklist;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Handovers;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.process.ForwardingCheck;

/** What pages show of where a case can go, where it is on its way, and where it has been; templates ask by its name. */
@Component("forwardingViews")
class ForwardingViews {

    private final Organisation organisation;
    private final Recipients recipients;
    private final Handovers handovers;
    private final Forwardings forwardings;
    private final ForwardingCheck check;
    private final StaffDates dates;
    private final MessageSource messages;

    ForwardingViews(
            Organisation organisation,
            Recipients recipients,
            Handovers handovers,
            Forwardings forwardings,
            ForwardingCheck check,
            StaffDates dates,
            MessageSource messages) {
        this.organisation = organisation;
        this.recipients = recipients;
        this.handovers = handovers;
        this.forwardings = forwardings;
        this.check = check;
        this.dates = dates;
        this.messages = messages;
    }

    /** A unit that a case can be handed over to. */
    record Choice(String id, String name, boolean sameBoard) {}

    /** A hand-over that waits, in words. */
    record Waiting(String from, String to, String when, String by) {}

    /** What became of a forwarding, in words. */
    record Sent(
            String name,
            Forwarding.State state,
            boolean forInput,
            Instant at,
            @Nullable LocalDate watchOn) {

        /** How its state looks as a tag. */
        public String look() {
            return switch (state) {
                case ON_ITS_WAY -> "soon";
                case DELIVERED, CONFIRMED, STANDS -> "done";
                case REFUSED -> "late";
                case TAKEN_BACK, GIVEN_UP -> "quiet";
            };
        }
    }

    public List<Choice> units(Enquiry enquiry) {
        return organisation.units().stream()
                .filter(unit -> !unit.id().equals(enquiry.worksAt()))
                .map(unit -> new Choice(
                        unit.id(),
                        unit.name().in(StaffDates.language()),
                        !handovers.isAcrossBoards(enquiry.worksAt(), unit.id())))
                .toList();
    }

    public List<Part> parts(boolean outward) {
        return Arrays.stream(Part.values())
                .filter(part -> !outward || Part.OUTWARD.contains(part))
                .toList();
    }

    /** What the form holds; to begin with everything for another unit, unless the case is a sensitive one. */
    public boolean isTicked(Work work, String field, Part part, boolean byDefault) {
        String kept = work.entered().containsKey(field) || hasDraft(work, field) ? work.value(field) : null;
        return kept == null ? byDefault : Part.read(kept).contains(part);
    }

    private static boolean hasDraft(Work work, String field) {
        return work.draft() != null && work.draft().fields().containsKey(field);
    }

    /** The unit that gets the case when it is sent back, or null for the registrar who decides. */
    public @Nullable String goesBackTo(Enquiry enquiry) {
        String unit = handovers.goesBackTo(enquiry);
        return unit.equals(Unit.REGISTRATOR) ? null : name(unit);
    }

    /** Those whom a search finds, after the one that is chosen already: no search takes a choice away. */
    public List<Recipient> recipients(String query, String chosen) {
        List<Recipient> found = recipients.search(query);
        boolean listed = found.stream().anyMatch(one -> one.id().equals(chosen));
        return listed
                ? found
                : Stream.concat(recipients.find(chosen).filter(one -> !one.isRetired()).stream(), found.stream())
                        .toList();
    }

    public boolean isNobodyFound(String query) {
        return recipients.search(query).isEmpty();
    }

    /** Which promise the officer has to make before a letter leaves, or null for none. */
    public @Nullable String consent(Enquiry enquiry) {
        boolean call = check.isToBeTold(enquiry);
        if (enquiry.sensitive()) {
            return call ? "both" : "secrecy";
        }
        return call ? "call" : null;
    }

    /** Whether there is a way to reach the asker that could go along. */
    public boolean canBeReached(Enquiry enquiry) {
        Enquirer asker = enquiry.enquirer();
        return asker.email() != null || asker.phone() != null || asker.postalAddress() != null;
    }

    /** The hand-over that waits, or null. */
    public @Nullable Waiting waiting(Enquiry enquiry) {
        return handovers
                .pending(enquiry.id())
                .map(handover -> new Waiting(
                        name(handover.fromUnitId()),
                        name(handover.toUnitId()),
                        dates.when(handover.at()),
                        handover.byName()))
                .orElse(null);
    }

    /** Where the case has been sent outside the municipality, newest last. */
    public List<Sent> sent(Enquiry enquiry) {
        return forwardings.of(enquiry.id()).stream()
                .map(forwarding -> new Sent(
                        recipient(forwarding)
                                .map(found -> found.name().in(StaffDates.language()))
                                .orElse(forwarding.recipientId()),
                        forwarding.state(),
                        forwarding.type() == Recipient.Type.ACTS_FOR_US,
                        forwarding.settledAt() == null ? forwarding.at() : forwarding.settledAt(),
                        forwarding.isTheirs() ? forwarding.watchOn() : null))
                .toList();
    }

    /** Whose matter it is to be, for the tasks that follow it up. */
    public @Nullable Recipient latest(Enquiry enquiry) {
        return forwardings.latest(enquiry.id()).flatMap(this::recipient).orElse(null);
    }

    /** The address to which the latest letter went. */
    public String latestEmail(Enquiry enquiry) {
        return forwardings.latest(enquiry.id()).map(Forwarding::email).orElse("");
    }

    /** The words by which an asker is sent to whoever answers for their question, in the asker's language. */
    String referral(Recipient recipient, Enquiry enquiry) {
        Language language = enquiry.enquirer().language();
        return messages.getMessage(
                "staff.forward.refer.answer",
                new Object[] {recipient.name().in(language), ForwardingLetters.reach(recipient)},
                language.locale());
    }

    private Optional<Recipient> recipient(Forwarding forwarding) {
        return recipients.find(forwarding.recipientId());
    }

    private String name(String unitId) {
        return organisation
                .findUnit(unitId)
                .map(unit -> unit.name().in(StaffDates.language()))
                .orElse(unitId);
    }
}
