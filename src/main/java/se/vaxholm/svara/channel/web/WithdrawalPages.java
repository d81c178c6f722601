package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.ExpiredForm;

/** Where an asker who needs no answer any longer takes their question back: asked once more before it is done. */
@Controller
@RequestMapping("/arende/visa/ta-tillbaka")
class WithdrawalPages {

    private static final String PAGE = "redirect:/arende/visa";

    private final VisitCookie visits;
    private final Dialogue dialogue;

    WithdrawalPages(VisitCookie visits, Dialogue dialogue) {
        this.visits = visits;
        this.dialogue = dialogue;
    }

    @GetMapping
    String ask(HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<Enquiry> matter = visits.find(request).filter(Dialogue::isWithdrawable);
        if (matter.isEmpty()) {
            return PAGE;
        }
        visits.open(response, matter.get());
        model.addAttribute(
                "problems",
                request.getAttribute(ExpiredForm.ATTRIBUTE) == null ? Problems.none() : Problems.ofExpiredForm());
        model.addAttribute("matter", matter.get());
        model.addAttribute("confirmed", Dialogue.isConfirmedByMail(matter.get()));
        return "public/withdraw";
    }

    @PostMapping
    String withdraw(HttpServletRequest request, HttpServletResponse response) {
        Optional<Enquiry> matter = visits.find(request);
        if (matter.isEmpty()) {
            return PAGE;
        }
        visits.open(response, matter.get());
        String done = matter.get().unreachableAt() == null ? "?tagit-tillbaka" : "?tagit-tillbaka=utan-brev";
        return dialogue.withdraw(matter.get().id()) ? PAGE + done : PAGE;
    }
}
