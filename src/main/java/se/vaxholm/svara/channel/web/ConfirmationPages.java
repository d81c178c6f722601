package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import se.vaxholm.svara.correspondence.ForwardingLinks;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.process.ForwardingPost;
import se.vaxholm.svara.security.ExpiredForm;

/**
 * Where a recipient confirms that they have taken a matter: by a press, since mail scanners open links before people do. It
 * shows the matter's number and nothing of what is in it.
 */
@Controller
@RequestMapping("/vidarebefordrat/{token}")
class ConfirmationPages {

    private final ForwardingLinks links;
    private final ForwardingPost post;
    private final Enquiries enquiries;
    private final Recipients recipients;
    private final RateLimits limits;

    ConfirmationPages(
            ForwardingLinks links, ForwardingPost post, Enquiries enquiries, Recipients recipients, RateLimits limits) {
        this.links = links;
        this.post = post;
        this.enquiries = enquiries;
        this.recipients = recipients;
        this.limits = limits;
    }

    @GetMapping
    String show(
            HttpServletRequest request,
            HttpServletResponse response,
            @PathVariable String token,
            Locale locale,
            Model model) {
        Optional<Forwarding> open = counted(request, links.open(token));
        if (open.isEmpty()) {
            return gone(response, model);
        }
        Forwarding forwarding = open.get();
        boolean expired = request.getAttribute(ExpiredForm.ATTRIBUTE) != null;
        model.addAttribute("problems", expired ? Problems.ofExpiredForm() : Problems.none());
        model.addAttribute("token", token);
        model.addAttribute(
                "number", enquiries.get(forwarding.enquiryId()).number().value());
        model.addAttribute(
                "recipient",
                recipients
                        .find(forwarding.recipientId())
                        .map(recipient -> recipient.name().in(Language.of(locale)))
                        .orElse(""));
        return "public/confirm";
    }

    @PostMapping
    String confirm(HttpServletRequest request, HttpServletResponse response, @PathVariable String token, Model model) {
        if (counted(request, post.confirm(token)).isEmpty()) {
            return gone(response, model);
        }
        model.addAttribute("problems", Problems.none());
        return "public/confirmed";
    }

    /** Guessing counts as guessing of codes does. */
    private Optional<Forwarding> counted(HttpServletRequest request, Optional<Forwarding> found) {
        if (found.isEmpty()) {
            limits.require(RateLimits.Limit.WRONG_CODES_PER_ADDRESS, limits.visitor(request));
        }
        return found;
    }

    private static String gone(HttpServletResponse response, Model model) {
        response.setStatus(HttpStatus.GONE.value());
        model.addAttribute("problems", Problems.none());
        return "public/confirm-gone";
    }
}
