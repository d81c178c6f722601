package se.vaxholm.svara.tasklist;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** A letter on paper: the page that is printed, put into an envelope, and posted. */
@Controller
class PaperPages {

    private final CaseRights rights;
    private final CaseViews views;
    private final Enquiries enquiries;
    private final OutcomeLetters letters;
    private final StaffDates dates;

    PaperPages(CaseRights rights, CaseViews views, Enquiries enquiries, OutcomeLetters letters, StaffDates dates) {
        this.rights = rights;
        this.views = views;
        this.enquiries = enquiries;
        this.letters = letters;
        this.dates = dates;
    }

    @GetMapping("/arenden/{number}/uppgifter/{taskId}/utskrift")
    String print(@PathVariable String number, @PathVariable String taskId, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Message word = views.work(enquiry, taskId, staff)
                .filter(work -> work.form() == TaskForm.PRINT_AND_POST && work.isWritable())
                .flatMap(work -> enquiries.messages(enquiry.id()).stream()
                        .filter(message ->
                                message.type() == Message.Type.ANSWER || message.type() == Message.Type.ELSEWHERE)
                        .reduce((earlier, later) -> later))
                .orElse(null);
        if (word == null) {
            return CasePages.address(enquiry);
        }
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("letter", letters.paper(enquiry, word, staff.asActor()));
        model.addAttribute("day", dates.today(enquiry.enquirer().language()));
        return "staff/paper";
    }
}
