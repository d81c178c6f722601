package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import org.springframework.web.util.UriUtils;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Pages on which a case is sent on: to another unit, back, or outside the municipality; the deed itself is an outcome. */
@Controller
class ForwardingPages {

    private static final int LONGEST_SEARCH = 80;

    private final CaseRights rights;
    private final CasePage page;
    private final CaseViews views;
    private final CaseDrafts drafts;
    private final ToLetter toLetter;
    private final Recipients recipients;
    private final ForwardingLetters letters;
    private final ForwardingViews forwarding;
    private final Announcements announcements;

    ForwardingPages(
            CaseRights rights,
            CasePage page,
            CaseViews views,
            CaseDrafts drafts,
            ToLetter toLetter,
            Recipients recipients,
            ForwardingLetters letters,
            ForwardingViews forwarding,
            Announcements announcements) {
        this.rights = rights;
        this.page = page;
        this.views = views;
        this.drafts = drafts;
        this.toLetter = toLetter;
        this.recipients = recipients;
        this.letters = letters;
        this.forwarding = forwarding;
        this.announcements = announcements;
    }

    @GetMapping("/arenden/{number}/uppgifter/{taskId}/{side:lamna-over|vidarebefordra|skicka-tillbaka}")
    String side(
            @PathVariable String number,
            @PathVariable String taskId,
            @PathVariable String side,
            @CurrentStaff Staff staff,
            Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        OutcomePages.Side asked = OutcomePages.Side.at(side);
        // Sending back needs no taking: whoever takes what another unit has given accepts it.
        boolean open = views.work(enquiry, taskId, staff)
                .filter(work -> work.form() == TaskForm.ASSESS && work.offers(asked.name()))
                .filter(work -> work.mine() || (asked == OutcomePages.Side.RETURN && work.isFree() && work.mayDo()))
                .isPresent();
        if (!open) {
            return CasePages.address(enquiry);
        }
        page.lay(model, enquiry, staff, CasePage.Returned.nothing());
        return asked.template();
    }

    /** A search keeps what is typed: it is a button of the same form, and the list is shown from the draft. */
    @PostMapping("/arenden/{number}/uppgifter/{taskId}/vidarebefordra/sok")
    String search(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam(defaultValue = "0") String version,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            HttpServletResponse response) {
        String query = Objects.requireNonNullElse(request.getFirst("sok"), "");
        String bounded = query.substring(0, Math.min(query.length(), LONGEST_SEARCH));
        return toLetter.stay(
                OutcomePages.Side.FORWARD_EXTERNAL,
                new ToLetter.Sent(number, taskId, version, request, staff),
                "?sok=" + UriUtils.encode(bounded, StandardCharsets.UTF_8) + "#sok",
                model,
                response);
    }

    /** The letters are shown from the draft, so that the page can be read again. */
    @PostMapping("/arenden/{number}/uppgifter/{taskId}/vidarebefordra/brev")
    String askForLetters(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam(defaultValue = "0") String version,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            HttpServletResponse response) {
        return toLetter.go(
                OutcomePages.Side.FORWARD_EXTERNAL,
                new ToLetter.Sent(number, taskId, version, request, staff),
                model,
                response);
    }

    @GetMapping("/arenden/{number}/uppgifter/{taskId}/vidarebefordra/brev")
    String letters(@PathVariable String number, @PathVariable String taskId, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = mine(enquiry, taskId, staff);
        Recipient recipient = work == null
                ? null
                : recipients.find(work.value("external.recipient")).orElse(null);
        if (work == null || recipient == null) {
            return CasePages.address(enquiry);
        }
        var parts = Part.read(work.value("external.parts"));
        boolean watched = !work.value("external.watchOn").isBlank() && !recipient.isActingForUs();
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("work", work);
        model.addAttribute(
                "letter",
                letters.toRecipient(
                        enquiry,
                        recipient,
                        recipient.email(),
                        parts,
                        work.value("external.text").strip(),
                        watched,
                        staff.asActor()));
        model.addAttribute(
                "unreachable",
                !recipient.isActingForUs() && !(parts.contains(Part.CONTACT) && forwarding.canBeReached(enquiry)));
        model.addAttribute("toAsker", letters.toAsker(enquiry, recipient, parts).orElse(null));
        return "staff/outcome/letters";
    }

    /** A referral (hänvisning) is an answer: the words are put where the answer is written. */
    @PostMapping("/arenden/{number}/uppgifter/{taskId}/vidarebefordra/hanvisa")
    String refer(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam(defaultValue = "0") String version,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = mine(enquiry, taskId, staff);
        if (work == null) {
            return CasePages.address(enquiry);
        }
        Map<String, String> typed = new HashMap<>(FormCheck.printable(TaskForm.ASSESS.read(request)));
        Recipient recipient =
                recipients.find(typed.getOrDefault("external.recipient", "")).orElse(null);
        if (recipient == null) {
            Problems problems = Problems.none();
            problems.add(TaskForm.ASSESS.id("external.recipient"), "staff.problem.external.recipient");
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            page.lay(model, enquiry, staff, new CasePage.Returned(TaskForm.ASSESS, typed, problems, null));
            return OutcomePages.Side.FORWARD_EXTERNAL.template();
        }
        String referral = forwarding.referral(recipient, enquiry);
        String begun = work.value("text").strip();
        typed.put("text", begun.isEmpty() ? referral : begun + "\n\n" + referral);
        drafts.keep(enquiry, work.form(), typed, DraftPages.version(version), staff);
        announcements.tell(
                redirect, "staff.forward.refer.done", recipient.name().in(StaffDates.language()));
        return CasePages.address(enquiry) + "#assess";
    }

    private @Nullable Work mine(Enquiry enquiry, String taskId, Staff staff) {
        Work work = views.work(enquiry, taskId, staff)
                .filter(one -> one.form() == TaskForm.ASSESS)
                .orElse(null);
        if (work != null && !work.mine()) {
            throw new AccessDeniedException("The task is not this person's work");
        }
        return work;
    }
}
