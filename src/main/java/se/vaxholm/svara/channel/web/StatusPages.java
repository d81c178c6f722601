package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.correspondence.LetterLinks;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.StatusCodes;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.security.ExpiredForm;

/**
 * Where somebody follows their matter and goes on talking (G16): opened by number and code, or by the link in a letter. The
 * address never holds the number.
 */
@Controller
@RequestMapping("/arende")
class StatusPages {

    private final StatusCodes codes;
    private final Enquiries enquiries;
    private final LetterLinks links;
    private final VisitCookie visits;
    private final MatterPage page;
    private final Dialogue dialogue;
    private final ReplyDrafts replies;
    private final RateLimits limits;
    private final MessageSource texts;

    StatusPages(
            StatusCodes codes,
            Enquiries enquiries,
            LetterLinks links,
            VisitCookie visits,
            MatterPage page,
            Dialogue dialogue,
            ReplyDrafts replies,
            RateLimits limits,
            MessageSource texts) {
        this.codes = codes;
        this.enquiries = enquiries;
        this.links = links;
        this.visits = visits;
        this.page = page;
        this.dialogue = dialogue;
        this.replies = replies;
        this.limits = limits;
        this.texts = texts;
    }

    @GetMapping
    String signIn(
            HttpServletRequest request,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String text,
            Model model) {
        if (request.getAttribute(ExpiredForm.ATTRIBUTE) == null) {
            return signInPage(model, "", "", "", Problems.none());
        }
        return signInPage(
                model,
                Typed.line("number", number).text(),
                Typed.line("code", code).text(),
                Typed.lines("text", text).text(),
                Problems.ofExpiredForm());
    }

