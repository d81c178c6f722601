package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.MisplacedMessages;
import se.vaxholm.svara.intake.MessageMoves;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Moves a message that lies in the wrong case, between cases in which the same person works. */
@Controller
class MessageMovePages {

    private final CaseRights rights;
    private final CasePage page;
    private final MisplacedMessages messages;
    private final MessageMoves moves;
    private final Announcements announcements;
    private final WorkRows rows;

    MessageMovePages(
            CaseRights rights,
            CasePage page,
            MisplacedMessages messages,
            MessageMoves moves,
            Announcements announcements,
            WorkRows rows) {
        this.rights = rights;
        this.page = page;
        this.messages = messages;
        this.moves = moves;
        this.announcements = announcements;
        this.rows = rows;
    }

    @GetMapping("/arenden/{number}/meddelanden/{message}/flytta")
    String show(@PathVariable String number, @PathVariable UUID message, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        return lay(model, enquiry, message, staff, new Asked("", null, false), Problems.none());
    }

    @PostMapping("/arenden/{number}/meddelanden/{message}/flytta")
    String move(
            @PathVariable String number,
            @PathVariable UUID message,
            @RequestParam(defaultValue = "") String till,
            @RequestParam(defaultValue = "false") boolean sure,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry from = rights.workable(number, staff);
        Problems problems = Problems.none();
        Optional<Enquiry> to = target(from, till, staff, problems);
        WorkRow stranger = to.filter(other -> !isSameAsker(from.enquirer(), other.enquirer()))
                .map(other -> rows.row(other))
                .orElse(null);
        if (stranger != null && !sure) {
            problems.add("sure", "staff.around.problem.stranger", stranger.number());
        }
        if (to.isPresent() && problems.isEmpty()) {
            if (moves.move(message, from, to.get(), staff.asActor())) {
                announcements.tell(
                        redirect, "staff.around.moved", to.get().number().value());
                return CasePages.address(from);
            }
            problems.add("till", "staff.around.problem.gone");
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return lay(model, from, message, staff, new Asked(till, stranger, sure), problems);
    }

    /** The case that somebody means, if it is one to move to; otherwise what is wrong with it. */
    private Optional<Enquiry> target(Enquiry from, String typed, Staff staff, Problems problems) {
        if (typed.isBlank()) {
            problems.add("till", "staff.around.problem.noNumber");
            return Optional.empty();
        }
        Optional<Enquiry> to = rights.workableIfAny(typed, staff);
        if (to.isEmpty()) {
            problems.add("till", "staff.around.problem.unknown");
        } else if (to.get().id().equals(from.id())) {
            problems.add("till", "staff.around.problem.same", from.number().value());
        } else if (!messages.isTakenIn(to.get())) {
            problems.add(
                    "till", "staff.around.problem.closed", to.get().number().value());
        }
        return to.filter(found -> problems.isEmpty());
    }

    /** Who reads the message on the other case's page; nobody knows that of two who have told nothing. */
    private static boolean isSameAsker(Enquirer one, Enquirer other) {
        return (one.email() != null && one.email().equalsIgnoreCase(other.email()))
                || (one.phone() != null && digits(one.phone()).equals(digits(other.phone())));
    }

    private static String digits(@Nullable String phone) {
        return phone == null ? "" : phone.replaceAll("[^0-9]", "");
    }

    /**
     * What somebody has asked for.
     *
     * @param stranger the case that they mean, when its asker may be another person
     */
    record Asked(String till, @Nullable WorkRow stranger, boolean sure) {}

    private String lay(Model model, Enquiry enquiry, UUID message, Staff staff, Asked asked, Problems problems) {
        page.lay(model, enquiry, staff, CasePage.Returned.nothing());
        CaseView view = (CaseView) model.getAttribute("view");
        List<CaseView.Said> said = view == null
                ? List.of()
                : view.dialogue().stream()
                        .filter(one -> message.equals(one.movable()))
                        .toList();
        if (said.isEmpty()) {
            throw new NoSuchCaseException();
        }
        model.addAttribute("problems", problems);
        model.addAttribute("said", said);
        model.addAttribute("message", message);
        model.addAttribute("asked", asked);
        return "staff/around/move";
    }
}
