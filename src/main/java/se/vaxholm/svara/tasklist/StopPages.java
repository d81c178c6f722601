package se.vaxholm.svara.tasklist;

import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.SentLetters;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Stops a letter that was sent by mistake, for as long as it has not left. */
@Controller
class StopPages {

    private final CaseRights rights;
    private final SentLetters letters;
    private final Announcements announcements;

    StopPages(CaseRights rights, SentLetters letters, Announcements announcements) {
        this.rights = rights;
        this.letters = letters;
        this.announcements = announcements;
    }

    @PostMapping("/arenden/{number}/brev/{letterId}/stoppa")
    String stop(
            @PathVariable String number,
            @PathVariable UUID letterId,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        Enquiry enquiry = rights.workable(number, staff);
        boolean stopped = letters.stop(enquiry, letterId, staff);
        announcements.tell(redirect, stopped ? "staff.letter.stopped" : "staff.letter.notStopped");
        return CasePages.address(enquiry);
    }
}
