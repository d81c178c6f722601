package se.vaxholm.svara.security;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;

/** The pages on the way in, and those that say why somebody does not come in, and what to do. */
@Controller
class AccessPages {

    /** Signed in, but without a role that opens this page. */
    static final String DENIED = "/nekad";

    /** The CSRF token of a staff form has run out; the draft is safe on the server. */
    static final String FORM_EXPIRED = "/formular-utgatt";

    /** On the way to Tasklist, and so to Keycloak: what stands after the # only a script can keep. */
    static final String WAY_IN = "/inloggning";

    /** Keycloak sent somebody back without a sign-in that we could use. */
    static final String SIGN_IN_FAILED = "/inloggning-avbruten";

    /** Keycloak does not answer, so that nobody can sign in. */
    static final String NO_SIGN_IN = "/inloggning-saknas";

    /** Signed out of Svara, but not of Keycloak, which does not answer. */
    static final String SIGNED_OUT_HERE = "/utloggad-ur-svara";

    /** Pages for which it can be said in a sentence who they are for; SecurityChains has it for the machine. */
    private static final List<String> OPEN_FOR = List.of("processer", "mottagare", "forsenat", "enhet", "franvaro");

    private static final String SECONDS_TO_WAIT = "30";

    @RequestMapping(DENIED)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    String denied(HttpServletRequest request, Model model) {
        String asked = String.valueOf(request.getAttribute(RequestDispatcher.FORWARD_SERVLET_PATH));
        model.addAttribute(
                "opensFor",
                OPEN_FOR.stream()
                        .filter(page -> asked.equals("/" + page) || asked.startsWith("/" + page + "/"))
                        .findFirst()
                        .orElse(null));
        return "security/denied";
    }

    @RequestMapping(FORM_EXPIRED)
    @ResponseStatus(HttpStatus.FORBIDDEN)
    String formExpired() {
        return "security/form-expired";
    }

    @GetMapping(WAY_IN)
    String wayIn() {
        return "security/way-in";
    }

    @GetMapping(SIGN_IN_FAILED)
    String signInFailed() {
        return "security/sign-in-failed";
    }

    @RequestMapping(NO_SIGN_IN)
    @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
    String noSignIn(HttpServletResponse response) {
        response.setHeader(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        return "security/no-sign-in";
    }

    @GetMapping(SIGNED_OUT_HERE)
    String signedOutHere() {
        return "security/signed-out-here";
    }
}
