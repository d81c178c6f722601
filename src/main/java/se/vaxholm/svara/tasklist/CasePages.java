package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.TaskTakenException;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.staffing.Absence;
import se.vaxholm.svara.staffing.Absences;

/** The case page (ärendesidan): read a case, take it, give it back, leave a note for colleagues. */
@Controller
class CasePages {

    private final CaseRights rights;
    private final CasePage page;
    private final CaseViews views;
    private final EnquiryProcess process;
    private final Enquiries enquiries;
    private final Refusals refusals;
    private final Announcements announcements;
    private final Absences absences;
    private final StaffDates dates;

    CasePages(
            CaseRights rights,
            CasePage page,
            CaseViews views,
            EnquiryProcess process,
            Enquiries enquiries,
            Refusals refusals,
            Announcements announcements,
            Absences absences,
            StaffDates dates) {
        this.rights = rights;
        this.page = page;
        this.views = views;
        this.process = process;
        this.enquiries = enquiries;
        this.refusals = refusals;
        this.announcements = announcements;
        this.absences = absences;
        this.dates = dates;
    }

    @GetMapping("/arenden/{number}")
    String show(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.readable(number, staff);
        if (!enquiry.number().value().equals(number)) {
            return address(enquiry);
        }
        return page.lay(model, enquiry, staff, CasePage.Returned.nothing());
    }

    /** The addresses that only take forms: whoever changes the language on their answer, or reloads it, comes to the case. */
    @GetMapping({
        "/arenden/{number}/anteckningar",
        "/arenden/{number}/uppgifter/{taskId}",
        "/arenden/{number}/uppgifter/{taskId}/{deed:ta|lamna|ta-over|har-det|utkast}"
    })
    String back(@PathVariable String number, @CurrentStaff Staff staff) {
        return address(rights.readable(number, staff));
    }

    @PostMapping("/arenden/{number}/uppgifter/{taskId}/ta")
    String claim(
            @PathVariable String number,
            @PathVariable String taskId,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = views.work(enquiry, taskId, staff).orElse(null);
        if (work == null) {
            return refused(model, enquiry, staff, refusals.done(enquiry, TaskForm.ASSESS, Map.of()), response);
        }
        require(work.mayDo());
        try {
            process.claim(taskId, staff);
        } catch (TaskTakenException e) {
            return taken(e, work, enquiry, staff, model, response);
        }
        Optional<Absence> away = absences.today(staff.id());
        if (away.isPresent()) {
            announcements.tell(
                    redirect,
                    "absence.claimed",
                    enquiry.number().value(),
                    dates.day(away.get().toOn()));
        } else {
            announcements.tell(redirect, "staff.claimed", enquiry.number().value());
        }
        return address(enquiry);
    }

    /** The handler's answer to the reminder (G7). */
    @PostMapping("/arenden/{number}/uppgifter/{taskId}/har-det")
    String confirm(
            @PathVariable String number,
            @PathVariable String taskId,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        Enquiry enquiry = rights.workable(number, staff);
        if (views.work(enquiry, taskId, staff).filter(Work::mine).isPresent()) {
            enquiries.tell(Deed.What.HANDLER_CONFIRMED, enquiry, staff.asActor(), Map.of());
            announcements.tell(redirect, "reminder.confirmed", enquiry.number().value());
        }
        return address(enquiry);
    }

    @PostMapping("/arenden/{number}/uppgifter/{taskId}/lamna")
    String release(
            @PathVariable String number,
            @PathVariable String taskId,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        Enquiry enquiry = rights.workable(number, staff);
        if (views.work(enquiry, taskId, staff).filter(Work::mine).isPresent()) {
            try {
                process.release(taskId, staff);
                announcements.tell(redirect, "staff.released", enquiry.number().value());
            } catch (TaskTakenException e) {
                // Whoever has it now is told on the page: there is nothing left to give back.
                return address(enquiry);
            }
        }
        return address(enquiry);
    }

    @PostMapping("/arenden/{number}/uppgifter/{taskId}/ta-over")
    String takeOver(
            @PathVariable String number,
            @PathVariable String taskId,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        require(rights.mayTakeOver(enquiry, staff));
        Work work = views.work(enquiry, taskId, staff).orElse(null);
        if (work == null) {
            return refused(model, enquiry, staff, refusals.done(enquiry, TaskForm.ASSESS, Map.of()), response);
        }
        try {
            process.takeOver(taskId, staff);
        } catch (TaskTakenException e) {
            return taken(e, work, enquiry, staff, model, response);
        }
        announcements.tell(redirect, "staff.claimed", enquiry.number().value());
        return address(enquiry);
    }

    @PostMapping("/arenden/{number}/anteckningar")
    String note(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        String note = text.replace("\r\n", "\n");
        Problems problems = Problems.none();
        FormCheck.text("note-text", note, "note", problems);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("noteText", FormCheck.printable(note));
            return page.lay(model, enquiry, staff, new CasePage.Returned(null, Map.of(), problems, null));
        }
        if (!isThereAlready(enquiry, note, staff)) {
            enquiries.note(enquiry.id(), note, staff.asActor());
        }
        announcements.tell(redirect, "staff.noted");
        return address(enquiry);
    }

    /** The same note as the last one, by the same person, is the same press of the button. */
    private boolean isThereAlready(Enquiry enquiry, String note, Staff staff) {
        var messages = enquiries.messages(enquiry.id());
        Message last = messages.get(messages.size() - 1);
        return last.type() == Message.Type.NOTE
                && staff.id().equals(last.authorId())
                && last.text().equals(note);
    }

    private String taken(
            TaskTakenException e, Work work, Enquiry enquiry, Staff staff, Model model, HttpServletResponse response) {
        String by = e.by();
        if (staff.id().equals(by)) {
            return address(enquiry);
        }
        Notice notice = by == null
                ? refusals.done(enquiry, work.form(), Map.of())
                : refusals.taken(enquiry, work.form(), by, null, Map.of());
        return refused(model, enquiry, staff, notice, response);
    }

    private String refused(Model model, Enquiry enquiry, Staff staff, Notice notice, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return page.lay(
                model,
                enquiries.get(enquiry.id()),
                staff,
                new CasePage.Returned(null, Map.of(), Problems.none(), notice));
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new AccessDeniedException("The task is not this person's work");
        }
    }

    static String address(Enquiry enquiry) {
        return "redirect:/arenden/" + enquiry.number();
    }
}
