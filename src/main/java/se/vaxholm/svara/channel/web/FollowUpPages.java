package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Feedback;
import se.vaxholm.svara.enquiry.TextBounds;

/** What an asker makes of an answer: that it was none, or what the service was worth (G16). */
@Controller
@RequestMapping("/arende/visa")
class FollowUpPages {

    private static final String PAGE = "redirect:/arende/visa";
    private static final int REACH = 200;

    private final VisitCookie visits;
    private final MatterPage page;
    private final Dialogue dialogue;
    private final Enquiries enquiries;
    private final RateLimits limits;
    private final Clock clock;

    FollowUpPages(
            VisitCookie visits,
            MatterPage page,
            Dialogue dialogue,
            Enquiries enquiries,
            RateLimits limits,
            Clock clock) {
        this.visits = visits;
        this.page = page;
        this.dialogue = dialogue;
        this.enquiries = enquiries;
        this.limits = limits;
        this.clock = clock;
    }

    /** The addresses that only take forms: whoever reloads an answer, or comes back too late, comes to the matter. */
    @GetMapping({"/inte-besvarad", "/tyck-till"})
    String back() {
        return PAGE;
    }

    @PostMapping("/inte-besvarad")
    String notSolved(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String text,
            Locale locale,
            Model model) {
        Optional<Enquiry> found = visits.find(request);
        if (found.isEmpty()) {
            return PAGE;
        }
        Enquiry matter = found.get();
        visits.open(response, matter);
        Typed typed = Typed.lines("text", text);
        Problems problems = Problems.none();
        typed.optional(TextBounds.TEXT).ifPresent(problems::add);
        if (!problems.isEmpty()) {
            return refused(response, matter, MatterPage.Returned.message(typed.text(), problems), locale, model);
        }
        if (isTooMany(matter)) {
            return tooMany(response, matter, MatterPage.Returned.message(typed.text(), tooMany("text")), locale, model);
        }
        if (dialogue.notSolved(matter.id(), typed.isEmpty() ? "" : typed.text())) {
            return PAGE + "?oppnat";
        }
        Enquiry now = enquiries.get(matter.id());
        return refused(
                response,
                now,
                MatterPage.Returned.message(typed.text(), Problems.of(Problem.withForm("follow-up.late"))),
                locale,
                model);
    }

    @PostMapping("/tyck-till")
    String feedback(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String mark,
            @RequestParam(required = false) @Nullable String words,
            @RequestParam(required = false) @Nullable String contact,
            @RequestParam(required = false) @Nullable String complaint,
            @RequestParam(required = false) @Nullable String reach,
            Locale locale,
            Model model) {
        Optional<Enquiry> found = visits.find(request);
        if (found.isEmpty()) {
            return PAGE;
        }
        Enquiry matter = found.get();
        visits.open(response, matter);
        Typed typedWords = Typed.lines("words", words);
        Typed typedReach = Typed.line("reach", reach);
        MatterPage.Given given = new MatterPage.Given(
                mark != null && mark.matches("[1-" + Feedback.BEST + "]") ? Integer.valueOf(mark) : null,
                typedWords.text(),
                contact != null,
                complaint != null,
                typedReach.text());
        Problems problems = problems(matter, given, typedWords, typedReach);
        if (!problems.isEmpty()) {
            return refused(response, matter, new MatterPage.Returned("", given, problems), locale, model);
        }
        if (isTooMany(matter)) {
            return tooMany(response, matter, new MatterPage.Returned("", given, tooMany("words")), locale, model);
        }
        Feedback said = new Feedback(
                clock.instant(),
                given.mark(),
                typedWords.isEmpty() ? null : given.words(),
                given.complaint(),
                given.contactWanted(),
                MatterPage.isReachable(matter.enquirer()) || typedReach.isEmpty() ? null : given.reach());
        dialogue.feedback(matter.id(), said);
        return PAGE + (said.contactWanted() ? "?tack=kontakt" : "?tack");
    }

    private static Problems problems(Enquiry matter, MatterPage.Given given, Typed words, Typed reach) {
        Problems problems = Problems.none();
        if (given.mark() == null && words.isEmpty() && !given.contactWanted() && !given.complaint()) {
            problems.add(Problem.in("mark", "follow-up.problem.nothing"));
        }
        if (given.complaint() && words.isEmpty()) {
            problems.add(Problem.in("words", "follow-up.problem.complaint"));
        } else {
            words.optional(Feedback.WORDS).ifPresent(problems::add);
        }
        if (!MatterPage.isReachable(matter.enquirer())) {
            Optional<Problem> wrong =
                    given.contactWanted() ? reach.required("follow-up.problem.reach", REACH) : reach.optional(REACH);
            wrong.ifPresent(problems::add);
        }
        return problems;
    }

    private boolean isTooMany(Enquiry matter) {
        return !limits.take(
                RateLimits.Limit.MESSAGES, limits.matter(matter.number().value()));
    }

    private static Problems tooMany(String field) {
        return Problems.of(Problem.in(field, "problem.too-many-messages"));
    }

    private String tooMany(
            HttpServletResponse response, Enquiry matter, MatterPage.Returned returned, Locale locale, Model model) {
        response.setStatus(HttpStatus.TOO_MANY_REQUESTS.value());
        return page.lay(model, matter, returned, locale);
    }

    private String refused(
            HttpServletResponse response, Enquiry matter, MatterPage.Returned returned, Locale locale, Model model) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return page.lay(model, matter, returned, locale);
    }
}
