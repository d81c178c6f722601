package se.vaxholm.svara.tasklist;

import java.util.List;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Correction;
import se.vaxholm.svara.enquiry.Corrections;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.SignedInStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffRole;

/** Shows what a case said before it was corrected, to the registrar and the auditor alone. */
@Component("oldDetails")
public class OldDetails {

    private final Corrections corrections;

    OldDetails(Corrections corrections) {
        this.corrections = corrections;
    }

    public List<Correction> of(Enquiry enquiry) {
        return SignedInStaff.now().filter(OldDetails::mayRead).isPresent() ? corrections.of(enquiry.id()) : List.of();
    }

    private static boolean mayRead(Staff staff) {
        return staff.hasRole(StaffRole.REGISTRATOR) || staff.hasRole(StaffRole.REVISOR);
    }
}
