package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.intake.MailDecisions;
import se.vaxholm.svara.intake.MailFate;
import se.vaxholm.svara.intake.Mails;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Every mail that came in and what it became, how the mailboxes fare, and whose mail expects no answer: for the registrar. */
@Controller
@RequestMapping("/arbete/post")
class InboxPages {

    private static final int LAST_PAGE = 10_000;

    private final Mails mails;
    private final MailDecisions decisions;
    private final Announcements announcements;

    InboxPages(Mails mails, MailDecisions decisions, Announcements announcements) {
        this.mails = mails;
        this.decisions = decisions;
        this.announcements = announcements;
    }

    @GetMapping
    String list(
            @RequestParam(name = "blev", defaultValue = "") String fate,
            @RequestParam(name = "sida", defaultValue = "0") int page,
            Model model) {
        return lay(model, fate(fate), Math.max(0, Math.min(page, LAST_PAGE)), "", Problems.none());
    }

    @PostMapping("/regler")
    String rule(
            @RequestParam(name = "avsandare", defaultValue = "") String typed,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        String pattern = typed.strip().toLowerCase(Locale.ROOT);
        // A domain is what could stand after somebody's name.
        String address = pattern.startsWith("@") ? "a" + pattern : pattern;
        if (!TextBounds.isEmail(address)) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            Problems problems = Problems.none();
            problems.add("avsandare", "inbox.problem.sender");
            return lay(model, null, 0, typed, problems);
        }
        decisions.rule(pattern, staff.asActor());
        announcements.tell(redirect, "staff.mail.ruled", pattern);
        return "redirect:/arbete/post";
    }

    @PostMapping("/regler/bort")
    String endRule(@RequestParam(name = "avsandare") String pattern, RedirectAttributes redirect) {
        decisions.endRule(pattern);
        announcements.tell(redirect, "inbox.ruleEnded", pattern);
        return "redirect:/arbete/post";
    }

    private String lay(Model model, @Nullable MailFate fate, int page, String typed, Problems problems) {
        List<Mails.Listed> found = mails.page(fate, page);
        model.addAttribute("mails", found.subList(0, Math.min(found.size(), Mails.PAGE)));
        model.addAttribute("further", found.size() > Mails.PAGE);
        model.addAttribute("fates", MailFate.values());
        model.addAttribute("fate", fate);
        model.addAttribute("page", page);
        model.addAttribute("boxes", mails.boxes());
        model.addAttribute("rules", decisions.rules());
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        return "staff/inbox";
    }

    private static @Nullable MailFate fate(String name) {
        for (MailFate fate : MailFate.values()) {
            if (fate.name().equals(name)) {
                return fate;
            }
        }
        return null;
    }
}
