package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Staff;

/**
 * The way from an outcome's form to the letter that it would become: what is typed is kept with the case and checked, and the
 * letter is then shown from the draft, so that it can be read again and is sent by nobody who only reloads it.
 */
@Component
class ToLetter {

    private final CaseRights rights;
    private final CasePage page;
    private final CaseViews views;
    private final CaseDrafts drafts;
    private final FormCheck check;
    private final Enquiries enquiries;
    private final Refusals refusals;

    ToLetter(
            CaseRights rights,
            CasePage page,
            CaseViews views,
            CaseDrafts drafts,
            FormCheck check,
            Enquiries enquiries,
            Refusals refusals) {
        this.rights = rights;
        this.page = page;
        this.views = views;
        this.drafts = drafts;
        this.check = check;
        this.enquiries = enquiries;
        this.refusals = refusals;
    }

    /** The form as it was sent, and by whom. */
    record Sent(String number, String taskId, String version, MultiValueMap<String, String> request, Staff staff) {}

    /** On to the letter, or back to the form or the case with what stands in the way. */
    String go(OutcomePages.Side side, Sent sent, Model model, HttpServletResponse response) {
        return keep(side, sent, Outcome.valueOf(side.name()), "/brev", model, response);
    }

    /** To another view of the same form, however much is still missing in it: nothing that is typed is lost by looking. */
    String stay(OutcomePages.Side side, Sent sent, String view, Model model, HttpServletResponse response) {
        return keep(side, sent, null, view, model, response);
    }

    private String keep(
            OutcomePages.Side side,
            Sent sent,
            @Nullable Outcome checked,
            String onward,
            Model model,
            HttpServletResponse response) {
        Staff staff = sent.staff();
        Enquiry enquiry = rights.workable(sent.number(), staff);
        Map<String, String> typed = TaskForm.ASSESS.read(sent.request());
        Work work = assessing(enquiry, sent.taskId(), staff);
        if (work == null) {
            return conflict(model, enquiry, staff, refusals.done(enquiry, TaskForm.ASSESS, typed), response);
        }
        if (!work.mayDo()) {
            throw new AccessDeniedException("The task is not this person's work");
        }
        Map<String, String> printable = FormCheck.printable(typed);
        CaseDrafts.Kept kept =
                drafts.keep(enquiry, TaskForm.ASSESS, printable, DraftPages.version(sent.version()), staff);
        String holder = work.task().assignee();
        if (holder == null) {
            return CasePages.address(enquiry);
        }
        if (!work.mine()) {
            return conflict(
                    model, enquiry, staff, refusals.taken(enquiry, TaskForm.ASSESS, holder, kept, typed), response);
        }
        Problems problems = checked == null ? Problems.none() : check.check(checked, typed, enquiry);
        if (problems.isEmpty() && kept.isSaved()) {
            return CasePages.address(enquiry) + "/uppgifter/" + sent.taskId() + "/" + side.address() + onward;
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        Notice notice = kept.fate() == CaseDrafts.Fate.SOMEBODY_ELSE_WROTE && kept.draft() != null
                ? refusals.changed(kept.draft())
                : null;
        page.lay(model, enquiry, staff, new CasePage.Returned(TaskForm.ASSESS, printable, problems, notice));
        return side.template();
    }

    private @Nullable Work assessing(Enquiry enquiry, String taskId, Staff staff) {
        return views.work(enquiry, taskId, staff)
                .filter(work -> work.form() == TaskForm.ASSESS)
                .orElse(null);
    }

    private String conflict(Model model, Enquiry enquiry, Staff staff, Notice notice, HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        return page.lay(
                model,
                enquiries.get(enquiry.id()),
                staff,
                new CasePage.Returned(null, Map.of(), Problems.none(), notice));
    }
}
