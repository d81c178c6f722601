package se.vaxholm.svara.process;

import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Elsewhere;
import se.vaxholm.svara.enquiry.Enquiry;

/** Reads from the form where a matter goes on that is handled in another system. */
@Component
public class ElsewhereForm {

    private final CaseOfStep cases;
    private final EndingCheck check;

    ElsewhereForm(CaseOfStep cases, EndingCheck check) {
        this.cases = cases;
        this.check = check;
    }

    /** Empty when the form does not say it completely. */
    public Optional<Elsewhere> read(Map<String, String> fields) {
        return check.read(fields);
    }

    /** @throws IncompleteDraftException when the draft does not say it completely */
    Elsewhere read(Enquiry enquiry) {
        return read(cases.fields(enquiry, Forms.ASSESS))
                .orElseThrow(() -> new IncompleteDraftException("elsewhere.system", "empty"));
    }
}
