package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.process.ElsewhereForm;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Shows the letters of questions and endings before they are sent (G18, G19): from the draft, so that a reload sends nothing. */
@Controller
class EndingLetters {

    private final CaseRights rights;
    private final CasePage page;
    private final CaseViews views;
    private final CaseDrafts drafts;
    private final FormCheck check;
    private final ElsewhereForm elsewhere;
    private final OutcomeLetters letters;

    EndingLetters(
            CaseRights rights,
            CasePage page,
            CaseViews views,
            CaseDrafts drafts,
            FormCheck check,
            ElsewhereForm elsewhere,
            OutcomeLetters letters) {
        this.rights = rights;
        this.page = page;
        this.views = views;
        this.drafts = drafts;
        this.check = check;
        this.elsewhere = elsewhere;
        this.letters = letters;
    }

    @PostMapping("/arenden/{number}/uppgifter/{taskId}/{side:fraga|i-annat-system|avsluta}/brev")
    String ask(
            @PathVariable String number,
            @PathVariable String taskId,
            @PathVariable String side,
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
        OutcomePages.Side asked = OutcomePages.Side.at(side);
        Map<String, String> printable = FormCheck.printable(typed);
        CaseDrafts.Kept kept = drafts.keep(enquiry, work.form(), printable, DraftPages.version(version), staff);
        Problems problems = check.check(Outcome.valueOf(asked.name()), typed, enquiry);
        if (problems.isEmpty() && kept.isSaved()) {
            return CasePages.address(enquiry) + "/uppgifter/" + taskId + "/" + side + "/brev";
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        page.lay(model, enquiry, staff, new CasePage.Returned(TaskForm.ASSESS, printable, problems, null));
        return asked.template();
    }

    @GetMapping("/arenden/{number}/uppgifter/{taskId}/{side:fraga|i-annat-system|avsluta}/brev")
    String show(
            @PathVariable String number,
            @PathVariable String taskId,
            @PathVariable String side,
            @CurrentStaff Staff staff,
            Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = views.work(enquiry, taskId, staff)
                .filter(one -> one.form() == TaskForm.ASSESS && one.mine() && one.draft() != null)
                .orElse(null);
        Outcome outcome = Outcome.valueOf(OutcomePages.Side.at(side).name());
        Optional<Letter> letter = work == null || work.draft() == null
                ? Optional.empty()
                : letter(enquiry, outcome, work.draft().fields(), staff);
        if (work == null || letter.isEmpty()) {
            return CasePages.address(enquiry);
        }
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("work", work);
        model.addAttribute("side", side);
        DraftPages.show(letter.get(), model);
        return "staff/outcome/letter";
    }

    private Optional<Letter> letter(Enquiry enquiry, Outcome outcome, Map<String, String> fields, Staff staff) {
        if (!check.check(outcome, fields, enquiry).isEmpty()) {
            return Optional.empty();
        }
        return switch (outcome) {
            case ASK_BACK ->
                Optional.of(letters.previewQuestion(enquiry, fields.getOrDefault("ask.text", ""), staff.asActor()));
            case HANDLED_ELSEWHERE ->
                elsewhere.read(fields).map(where -> letters.previewElsewhere(enquiry, where, staff.asActor()));
            case CLOSE_UNANSWERED ->
                Optional.of(CloseReason.valueOf(fields.getOrDefault("close.reason", "")))
                        .filter(CloseReason::isTold)
                        .map(reason -> letters.previewClosing(
                                enquiry,
                                reason,
                                EnquiryNumber.parse(fields.getOrDefault("close.other", ""))
                                        .map(EnquiryNumber::value)
                                        .orElse(null),
                                staff.asActor()));
            default -> Optional.empty();
        };
    }
}
