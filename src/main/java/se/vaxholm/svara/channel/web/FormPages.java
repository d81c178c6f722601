package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.organisation.Category;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.ExpiredForm;

/**
 * The first three steps of the public form: what it is about, what you want to say, how you want the answer (G13-G15).
 *
 * <p>Each step keeps what was typed in the visitor's draft, right or wrong, and shows it again. A form whose token has run out
 * comes back here as a GET that carries what was typed, see {@link ExpiredForm}.
 */
@Controller
@RequestMapping("/fraga")
class FormPages {

    private final FormDrafts drafts;
    private final Organisation organisation;
    private final RateLimits limits;
    private final KeptFiles files;

    FormPages(FormDrafts drafts, Organisation organisation, RateLimits limits, KeptFiles files) {
        this.files = files;
        this.drafts = drafts;
        this.organisation = organisation;
        this.limits = limits;
    }

    @GetMapping
    String topic(
            HttpServletRequest request,
            @RequestParam(name = "kategori", required = false) @Nullable String proposed,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String category,
            Model model) {
        Optional<FormDraft> draft = drafts.find(request);
        if (expired(request)) {
            return topicPage(model, Typed.constant(Kind.class, kind), category, Problems.ofExpiredForm());
        }
        String chosen = draft.map(FormDraft::categoryId).orElse(proposed);
        boolean gone = request.getParameterMap().containsKey("utgangen");
        Problems problems = gone ? gone(draft) : Problems.none();
        return topicPage(model, draft.map(FormDraft::kind).orElse(null), chosen, problems);
    }

    @PostMapping
    String saveTopic(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String category,
            Model model) {
        Kind chosenKind = Typed.constant(Kind.class, kind);
        Optional<Category> chosen = category(category);
        Problems problems = Problems.none();
        if (chosenKind == null) {
            problems.add(Problem.in("kind", "problem.kind"));
        }
        if (chosen.isEmpty()) {
            problems.add(Problem.in("category", "problem.category"));
        }
        if (!problems.isEmpty()) {
            return refused(response, topicPage(model, chosenKind, category, problems));
        }
        begin(request);
        drafts.saveTopic(request, response, chosenKind, chosen.orElseThrow().id());
        return "redirect:/fraga/text";
    }

    private String topicPage(Model model, @Nullable Kind kind, @Nullable String category, Problems problems) {
        model.addAttribute("problems", problems);
        model.addAttribute("kinds", Kind.values());
        model.addAttribute("kind", kind);
        model.addAttribute("categories", organisation.categories());
        model.addAttribute("category", category);
        return "public/topic";
    }

    @GetMapping("/text")
    String text(HttpServletRequest request, @RequestParam(required = false) @Nullable String text, Model model) {
        Optional<FormDraft> draft = drafts.find(request);
        if (expired(request)) {
            return textPage(model, draft, Typed.lines("text", text).text(), Problems.ofExpiredForm());
        }
        if (draft.flatMap(found -> category(found.categoryId())).isEmpty()) {
            return SendPages.missing(draft, "");
        }
        String kept = draft.map(FormDraft::text).orElse("");
        return textPage(model, draft, kept, Problems.none());
    }

    @PostMapping("/text")
    String saveText(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String text,
            @RequestParam(name = "filer", required = false) @Nullable String toFiles,
            Model model) {
        Typed typed = Typed.lines("text", text);
        begin(request);
        drafts.saveText(request, response, typed.text());
        if (toFiles != null) {
            // What is wrong with the text is said when it is to be sent; until then it lies in the draft.
            return "redirect:" + FormFilePages.ADDRESS;
        }
        Optional<Problem> problem = typed.required("problem.text", TextBounds.TEXT);
        if (problem.isPresent()) {
            Problems problems = Problems.of(problem.get());
            return refused(response, textPage(model, drafts.find(request), typed.text(), problems));
        }
        return next(request, "redirect:/fraga/svar");
    }

    private String textPage(Model model, Optional<FormDraft> draft, String text, Problems problems) {
        model.addAttribute("problems", problems);
        model.addAttribute("kind", draft.map(FormDraft::kind).orElse(null));
        model.addAttribute(
                "category", draft.flatMap(found -> category(found.categoryId())).orElse(null));
        model.addAttribute("text", text);
        model.addAttribute("files", draft.map(found -> files.of(found.files())).orElse(List.of()));
        return "public/text";
    }

    @GetMapping("/svar")
    String contact(HttpServletRequest request, ContactForm form, Locale locale, Model model) {
        Optional<FormDraft> draft = drafts.find(request);
        if (expired(request)) {
            return contactPage(model, draft, form.typed(locale), Problems.ofExpiredForm());
        }
        if (draft.map(FormDraft::text).isEmpty()) {
            return SendPages.missing(draft, "/text");
        }
        return contactPage(model, draft, kept(draft.orElseThrow(), locale), Problems.none());
    }

    @PostMapping("/svar")
    String saveContact(
            HttpServletRequest request, HttpServletResponse response, ContactForm form, Locale locale, Model model) {
        Contact contact = form.typed(locale);
        begin(request);
        drafts.saveContact(request, response, contact);
        Problems problems = form.problems();
        if (!problems.isEmpty()) {
            return refused(response, contactPage(model, drafts.find(request), contact, problems));
        }
        return next(request, "redirect:/fraga/kontrollera");
    }

    private String contactPage(Model model, Optional<FormDraft> draft, Contact contact, Problems problems) {
        model.addAttribute("problems", problems);
        model.addAttribute("contact", contact);
        model.addAttribute("replies", ReplyBy.values());
        model.addAttribute("languages", Language.values());
        model.addAttribute(
                "category", draft.flatMap(found -> category(found.categoryId())).orElse(null));
        return "public/contact";
    }

    private static Contact kept(FormDraft draft, Locale locale) {
        Language language = draft.language();
        return new Contact(
                draft.replyBy(),
                language == null ? Language.of(locale) : language,
                orEmpty(draft.name()),
                orEmpty(draft.email()),
                orEmpty(draft.phone()),
                orEmpty(draft.postalAddress()));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private Optional<Category> category(@Nullable String id) {
        return id == null ? Optional.empty() : organisation.category(id);
    }

    /** On to the next step; but a draft that is new only because the one before was gone begins with the first. */
    private String next(HttpServletRequest request, String step) {
        boolean begunAnew = drafts.find(request)
                .filter(draft -> draft.categoryId() == null && draft.sent() == null)
                .isPresent();
        return begunAnew ? SendPages.DRAFT_GONE : step;
    }

    /** What is said of a draft that is gone: what came after it may have been kept, see {@link #next}. */
    private static Problems gone(Optional<FormDraft> draft) {
        if (draft.isEmpty()) {
            return Problems.of(Problem.withForm("problem.gone"));
        }
        boolean chosen = draft.map(FormDraft::categoryId).isPresent();
        return chosen ? Problems.none() : Problems.of(Problem.withForm("problem.gone.begun"));
    }

    /** Machines may not fill the table of drafts; whoever has a draft already only changes it. */
    private void begin(HttpServletRequest request) {
        if (drafts.find(request).isEmpty()) {
            limits.require(RateLimits.Limit.DRAFTS, limits.visitor(request));
        }
    }

    private static boolean expired(HttpServletRequest request) {
        return request.getAttribute(ExpiredForm.ATTRIBUTE) != null;
    }

    private static String refused(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return view;
    }
}
