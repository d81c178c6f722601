package se.vaxholm.svara.tasklist;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;

/** The doors out of Tasklist and back in, which it cannot open itself: its pages may send forms to nobody but us. */
@Controller
class SessionPages {

    /** Asking for it signs somebody in; its script then tells the tab that they left, and closes this one. */
    @GetMapping("/arbete/inloggad")
    String signedIn() {
        return "staff/signed-in";
    }

    /** Signs out at once when one of our own pages led here; a link from elsewhere only brings a button. */
    @GetMapping("/arbete/logga-ut")
    String signOut(@RequestHeader(name = "Sec-Fetch-Site", required = false) @Nullable String from, Model model) {
        model.addAttribute("atOnce", "same-origin".equals(from));
        return "staff/sign-out";
    }
}
