package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.process.ClosedCases;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Tells an asker that what we answered was wrong: what holds is written, the letter is read through, and then it goes. */
@Controller
class MistakePages {

    private static final String YES = "ja";

    private final CaseRights rights;
    private final CasePage page;
    private final FollowUps followUps;
    private final ClosedCases closed;
    private final OutcomeLetters letters;
    private final Announcements announcements;

    MistakePages(
            CaseRights rights,
            CasePage page,
            FollowUps followUps,
            ClosedCases closed,
            OutcomeLetters letters,
            Announcements announcements) {
        this.rights = rights;
        this.page = page;
        this.followUps = followUps;
        this.closed = closed;
        this.letters = letters;
        this.announcements = announcements;
    }

    /**
     * What was written and chosen.
     *
     * @param choice whether the question is answered by it: "ja", "nej", or "" for neither
     */
    record Typed(String text, String choice) {

        static Typed of(String text, String choice) {
            return new Typed(text.replace("\r\n", "\n").strip(), choice);
        }
    }

    @GetMapping("/arenden/{number}/ratta-svar")
    String form(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        return followUps.mayBeCorrected(enquiry)
                ? lay(model, enquiry, staff, new Typed("", ""), Problems.none())
                : CasePages.address(enquiry);
    }

    /** Back to the form, or on to the letter as it will leave. */
    @PostMapping("/arenden/{number}/ratta-svar")
    String read(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(name = "besvarad", defaultValue = "") String choice,
            @RequestParam(name = "andra", required = false) @Nullable String change,
            @CurrentStaff Staff staff,
            Model model,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        if (!followUps.mayBeCorrected(enquiry)) {
            return CasePages.address(enquiry);
        }
        Typed typed = Typed.of(text, choice);
        Problems problems = problems(enquiry, typed);
        if (change != null) {
            return lay(model, enquiry, staff, typed, Problems.none());
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(model, enquiry, staff, typed, problems);
        }
        boolean opens = !isEnough(enquiry, typed);
        lay(model, enquiry, staff, typed, problems);
        model.addAttribute("opens", opens);
        model.addAttribute("lastDay", closed.lastDayIfOpened(enquiry));
        DraftPages.show(
                letters.previewCorrection(
                        enquiry, typed.text(), opens ? closed.lastDayIfOpened(enquiry) : null, staff.asActor()),
                model);
        return "staff/outcome/mistake-letter";
    }

    @PostMapping("/arenden/{number}/ratta-svar/skicka")
    String send(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(name = "besvarad", defaultValue = "") String choice,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        Typed typed = Typed.of(text, choice);
        Problems problems = problems(enquiry, typed);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(model, enquiry, staff, typed, problems);
        }
        boolean sent = closed.correct(enquiry, typed.text(), !isEnough(enquiry, typed), staff);
        announcements.tell(
                redirect,
                sent ? "staff.mistake.done" : "staff.mistake.late",
                Objects.requireNonNullElse(enquiry.enquirer().email(), ""));
        return CasePages.address(enquiry);
    }

    /** The addresses that only take forms lead to the form. */
    @GetMapping("/arenden/{number}/ratta-svar/skicka")
    String back(@PathVariable String number, @CurrentStaff Staff staff) {
        return CasePages.address(rights.workable(number, staff));
    }

    private static boolean isEnough(Enquiry enquiry, Typed typed) {
        return typed.choice().equals(YES) && ClosedCases.isToldByLetterOrPage(enquiry);
    }

    private static Problems problems(Enquiry enquiry, Typed typed) {
        Problems problems = Problems.none();
        FormCheck.text("mistake-text", typed.text(), "mistake", problems);
        if (ClosedCases.isToldByLetterOrPage(enquiry) && !typed.choice().matches("ja|nej")) {
            problems.add("mistake-solved", "staff.problem.mistake.solved");
        }
        return problems;
    }

    private String lay(Model model, Enquiry enquiry, Staff staff, Typed typed, Problems problems) {
        page.lay(model, enquiry, staff, new CasePage.Returned(null, Map.of(), problems, null));
        model.addAttribute("typed", new Typed(FormCheck.printable(typed.text()), typed.choice()));
        model.addAttribute("letterOrPage", ClosedCases.isToldByLetterOrPage(enquiry));
        return "staff/outcome/mistake";
    }
}
