package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.correspondence.Correspondence;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.StandardAnswer;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Keeps drafts while they are written, by script or by button, and shows the letter that one would become. */
@Controller
class DraftPages {

    private static final String SIGNATURE = "\n-- \n";

    private final CaseRights rights;
    private final CasePage page;
    private final CaseViews views;
    private final CaseDrafts drafts;
    private final FormCheck check;
    private final Enquiries enquiries;
    private final Organisation organisation;
    private final Correspondence correspondence;
    private final Refusals refusals;
    private final Announcements announcements;
    private final DraftAnswers answers;
    private final AnswerFiles files;

    DraftPages(
            CaseRights rights,
            CasePage page,
            CaseViews views,
            CaseDrafts drafts,
            FormCheck check,
            Enquiries enquiries,
            Organisation organisation,
            Correspondence correspondence,
            Refusals refusals,
            Announcements announcements,
            DraftAnswers answers,
            AnswerFiles files) {
        this.rights = rights;
        this.page = page;
        this.views = views;
        this.drafts = drafts;
        this.check = check;
        this.enquiries = enquiries;
        this.organisation = organisation;
        this.correspondence = correspondence;
        this.refusals = refusals;
        this.announcements = announcements;
        this.answers = answers;
        this.files = files;
    }

    /** What the page's script sends every few seconds while somebody writes. */
    @PostMapping(path = "/arenden/{number}/uppgifter/{taskId}/utkast", headers = "X-Requested-With=XMLHttpRequest")
    ResponseEntity<DraftAnswers.Answer> saveByScript(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam(defaultValue = "0") String version,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = views.work(enquiry, taskId, staff).orElse(null);
        if (work == null) {
            return answers.gone();
        }
        require(work.mayDo());
        CaseDrafts.Kept kept = drafts.keep(enquiry, work.form(), work.form().read(request), version(version), staff);
        if (!work.isFree() && !work.mine()) {
            return answers.taken(enquiries.get(enquiry.id()), work, kept);
        }
        return answers.of(kept);
    }

    /** The same by a button, for those without scripts; with a standard answer, if one was chosen. */
    @PostMapping("/arenden/{number}/uppgifter/{taskId}/utkast")
    String save(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam(defaultValue = "0") String version,
            @RequestParam(name = "infoga", required = false) @Nullable String insert,
            @RequestParam(name = "standardsvar", defaultValue = "") String standard,
            @RequestParam(name = "filer", required = false) @Nullable String toFiles,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = views.work(enquiry, taskId, staff).orElse(null);
        if (work == null) {
            return conflict(
                    model,
                    enquiry,
                    staff,
                    refusals.done(enquiry, TaskForm.ASSESS, TaskForm.ASSESS.read(request)),
                    null,
                    response);
        }
        require(work.mayDo());
        Map<String, String> typed = work.form().read(request);
        if (insert != null) {
            typed = withStandardAnswer(typed, standard, enquiry);
        }
        CaseDrafts.Kept kept = drafts.keep(enquiry, work.form(), typed, version(version), staff);
        String refused = refusal(enquiry, work, kept, typed, staff, model, response);
        if (refused != null) {
            return refused;
        }
        if (toFiles != null) {
            return CasePages.address(enquiry) + "/uppgifter/" + work.task().id() + "/filer";
        }
        announcements.tell(redirect, "staff.draft.saved");
        return CasePages.address(enquiry) + "#" + work.form().address();
    }

    private Map<String, String> withStandardAnswer(Map<String, String> typed, String chosen, Enquiry enquiry) {
        Map<String, String> with = new HashMap<>(typed);
        organisation.standardAnswers(enquiry.unitId(), enquiry.enquirer().language()).stream()
                .filter(answer -> String.valueOf(answer.id()).equals(chosen))
                .map(StandardAnswer::body)
                .findFirst()
                .ifPresent(
                        body -> with.merge("text", body, (text, more) -> text.isBlank() ? more : text + "\n\n" + more));
        return with;
    }

