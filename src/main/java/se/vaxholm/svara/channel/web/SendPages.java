package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.StatusCodes;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Category;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.LegalKind;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.ExpiredForm;
import se.vaxholm.svara.security.ServerKey;

/**
 * The last step of the public form, the press of Send, and the receipt.
 *
 * <p>A draft has one submission key until it is sent. A second press, the back button and a reload carry the same key and come
 * to the same receipt; the number and the code are not kept in the draft but looked up and computed again. What is sent is
 * what was shown: a draft that another tab has changed in the meantime is shown once more.
 */
@Controller
@RequestMapping("/fraga")
class SendPages {

    /** Long enough to write the code down, short enough for a computer in a library. */
    private static final Duration RECEIPT_SHOWN = Duration.ofHours(2);

    /** Where whoever sends a part of a draft that is no longer there is told so. */
    static final String DRAFT_GONE = "redirect:/fraga?utgangen";

    private final FormDrafts drafts;
    private final Organisation organisation;
    private final Intake intake;
    private final Enquiries enquiries;
    private final StatusCodes codes;
    private final VisitCookie visits;
    private final RateLimits limits;
    private final FormLimits settings;
    private final KeptFiles files;
    private final ServerKey serverKey;
    private final Clock clock;

    SendPages(
            FormDrafts drafts,
            Organisation organisation,
            Intake intake,
            Enquiries enquiries,
            StatusCodes codes,
            VisitCookie visits,
            RateLimits limits,
            FormLimits settings,
            KeptFiles files,
            ServerKey serverKey,
            Clock clock) {
        this.drafts = drafts;
        this.organisation = organisation;
        this.intake = intake;
        this.enquiries = enquiries;
        this.codes = codes;
        this.visits = visits;
        this.limits = limits;
        this.settings = settings;
        this.files = files;
        this.serverKey = serverKey;
        this.clock = clock;
    }

    /** Where somebody belongs whose draft lacks what a step needs: at the receipt of what was sent, or at that step. */
    static String missing(Optional<FormDraft> draft, String step) {
        boolean sent = draft.map(FormDraft::isSent).orElse(false);
        return sent ? "redirect:/fraga/klart" : "redirect:/fraga" + step;
    }

    @GetMapping("/kontrollera")
    String check(HttpServletRequest request, Model model) {
        Optional<FormDraft> draft = drafts.find(request);
        boolean expired = request.getAttribute(ExpiredForm.ATTRIBUTE) != null;
        if (expired && draft.isEmpty()) {
            return DRAFT_GONE;
        }
        Optional<String> elsewhere = incomplete(draft);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        Problems problems = expired ? Problems.ofExpiredForm() : Problems.none();
        return checkPage(model, draft.orElseThrow(), problems);
    }

    @PostMapping("/kontrollera")
    String send(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(required = false) @Nullable String key,
            @RequestParam(required = false) @Nullable String shown,
            @RequestParam(name = "hemsida", required = false) @Nullable String trap,
            Model model) {
        Instant now = clock.instant();
        Optional<FormDraft> found = drafts.find(request);
        if (found.map(FormDraft::sent)
                .filter(sent -> sent.key().toString().equals(key))
                .isPresent()) {
            return "redirect:/fraga/klart";
        }
        if (found.isEmpty()) {
            return DRAFT_GONE;
        }
        Optional<String> elsewhere = incomplete(found);
        if (elsewhere.isPresent()) {
            return elsewhere.get();
        }
        FormDraft draft = found.orElseThrow();
        if (!draft.submissionKey().toString().equals(key) || !digest(draft).equals(shown)) {
            return refused(response, checkPage(model, draft, Problems.of(Problem.withForm("problem.changed"))));
        }
        boolean tooQuick = draft.startedAt().plus(settings.shortestFilling()).isAfter(now);
        if (tooQuick || (trap != null && !trap.isEmpty())) {
            return refused(response, checkPage(model, draft, Problems.of(Problem.withForm("problem.too-quick"))));
        }
        limits.require(RateLimits.Limit.MATTERS, limits.visitor(request));
        Receipt receipt = intake.register(submission(draft, now));
        drafts.sent(request, draft.submissionKey(), receipt.number().value());
        return "redirect:/fraga/klart";
    }

    @GetMapping("/klart")
    String receipt(HttpServletRequest request, Locale locale, Model model) {
        Optional<Enquiry> sent = justSent(request);
        if (sent.isEmpty()) {
            return "redirect:/arende";
        }
        Enquiry enquiry = sent.get();
        Unit unit = organisation.unit(enquiry.unitId());
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("files", sentAlong(enquiry));
        model.addAttribute("code", codes.of(enquiry).grouped());
        model.addAttribute("legalKind", LegalKind.of(enquiry.legalKind()).orElse(null));
        model.addAttribute("unit", unit);
        model.addAttribute("unitName", unit.name().in(Language.of(locale)));
        return "public/receipt";
    }

