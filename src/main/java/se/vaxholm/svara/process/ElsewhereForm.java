package se.vaxholm.svara.process;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Elsewhere;
import se.vaxholm.svara.enquiry.Enquiry;

/** Reads from the form where a matter goes on that is handled in another system. */
@Component
class ElsewhereForm {

    private final CaseOfStep cases;

    ElsewhereForm(CaseOfStep cases) {
        this.cases = cases;
    }

    /** @throws IncompleteDraftException when the day is none */
    Elsewhere read(Enquiry enquiry) {
        try {
            return new Elsewhere(
                    field(enquiry, "system"),
                    field(enquiry, "reference"),
                    field(enquiry, "who"),
                    LocalDate.parse(field(enquiry, "on")));
        } catch (DateTimeException e) {
            throw new IncompleteDraftException("elsewhere.on", "invalid");
        }
    }

    private String field(Enquiry enquiry, String name) {
        return cases.field(enquiry, Forms.ASSESS, "elsewhere." + name);
    }
}
