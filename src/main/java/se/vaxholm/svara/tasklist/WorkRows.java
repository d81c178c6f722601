package se.vaxholm.svara.tasklist;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;

/** Tells a case in one line of a list. */
@Component
class WorkRows {

    private final Organisation organisation;
    private final Forwardings forwardings;
    private final Clocks clocks;
    private final Withheld withheld;
    private final Mails mails;

    WorkRows(Organisation organisation, Forwardings forwardings, Clocks clocks, Withheld withheld, Mails mails) {
        this.mails = mails;
        this.forwardings = forwardings;
        this.clocks = clocks;
        this.organisation = organisation;
        this.withheld = withheld;
    }

    /** Tells each of the cases of a list; what is asked of the database is asked once for all of them. */
    Function<Enquiry, WorkRow> telling(Collection<Enquiry> enquiries) {
        Set<UUID> failed =
                forwardings.failed(enquiries.stream().map(Enquiry::id).toList());
        Set<UUID> aside = mails.suggestedAside(enquiries.stream()
                .filter(enquiry -> enquiry.channel() == Channel.EMAIL && enquiry.awaitsWord())
                .map(Enquiry::id)
                .toList());
        Function<Enquiry, ClockFace> glances = clocks.glances();
        return enquiry ->
                row(enquiry, glances.apply(enquiry), failed.contains(enquiry.id()), aside.contains(enquiry.id()));
    }

    WorkRow row(Enquiry enquiry) {
        return telling(List.of(enquiry)).apply(enquiry);
    }

    private WorkRow row(Enquiry enquiry, ClockFace clock, boolean forwardingFailed, boolean aside) {
        Language language = StaffDates.language();
        return new WorkRow(
                enquiry.number().value(),
                withheld.subject(enquiry),
                enquiry.textsOf() == null ? enquiry.enquirer().name() : null,
                organisation
                        .category(enquiry.categoryId())
                        .map(category -> category.name().in(language))
                        .orElse(enquiry.categoryId()),
                organisation
                        .findUnit(enquiry.unitId())
                        .map(unit -> unit.name().in(language))
                        .orElse(enquiry.unitId()),
                enquiry.handlerName(),
                StatusWord.of(enquiry, forwardingFailed),
                clock,
                aside);
    }
}
