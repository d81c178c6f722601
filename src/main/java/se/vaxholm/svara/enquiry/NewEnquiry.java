package se.vaxholm.svara.enquiry;

import se.vaxholm.svara.calendar.Deadline;

/**
 * What is known of a contact when it becomes an enquiry.
 *
 * @param quiet whether a machine asks: nothing that a machine writes goes back to it
 */
public record NewEnquiry(
        Channel channel,
        Kind kind,
        String categoryId,
        String text,
        Enquirer enquirer,
        boolean sensitive,
        String legalKind,
        String topics,
        Deadline deadline,
        boolean quiet) {}
