package se.vaxholm.svara.tasklist;

import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;

/** Tells a case in one line of a list. */
@Component
class WorkRows {

    private final Organisation organisation;
    private final Withheld withheld;

    WorkRows(Organisation organisation, Withheld withheld) {
        this.organisation = organisation;
        this.withheld = withheld;
    }

    WorkRow row(Enquiry enquiry, ClockFace clock) {
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
                StatusWord.of(enquiry),
                clock);
    }
}
