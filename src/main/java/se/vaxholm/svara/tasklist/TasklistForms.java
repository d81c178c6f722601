package se.vaxholm.svara.tasklist;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.TaskCases;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/**
 * The forms that models name for their tasks ({@code embedded:/tasklist-forms/assess.html}), as Tasklist asks for them.
 *
 * <p>AngularJS compiles what Tasklist gets here, so nothing that somebody has written may stand in it: it is a shell with the
 * case's number, and our script fetches the form itself and puts it into the page afterwards, out of AngularJS's reach.
 */
@Controller
class TasklistForms {

    private final TaskCases cases;
    private final CaseRights rights;
    private final CasePage page;

    TasklistForms(TaskCases cases, CaseRights rights, CasePage page) {
        this.cases = cases;
        this.rights = rights;
        this.page = page;
    }

    /** Whoever opens the address as a page comes to the case. */
    @GetMapping("/tasklist-forms/{form}.html")
    String form(
            @PathVariable String form,
            @RequestParam String taskId,
            @RequestHeader(name = "Sec-Fetch-Mode", required = false) @Nullable String mode,
            @CurrentStaff Staff staff,
            Model model) {
        if (TaskForm.of(form).isEmpty()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, "No such form");
        }
        Enquiry enquiry = caseOf(taskId, staff);
        if ("navigate".equals(mode)) {
            return CasePages.address(enquiry);
        }
        model.addAttribute("number", enquiry.number().value());
        model.addAttribute("taskId", taskId);
        return "tasklist/shell";
    }

    /** The case on a tab beside the form; as a page it is the case page. */
    @GetMapping("/tasklist-forms/arende")
    String caseTab(@RequestParam String taskId, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = caseOf(taskId, staff);
        return TasklistFrame.current().isEmpty()
                ? CasePages.address(enquiry)
                : page.lay(model, enquiry, staff, CasePage.Returned.nothing());
    }

    private Enquiry caseOf(String taskId, Staff staff) {
        return Optional.of(taskId)
                .filter(id -> id.matches("[0-9A-Za-z-]{1,64}"))
                .flatMap(cases::caseOf)
                .map(number -> rights.readable(number.value(), staff))
                .orElseThrow(NoSuchCaseException::new);
    }
}
