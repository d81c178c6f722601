package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.correspondence.PromiseLetters;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.NewPromise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.process.NoticeForm;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Shows the letter that a notice would become, before it is sent (G18, G19). */
@Controller
class NoticePages {

    private final CaseRights rights;
    private final CasePage page;
    private final CaseViews views;
    private final CaseDrafts drafts;
    private final FormCheck check;
    private final NoticeForm form;
    private final Promises promises;
    private final PromiseLetters letters;

    NoticePages(
            CaseRights rights,
            CasePage page,
            CaseViews views,
            CaseDrafts drafts,
            FormCheck check,
            NoticeForm form,
            Promises promises,
            PromiseLetters letters) {
        this.rights = rights;
        this.page = page;
        this.views = views;
        this.drafts = drafts;
        this.check = check;
        this.form = form;
        this.promises = promises;
        this.letters = letters;
    }

    /** The letter is shown from the draft, so that the page can be read again and sent by nobody who only reloads it. */
    @PostMapping("/arenden/{number}/uppgifter/{taskId}/besked/brev")
    String askForLetter(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam(defaultValue = "0") String version,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        Map<String, String> typed = TaskForm.ASSESS.read(request);
        Work work = views.work(enquiry, taskId, staff).orElse(null);
        if (work == null || work.form() != TaskForm.ASSESS) {
            return CasePages.address(enquiry);
        }
        if (!work.mine()) {
            throw new AccessDeniedException("The task is not this person's work");
        }
        Map<String, String> printable = FormCheck.printable(typed);
        CaseDrafts.Kept kept = drafts.keep(enquiry, work.form(), printable, DraftPages.version(version), staff);
        Problems problems = check.check(Outcome.HOLDING_NOTICE, typed, enquiry);
        if (problems.isEmpty() && kept.isSaved()) {
            return CasePages.address(enquiry) + "/uppgifter/" + taskId + "/besked/brev";
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        page.lay(model, enquiry, staff, new CasePage.Returned(TaskForm.ASSESS, printable, problems, null));
        return OutcomePages.Side.HOLDING_NOTICE.template();
    }

    @GetMapping("/arenden/{number}/uppgifter/{taskId}/besked/brev")
    String letter(@PathVariable String number, @PathVariable String taskId, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = views.work(enquiry, taskId, staff)
                .filter(one -> one.form() == TaskForm.ASSESS && one.mine())
                .orElse(null);
        NewPromise said = work == null || work.draft() == null
                ? null
                : form.read(work.draft().fields(), enquiry);
        if (work == null || said == null) {
            return CasePages.address(enquiry);
        }
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("work", work);
        model.addAttribute("fields", NoticeForm.FIELDS);
        DraftPages.show(
                letters.preview(enquiry, said, promises.standing(enquiry).orElse(null), staff.asActor()), model);
        return "staff/outcome/notice-letter";
    }
}
