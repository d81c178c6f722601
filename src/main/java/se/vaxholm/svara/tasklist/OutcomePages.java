package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.IncompleteDraftException;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.TaskTakenException;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/**
 * Does a case's tasks. The task's id is what makes a second press harmless: a task is done once, and whoever comes second
 * reads by whom.
 */
@Controller
class OutcomePages {

    private final CaseRights rights;
    private final CasePage page;
    private final CaseViews views;
    private final CaseDrafts drafts;
    private final FormCheck check;
    private final EnquiryProcess process;
    private final Enquiries enquiries;
    private final Refusals refusals;
    private final Announcements announcements;

    OutcomePages(
            CaseRights rights,
            CasePage page,
            CaseViews views,
            CaseDrafts drafts,
            FormCheck check,
            EnquiryProcess process,
            Enquiries enquiries,
            Refusals refusals,
            Announcements announcements) {
        this.rights = rights;
        this.page = page;
        this.views = views;
        this.drafts = drafts;
        this.check = check;
        this.process = process;
        this.enquiries = enquiries;
        this.refusals = refusals;
        this.announcements = announcements;
    }

    /** A page of its own for an outcome that asks for more than a press: it shows the question and one form. */
    enum Side {
        ANSWERED_OTHERWISE("redan-besvarat", "staff/answered-otherwise"),
        NO_ANSWER_EXPECTED("inget-svar", "staff/no-answer"),
        HOLDING_NOTICE("besked", "staff/outcome/notice"),
        FORWARD_INTERNAL("lamna-over", "staff/outcome/hand-over"),
        FORWARD_EXTERNAL("vidarebefordra", "staff/outcome/forward"),
        RETURN("skicka-tillbaka", "staff/outcome/return"),
        ASK_BACK("fraga", "staff/outcome/ask-back"),
        HANDLED_ELSEWHERE("i-annat-system", "staff/outcome/elsewhere"),
        CLOSE_UNANSWERED("avsluta", "staff/outcome/close");

        private final String address;
        private final String template;

        Side(String address, String template) {
            this.address = address;
            this.template = template;
        }

        String address() {
            return address;
        }

        String template() {
            return template;
        }

        /** @throws java.util.NoSuchElementException when no page has this address */
        static Side at(String address) {
            return Arrays.stream(values())
                    .filter(side -> side.address.equals(address))
                    .findFirst()
                    .orElseThrow();
        }

        /** By the outcome of the same name. */
        static Optional<Side> of(Outcome outcome) {
            return Arrays.stream(values())
                    .filter(side -> side.name().equals(outcome.name()))
                    .findFirst();
        }
    }

    @GetMapping(
            "/arenden/{number}/uppgifter/{taskId}/{side:redan-besvarat|inget-svar|besked|fraga|i-annat-system|avsluta}")
    String side(
            @PathVariable String number,
            @PathVariable String taskId,
            @PathVariable String side,
            @CurrentStaff Staff staff,
            Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Side asked = Side.at(side);
        boolean open = views.work(enquiry, taskId, staff)
                .filter(work -> work.form() == TaskForm.ASSESS && work.mine())
                .isPresent();
        if (!open) {
            return CasePages.address(enquiry);
        }
        page.lay(model, enquiry, staff, CasePage.Returned.nothing());
        return asked.template;
    }

    @PostMapping("/arenden/{number}/uppgifter/{taskId}")
    String complete(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam(defaultValue = "") String outcome,
            @RequestParam(defaultValue = "0") String version,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        Outcome chosen = outcome(outcome);
        TaskForm form = TaskForm.of(chosen.form()).orElseThrow();
        Map<String, String> typed = form.read(request);
        Work work = views.work(enquiry, taskId, staff).orElse(null);
        if (work == null) {
            return done(enquiry, form, typed, staff, model, redirect, response);
        }
        if (work.form() != form || !work.offers(chosen.name())) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "The task's form does not offer this outcome");
        }
        if (!work.mayDo()) {
            throw new AccessDeniedException("The task is not this person's work");
        }
        Problems problems = check.check(chosen, typed, enquiry);
        if (problems.isEmpty()) {
            try {
                process.complete(taskId, chosen, stripped(withDraft(work, chosen, typed)), staff);
                announcements.tell(redirect, chosen, enquiry, enquiries.get(enquiry.id()));
                return CasePages.address(enquiry);
            } catch (TaskTakenException e) {
                return e.by() == null || e.by().equals(staff.id())
                        ? done(enquiry, form, typed, staff, model, redirect, response)
                        : taken(e.by(), enquiry, form, typed, version, staff, model, response);
            } catch (IncompleteDraftException e) {
                problems.add(form.id(e.field()), "staff.problem.incomplete");
            }
        }
        CaseDrafts.Kept kept = drafts.keep(enquiry, form, typed, DraftPages.version(version), staff);
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        Notice notice = kept.fate() == CaseDrafts.Fate.SOMEBODY_ELSE_WROTE && kept.draft() != null
                ? refusals.changed(kept.draft())
                : null;
        String template = page.lay(
                model, enquiry, staff, new CasePage.Returned(form, FormCheck.printable(typed), problems, notice));
        return Side.of(chosen).map(Side::template).orElse(template);
    }

    /** The same deed again is confirmed again; another one comes too late, and what was typed for it stays in sight. */
    private String done(
            Enquiry enquiry,
            TaskForm form,
            Map<String, String> typed,
            Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Notice notice = refusals.done(enquiry, form, typed);
        if (notice.kept() == null) {
            redirect.addFlashAttribute(Done.ATTRIBUTE, new Done(notice.title(), notice.text(), true));
            return CasePages.address(enquiry);
        }
        response.setStatus(HttpStatus.CONFLICT.value());
        return page.lay(
                model,
                enquiries.get(enquiry.id()),
                staff,
                new CasePage.Returned(null, Map.of(), Problems.none(), notice));
    }

    private String taken(
            String by,
            Enquiry enquiry,
            TaskForm form,
            Map<String, String> typed,
            String version,
            Staff staff,
            Model model,
            HttpServletResponse response) {
        CaseDrafts.Kept kept = drafts.keep(enquiry, form, typed, DraftPages.version(version), staff);
        response.setStatus(HttpStatus.CONFLICT.value());
        return page.lay(
                model,
                enquiries.get(enquiry.id()),
                staff,
                new CasePage.Returned(null, Map.of(), Problems.none(), refusals.taken(enquiry, form, by, kept, typed)));
    }

    private static Outcome outcome(String name) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.BAD_REQUEST, "No such outcome"));
    }

    /** Whoever sends a case on loses nothing of an answer that somebody has begun: the draft belongs to the case (G7). */
    private static Map<String, String> withDraft(Work work, Outcome chosen, Map<String, String> typed) {
        boolean goesOn =
                chosen == Outcome.FORWARD_INTERNAL || chosen == Outcome.FORWARD_EXTERNAL || chosen == Outcome.RETURN;
        if (!goesOn || work.draft() == null) {
            return typed;
        }
        Map<String, String> all = new HashMap<>(work.draft().fields());
        all.putAll(typed);
        return all;
    }

    private static Map<String, String> stripped(Map<String, String> typed) {
        Map<String, String> fields = new HashMap<>();
        typed.forEach((name, value) -> fields.put(name, value.strip()));
        return fields;
    }
}
