package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.intake.Splits;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Makes a case of its own of one of several questions in a message. */
@Controller
class SplitPages {

    private final CaseRights rights;
    private final CasePage page;
    private final Splits splits;
    private final Organisation organisation;
    private final Announcements announcements;

    SplitPages(
            CaseRights rights, CasePage page, Splits splits, Organisation organisation, Announcements announcements) {
        this.rights = rights;
        this.page = page;
        this.splits = splits;
        this.organisation = organisation;
        this.announcements = announcements;
    }

    @GetMapping("/arenden/{number}/dela")
    String show(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        return enquiry.isOpen()
                ? lay(model, enquiry, staff, "", enquiry.categoryId(), UUID.randomUUID(), Problems.none())
                : CasePages.address(enquiry);
    }

    @PostMapping("/arenden/{number}/dela")
    String split(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(defaultValue = "") String key,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        if (!enquiry.isOpen()) {
            return CasePages.address(enquiry);
        }
        String part = text.replace("\r\n", "\n");
        Problems problems = Problems.none();
        FormCheck.text("split-text", part, "split", problems);
        if (organisation.category(category).isEmpty()) {
            problems.add("category", "staff.around.problem.category");
        }
        UUID press = key.matches("[0-9a-f-]{36}") ? UUID.fromString(key) : UUID.randomUUID();
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(model, enquiry, staff, FormCheck.printable(part), category, press, problems);
        }
        Kind chosen = Arrays.stream(Kind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElse(enquiry.kind());
        Enquiry made = splits.split(enquiry, press, chosen, category, part, staff.asActor());
        announcements.tell(redirect, "staff.around.split.done", made.number().value());
        return CasePages.address(enquiry);
    }

    private String lay(
            Model model, Enquiry enquiry, Staff staff, String text, String category, UUID key, Problems problems) {
        page.lay(model, enquiry, staff, CasePage.Returned.nothing());
        model.addAttribute("problems", problems);
        model.addAttribute("text", text);
        model.addAttribute("category", category);
        model.addAttribute("key", key);
        model.addAttribute("categories", organisation.categories());
        model.addAttribute("kinds", Kind.values());
        return "staff/around/split";
    }
}
