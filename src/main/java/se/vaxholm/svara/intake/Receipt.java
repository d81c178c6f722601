package se.vaxholm.svara.intake;

import java.time.LocalDate;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.StatusCode;
import se.vaxholm.svara.organisation.Unit;

/**
 * What the asker takes home.
 *
 * @param lastDayOn by when there is an answer, or word of who answers and when
 * @param seenBefore whether the same submission had come already
 */
public record Receipt(EnquiryNumber number, StatusCode code, LocalDate lastDayOn, Unit unit, boolean seenBefore) {}