    /** The letter is shown from the draft, so that the page can be read again and sent by nobody who only reloads it. */
    @PostMapping("/arenden/{number}/uppgifter/{taskId}/brev")
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
        Work work = views.work(enquiry, taskId, staff)
                .filter(one -> one.form() == TaskForm.ASSESS)
                .orElse(null);
        if (work == null) {
            return conflict(model, enquiry, staff, refusals.done(enquiry, TaskForm.ASSESS, typed), null, response);
        }
        require(work.mayDo());
        CaseDrafts.Kept kept = drafts.keep(enquiry, work.form(), FormCheck.printable(typed), version(version), staff);
        String refused = refusal(enquiry, work, kept, typed, staff, model, response);
        if (refused != null) {
            return refused;
        }
        Problems problems = check.check(Outcome.ANSWER, typed, enquiry);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page.lay(
                    model,
                    enquiry,
                    staff,
                    new CasePage.Returned(TaskForm.ASSESS, FormCheck.printable(typed), problems, null));
        }
        return CasePages.address(enquiry) + "/uppgifter/" + work.task().id() + "/brev";
    }

    @GetMapping("/arenden/{number}/uppgifter/{taskId}/brev")
    String letter(@PathVariable String number, @PathVariable String taskId, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = views.work(enquiry, taskId, staff)
                .filter(one -> one.form() == TaskForm.ASSESS && one.isWritable())
                .orElse(null);
        String text = work == null ? "" : work.value("text").strip();
        if (work == null || text.isEmpty()) {
            return CasePages.address(enquiry);
        }
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("work", work);
        model.addAttribute("text", text);
        Letter letter = correspondence.preview(enquiry, answer(enquiry, work, text), staff.asActor());
        show(letter, model);
        model.addAttribute("along", files.of(enquiry));
        return "staff/letter";
    }

    /** Lays out a letter for the page that shows it before it leaves. */
    private String answer(Enquiry enquiry, Work work, String text) {
        return correspondence.answerText(
                enquiry.enquirer().language(), text, work.value("refusal").isEmpty() ? "" : work.value("guidance"));
    }

    static void show(Letter letter, Model model) {
        // The signature stands apart in the letter's HTML; in its plain text a line of two dashes does the same.
        int signature = letter.text().lastIndexOf(SIGNATURE);
        model.addAttribute("letter", letter);
        model.addAttribute(
                "body",
                signature < 0
                        ? letter.text()
                        : letter.text().substring(0, signature).strip());
        model.addAttribute(
                "signature",
                signature < 0
                        ? ""
                        : letter.text()
                                .substring(signature + SIGNATURE.length())
                                .strip());
    }

    /** The page for a draft that could not be kept as it came, or null when it was. */
    private @Nullable String refusal(
            Enquiry enquiry,
            Work work,
            CaseDrafts.Kept kept,
            Map<String, String> typed,
            Staff staff,
            Model model,
            HttpServletResponse response) {
        String holder = work.task().assignee();
        if (holder != null && !work.mine()) {
            return conflict(
                    model, enquiry, staff, refusals.taken(enquiry, work.form(), holder, kept, typed), null, response);
        }
        Draft theirs = kept.draft();
        if (kept.fate() == CaseDrafts.Fate.SOMEBODY_ELSE_WROTE && theirs != null) {
            return conflict(model, enquiry, staff, refusals.changed(theirs), new Typed(work.form(), typed), response);
        }
        if (kept.fate() == CaseDrafts.Fate.TOO_LARGE) {
            Problems problems = Problems.none();
            typed.forEach((name, text) -> {
                if (name.equals("text") || name.equals("said")) {
                    FormCheck.text(work.form().id(name), text, "answer", problems);
                }
            });
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return page.lay(model, enquiry, staff, new CasePage.Returned(work.form(), typed, problems, null));
        }
        return null;
    }

    /** The fields of a form as they were sent. */
    private record Typed(TaskForm form, Map<String, String> fields) {

        private Typed {
            fields = new TreeMap<>(fields);
        }
    }

    private String conflict(
            Model model,
            Enquiry enquiry,
            Staff staff,
            Notice notice,
            @Nullable Typed typed,
            HttpServletResponse response) {
        response.setStatus(HttpStatus.CONFLICT.value());
        CasePage.Returned returned = typed == null
                ? new CasePage.Returned(null, Map.of(), Problems.none(), notice)
                : new CasePage.Returned(typed.form(), typed.fields(), Problems.none(), notice);
        return page.lay(model, enquiries.get(enquiry.id()), staff, returned);
    }

    static int version(String typed) {
        return typed.matches("[0-9]{1,9}") ? Integer.parseInt(typed) : 0;
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new AccessDeniedException("The task is not this person's work");
        }
    }
}
