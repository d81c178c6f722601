package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.intake.MailDecisions;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** The mails of a case: their originals, and what somebody has to decide about them. */
@Controller
@RequestMapping("/arenden/{number}/epost/{mail}")
class MailPages {

    private final CaseRights rights;
    private final CasePage page;
    private final MailViews views;
    private final Mails mails;
    private final MailDecisions decisions;
    private final Announcements announcements;

    MailPages(
            CaseRights rights,
            CasePage page,
            MailViews views,
            Mails mails,
            MailDecisions decisions,
            Announcements announcements) {
        this.rights = rights;
        this.page = page;
        this.views = views;
        this.mails = mails;
        this.decisions = decisions;
        this.announcements = announcements;
    }

    /** The bytes as they came, for a mail program and never for the browser itself. */
    @GetMapping("/original")
    void original(
            @PathVariable String number,
            @PathVariable UUID mail,
            @CurrentStaff Staff staff,
            HttpServletResponse response)
            throws IOException {
        Enquiry enquiry = rights.readable(number, staff);
        MailViews.MailView view = known(enquiry, mail, staff);
        response.setContentType("application/octet-stream");
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + enquiry.number() + ".eml\"");
        response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; frame-ancestors 'none'");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        mails.writeOriginal(view.id(), response.getOutputStream());
    }

    @PostMapping("/fragestallare")
    String confirm(
            @PathVariable String number,
            @PathVariable UUID mail,
            @RequestParam(defaultValue = "") String name,
            @RequestParam(defaultValue = "") String email,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        known(enquiry, mail, staff);
        Problems problems = Problems.none();
        if (!name.isBlank() && TextBounds.ofLine(name, TextBounds.NAME).isPresent()) {
            problems.add("asker-name", "staff.mail.problem.name");
        }
        if (!TextBounds.isEmail(email.strip())) {
            problems.add("asker-email", "staff.mail.problem.email");
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            model.addAttribute("askerTyped", Map.of("name", name, "email", email));
            return page.lay(model, enquiry, staff, new CasePage.Returned(null, Map.of(), problems, null));
        }
        boolean done = decisions.confirmAsker(
                enquiry, mail, name.isBlank() ? null : name.strip(), email.strip(), staff.asActor());
        announcements.tell(redirect, done ? "staff.mail.confirmed" : "staff.mail.decided");
        return CasePages.address(enquiry);
    }

    @PostMapping("/lat-vara")
    String leave(
            @PathVariable String number,
            @PathVariable UUID mail,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        Enquiry enquiry = rights.workable(number, staff);
        known(enquiry, mail, staff);
        boolean done = decisions.leave(enquiry, mail, staff.asActor());
        announcements.tell(redirect, done ? "staff.mail.left" : "staff.mail.decided");
        return CasePages.address(enquiry);
    }

    @PostMapping("/hor-dit")
    String join(
            @PathVariable String number,
            @PathVariable UUID mail,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        Enquiry enquiry = rights.workable(number, staff);
        String named = known(enquiry, mail, staff).named();
        if (named == null) {
            announcements.tell(redirect, "staff.mail.decided");
            return CasePages.address(enquiry);
        }
        Enquiry other = rights.workable(named, staff);
        boolean done = decisions.isAskers(enquiry, mail, other, staff.asActor());
        announcements.tell(redirect, done ? "staff.mail.joined" : "staff.mail.notJoined", named);
        return CasePages.address(done ? other : enquiry);
    }

    @PostMapping("/regel")
    String rule(
            @PathVariable String number,
            @PathVariable UUID mail,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        Enquiry enquiry = rights.workable(number, staff);
        String sender = known(enquiry, mail, staff).address();
        if (sender != null) {
            decisions.rule(sender, staff.asActor());
            announcements.tell(redirect, "staff.mail.ruled", sender);
        }
        return CasePages.address(enquiry);
    }

    private MailViews.MailView known(Enquiry enquiry, UUID mail, Staff staff) {
        return views.of(enquiry, staff).stream()
                .filter(view -> view.id().equals(mail))
                .findFirst()
                .orElseThrow(NoSuchCaseException::new);
    }
}
