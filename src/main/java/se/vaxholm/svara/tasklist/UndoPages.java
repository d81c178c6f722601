package se.vaxholm.svara.tasklist;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.ClosedCases;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Undoes that a case was closed without an answer, on the day it was done. */
@Controller
class UndoPages {

    private final CaseRights rights;
    private final CasePage page;
    private final Endings endings;
    private final ClosedCases closed;
    private final Announcements announcements;

    UndoPages(CaseRights rights, CasePage page, Endings endings, ClosedCases closed, Announcements announcements) {
        this.rights = rights;
        this.page = page;
        this.endings = endings;
        this.closed = closed;
        this.announcements = announcements;
    }

    @GetMapping("/arenden/{number}/angra-avslut")
    String ask(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        if (!endings.mayUndo(enquiry)) {
            return CasePages.address(enquiry);
        }
        page.lay(model, enquiry, staff, CasePage.Returned.nothing());
        return "staff/outcome/undo-close";
    }

    @PostMapping("/arenden/{number}/angra-avslut")
    String undo(@PathVariable String number, @CurrentStaff Staff staff, RedirectAttributes redirect) {
        Enquiry enquiry = rights.workable(number, staff);
        boolean undone = closed.undoClosing(enquiry, staff);
        announcements.tell(
                redirect,
                undone ? "staff.undo.done" : "staff.undo.late",
                enquiry.number().value());
        return CasePages.address(enquiry);
    }
}