    /** A wrong number and a wrong code get the same answer after the same work, and count the same. */
    @PostMapping
    String open(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String number,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String text,
            Locale locale,
            Model model) {
        Typed typedNumber = Typed.line("number", number);
        Typed typedCode = Typed.line("code", code);
        String kept = Typed.lines("text", text).text();
        Problems problems = Problems.none();
        typedNumber.required("problem.number", 100).ifPresent(problems::add);
        typedCode.required("problem.code", 100).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return refused(response, signInPage(model, typedNumber.text(), typedCode.text(), kept, problems));
        }
        String visitor = limits.visitor(request);
        String matter = limits.matter(EnquiryNumber.parse(typedNumber.text())
                .map(EnquiryNumber::value)
                .orElse(typedNumber.text()));
        limits.require(RateLimits.Limit.WRONG_CODES_PER_ADDRESS, visitor);
        limits.require(RateLimits.Limit.WRONG_CODES_PER_NUMBER, matter);
        Optional<Enquiry> opened = codes.open(typedNumber.text(), typedCode.text());
        if (opened.isEmpty()) {
            Problems wrong = Problems.of(Problem.in("number", "problem.number-or-code"));
            return refused(response, signInPage(model, typedNumber.text(), "", kept, wrong));
        }
        limits.giveBack(RateLimits.Limit.WRONG_CODES_PER_ADDRESS, visitor);
        limits.giveBack(RateLimits.Limit.WRONG_CODES_PER_NUMBER, matter);
        visits.open(response, opened.get());
        if (kept.isEmpty()) {
            return "redirect:/arende/visa";
        }
        return matterPage(model, opened.get(), kept, Problems.of(Problem.withForm("problem.send-again")), locale);
    }

    private static String signInPage(Model model, String number, String code, String text, Problems problems) {
        model.addAttribute("problems", problems);
        model.addAttribute("number", number);
        model.addAttribute("code", code);
        model.addAttribute("text", text);
        return "public/sign-in";
    }

    @GetMapping("/visa")
    String show(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String text,
            Locale locale,
            Model model) {
        boolean expired = request.getAttribute(ExpiredForm.ATTRIBUTE) != null;
        String kept = expired ? Typed.lines("text", text).text() : "";
        Problems problems = expired ? Problems.ofExpiredForm() : Problems.none();
        Optional<Enquiry> matter = visits.find(request);
        if (matter.isEmpty()) {
            return closedPage(model, kept);
        }
        visits.open(response, matter.get());
        return matterPage(model, matter.get(), kept, problems, locale);
    }

    @PostMapping("/visa")
    String write(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(name = "filer", required = false) @Nullable String toFiles,
            Locale locale,
            Model model) {
        Typed typed = Typed.lines("text", text);
        Optional<Enquiry> found = visits.find(request);
        if (found.isEmpty()) {
            return refused(response, closedPage(model, typed.text()));
        }
        Enquiry matter = found.get();
        visits.open(response, matter);
        if (toFiles != null) {
            replies.save(matter.id(), typed.text());
            return "redirect:" + MatterFilePages.ADDRESS;
        }
        Optional<Problem> problem = typed.required("problem.message", page.longest(matter));
        if (problem.isPresent()) {
            return refused(response, matterPage(model, matter, typed.text(), Problems.of(problem.get()), locale));
        }
        if (!limits.take(
                RateLimits.Limit.MESSAGES, limits.matter(matter.number().value()))) {
            response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
            Problems tooMany = Problems.of(Problem.in("text", "problem.too-many-messages"));
            return matterPage(model, matter, typed.text(), tooMany, locale);
        }
        if (dialogue.add(matter.id(), typed.text())) {
            return "redirect:/arende/visa?skickat";
        }
        Enquiry closed = enquiries.get(matter.id());
        Optional<Problem> tooLong = typed.required("problem.message", page.longest(closed));
        if (tooLong.isPresent()) {
            return refused(response, matterPage(model, closed, typed.text(), Problems.of(tooLong.get()), locale));
        }
        Receipt receipt = dialogue.goOn(closed, key(key, typed.text()), reference(closed), typed.text());
        visits.open(response, enquiries.find(receipt.number()).orElseThrow());
        return "redirect:/arende/visa?nytt";
    }

    private String matterPage(Model model, Enquiry matter, String text, Problems problems, Locale locale) {
        return page.lay(model, matter, MatterPage.Returned.message(text, problems), locale);
    }

    /** The sign-in once more, with what was written, when the page had closed itself in the meantime. */
    private static String closedPage(Model model, String text) {
        Problems problems = Problems.of(Problem.withForm(text.isEmpty() ? "problem.closed" : "problem.closed.kept"));
        return signInPage(model, "", "", text, problems);
    }

    /** For scripts: keeps the page open for another half hour, or says that it has closed. */
    @GetMapping("/oppen")
    ResponseEntity<Void> keepOpen(HttpServletRequest request, HttpServletResponse response) {
        Optional<Enquiry> matter = visits.find(request);
        matter.ifPresent(open -> visits.open(response, open));
        return ResponseEntity.status(matter.isPresent() ? HttpStatus.NO_CONTENT : HttpStatus.UNAUTHORIZED)
                .build();
    }

    @PostMapping("/lamna")
    String leave(HttpServletResponse response) {
        visits.close(response);
        return "redirect:/arende?lamnat";
    }

    /** Where a press of "leave" ends whose token has run out: leaving is never refused. */
    @GetMapping("/lamna")
    String left(HttpServletResponse response) {
        return leave(response);
    }

    /** The link in a letter: opening it changes nothing, since mail scanners open links before people do. */
    @GetMapping("/l/{token}")
    String link(HttpServletRequest request, @PathVariable String token, Model model) {
        model.addAttribute("token", token);
        model.addAttribute(
                "problems",
                request.getAttribute(ExpiredForm.ATTRIBUTE) == null ? Problems.none() : Problems.ofExpiredForm());
        return "public/link";
    }

    @PostMapping("/l/{token}")
    String openLink(HttpServletRequest request, HttpServletResponse response, @PathVariable String token, Model model) {
        String visitor = limits.visitor(request);
        limits.require(RateLimits.Limit.WRONG_CODES_PER_ADDRESS, visitor);
        Optional<UUID> opened = links.open(token);
        if (opened.isEmpty()) {
            Problems wrong = Problems.of(Problem.withForm("problem.link"));
            return refused(response, signInPage(model, "", "", "", wrong));
        }
        limits.giveBack(RateLimits.Limit.WRONG_CODES_PER_ADDRESS, visitor);
        visits.open(response, enquiries.get(opened.get()));
        return "redirect:/arende/visa";
    }

    /** The page's own key; without one, the same text is the same press. */
    private static UUID key(@Nullable String key, String text) {
        try {
            return key == null || key.length() > 36
                    ? UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8))
                    : UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            return UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    private String reference(Enquiry matter) {
        Locale locale = matter.enquirer().language().locale();
        return texts.getMessage("message.goes-on", new Object[] {matter.number().value()}, locale);
    }

    private static String refused(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return view;
    }
}
