package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
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
import se.vaxholm.svara.enquiry.Corrections;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Puts right what a case says of its asker and its subject. */
@Controller
class CorrectionPages {

    private final CaseRights rights;
    private final CasePage page;
    private final Corrections corrections;
    private final Organisation organisation;
    private final Announcements announcements;

    CorrectionPages(
            CaseRights rights,
            CasePage page,
            Corrections corrections,
            Organisation organisation,
            Announcements announcements) {
        this.rights = rights;
        this.page = page;
        this.corrections = corrections;
        this.organisation = organisation;
        this.announcements = announcements;
    }

    @GetMapping("/arenden/{number}/ratta")
    String show(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        return lay(model, enquiry, staff, Corrections.Details.of(enquiry), Problems.none());
    }

    @PostMapping("/arenden/{number}/ratta")
    String correct(
            @PathVariable String number,
            @RequestParam Map<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        Corrections.Details details = new Corrections.Details(
                line(request, "name"),
                line(request, "email"),
                line(request, "phone"),
                lines(request, "address"),
                request.getOrDefault("category", ""),
                Arrays.stream(Kind.values())
                        .filter(kind -> kind.name().equals(request.get("kind")))
                        .findFirst()
                        .orElse(enquiry.kind()));
        Problems problems = problems(enquiry, details);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(model, enquiry, staff, details, problems);
        }
        boolean changed = corrections.correct(enquiry.id(), details, staff.asActor());
        announcements.tell(redirect, changed ? "staff.around.corrected" : "staff.around.unchanged");
        return CasePages.address(enquiry);
    }

    private static @Nullable String line(Map<String, String> request, String name) {
        String value = request.getOrDefault(name, "").strip();
        return value.isEmpty() ? null : value;
    }

    private static @Nullable String lines(Map<String, String> request, String name) {
        String value = line(request, name);
        return value == null ? null : value.replace("\r\n", "\n");
    }

    private Problems problems(Enquiry enquiry, Corrections.Details details) {
        Problems problems = Problems.none();
        bound("name", details.name(), TextBounds.NAME, problems);
        ReplyBy replyBy = enquiry.enquirer().replyBy();
        if (details.email() == null ? replyBy == ReplyBy.EMAIL : !TextBounds.isEmail(details.email())) {
            problems.add("email", details.email() == null ? "staff.problem.email.empty" : "staff.problem.email");
        }
        if (details.phone() == null && replyBy == ReplyBy.PHONE) {
            problems.add("phone", "staff.around.problem.phone");
        }
        bound("phone", details.phone(), TextBounds.PHONE, problems);
        if (details.postalAddress() == null && replyBy == ReplyBy.LETTER) {
            problems.add("address", "staff.around.problem.address");
        } else if (details.postalAddress() != null
                && TextBounds.ofText(details.postalAddress(), TextBounds.POSTAL_ADDRESS)
                        .isPresent()) {
            problems.add("address", "staff.around.problem.line", TextBounds.POSTAL_ADDRESS);
        }
        if (organisation.category(details.categoryId()).isEmpty()) {
            problems.add("category", "staff.around.problem.category");
        }
        return problems;
    }

    private static void bound(String field, @Nullable String value, int longest, Problems problems) {
        if (value != null && TextBounds.ofLine(value, longest).isPresent()) {
            problems.add(field, "staff.around.problem.line", longest);
        }
    }

    private String lay(Model model, Enquiry enquiry, Staff staff, Corrections.Details details, Problems problems) {
        page.lay(model, enquiry, staff, CasePage.Returned.nothing());
        model.addAttribute("problems", problems);
        model.addAttribute("details", Objects.requireNonNull(details));
        model.addAttribute("categories", organisation.categories());
        model.addAttribute("kinds", Kind.values());
        return "staff/around/correct";
    }
}