    private List<KeptFile> sentAlong(Enquiry enquiry) {
        List<UUID> said =
                enquiries.messages(enquiry.id()).stream().map(Message::id).toList();
        return files.ofMessages(said).values().stream().flatMap(List::stream).toList();
    }

    /** Whoever sees the receipt sees the code: they need not type it to go on to the matter. */
    @PostMapping("/oppna")
    String open(HttpServletRequest request, HttpServletResponse response) {
        Optional<Enquiry> sent = justSent(request);
        sent.ifPresent(enquiry -> visits.open(response, enquiry));
        return sent.isPresent() ? "redirect:/arende/visa" : "redirect:/arende";
    }

    /** Where a press of "open" ends whose token has run out. */
    @GetMapping("/oppna")
    String openAgain() {
        return "redirect:/fraga/klart";
    }

    private Optional<Enquiry> justSent(HttpServletRequest request) {
        return drafts.find(request)
                .map(FormDraft::sent)
                .filter(sent -> sent.at().plus(RECEIPT_SHOWN).isAfter(clock.instant()))
                .flatMap(sent -> enquiries.find(new EnquiryNumber(sent.number())));
    }

    @PostMapping("/rensa")
    String forget(HttpServletRequest request, HttpServletResponse response) {
        drafts.forget(request, response);
        return "redirect:/fraga/rensad";
    }

    /** Also where a press of "forget" ends whose token has run out: nothing is forgotten then, and the page says so. */
    @GetMapping({"/rensa", "/rensad"})
    String forgotten(HttpServletRequest request, Model model) {
        model.addAttribute("forgotten", drafts.find(request).isEmpty());
        return "public/forgotten";
    }

    /** The step that a draft lacks, as a redirect; also when a rule has become stricter since the step was taken. */
    private Optional<String> incomplete(Optional<FormDraft> draft) {
        if (draft.isEmpty()
                || draft.get().kind() == null
                || category(draft.get()).isEmpty()) {
            return Optional.of(missing(draft, ""));
        }
        FormDraft found = draft.get();
        if (Typed.lines("text", found.text())
                .required("problem.text", TextBounds.TEXT)
                .isPresent()) {
            return Optional.of("redirect:/fraga/text");
        }
        ContactForm contact = new ContactForm(
                found.replyBy() == null ? null : found.replyBy().name(),
                null,
                found.name(),
                found.email(),
                found.phone(),
                found.postalAddress());
        return contact.problems().isEmpty() ? Optional.empty() : Optional.of("redirect:/fraga/svar");
    }

    private String checkPage(Model model, FormDraft draft, Problems problems) {
        model.addAttribute("problems", problems);
        model.addAttribute("draft", draft);
        model.addAttribute("shown", digest(draft));
        model.addAttribute("files", files.of(draft.files()));
        model.addAttribute("category", category(draft).orElseThrow());
        String text = Objects.requireNonNullElse(draft.text(), "");
        model.addAttribute(
                "legalKind", LegalKind.of(organisation.topics(text).legalKind()).orElse(null));
        return "public/check";
    }

    private String digest(FormDraft draft) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(serverKey.hash("shown-draft", draft.content(files.of(draft.files()))));
    }

    private Optional<Category> category(FormDraft draft) {
        return Optional.ofNullable(draft.categoryId()).flatMap(organisation::category);
    }

    /** What was typed for another way of answering than the chosen one stays here: nobody asked for it. */
    private static Submission submission(FormDraft draft, Instant now) {
        ReplyBy replyBy = Objects.requireNonNull(draft.replyBy());
        Enquirer enquirer = new Enquirer(
                draft.name(),
                replyBy == ReplyBy.EMAIL ? draft.email() : null,
                replyBy == ReplyBy.PHONE ? draft.phone() : null,
                replyBy == ReplyBy.LETTER ? draft.postalAddress() : null,
                replyBy,
                Objects.requireNonNullElse(draft.language(), Language.SV));
        UUID key = draft.submissionKey();
        return new Submission(
                        "web:" + key,
                        Channel.WEB,
                        Objects.requireNonNull(draft.kind()),
                        Objects.requireNonNull(draft.categoryId()),
                        Objects.requireNonNull(draft.text()),
                        enquirer,
                        now)
                .withFiles(key);
    }

    private static String refused(HttpServletResponse response, String view) {
        response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
        return view;
    }
}
