package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Gatherings;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.IncompleteDraftException;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.TaskCases;
import se.vaxholm.svara.process.TaskTakenException;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Sets many askers' same matter together and answers them all at once: each gets a letter of their own. */
@Controller
class GatheringPages {

    private final CaseRights rights;
    private final CasePage page;
    private final Gatherings gatherings;
    private final EnquiryProcess process;
    private final TaskCases cases;
    private final Announcements announcements;
    private final TransactionTemplate transaction;

    GatheringPages(
            CaseRights rights,
            CasePage page,
            Gatherings gatherings,
            EnquiryProcess process,
            TaskCases cases,
            Announcements announcements,
            TransactionTemplate transaction) {
        this.rights = rights;
        this.page = page;
        this.gatherings = gatherings;
        this.process = process;
        this.cases = cases;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    @GetMapping("/arenden/{number}/samla")
    String show(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        return enquiry.isOpen()
                ? lay(model, enquiry, staff, "", List.of(), Problems.none())
                : CasePages.address(enquiry);
    }

    @PostMapping("/arenden/{number}/samla")
    String gather(
            @PathVariable String number,
            @RequestParam(name = "arende", defaultValue = "") List<String> chosen,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        List<UUID> others = chosen.stream()
                .flatMap(one -> EnquiryNumber.parse(one).stream())
                .map(one -> rights.workable(one.value(), staff).id())
                .toList();
        if (others.isEmpty()) {
            Problems problems = Problems.none();
            problems.add("gather", "staff.around.problem.none");
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(model, enquiry, staff, "", List.of(), problems);
        }
        int joined = gatherings.gather(enquiry, others, staff.asActor());
        if (joined == 1) {
            announcements.tell(redirect, "staff.around.gathered.one");
        } else {
            announcements.tell(redirect, "staff.around.gathered", joined);
        }
        return page(enquiry);
    }

    @PostMapping("/arenden/{number}/samla/skilj")
    String leave(
            @PathVariable String number,
            @RequestParam String arende,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        Enquiry enquiry = rights.workable(number, staff);
        Enquiry leaving = rights.workable(arende, staff);
        gatherings.leave(leaving, staff.asActor());
        announcements.tell(redirect, "staff.around.left", leaving.number().value());
        return page(enquiry);
    }

    @PostMapping("/arenden/{number}/samla/svara")
    String answer(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        String answer = text.replace("\r\n", "\n").strip();
        Problems problems = Problems.none();
        FormCheck.text("gather-text", answer, "answer", problems);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(model, enquiry, staff, FormCheck.printable(answer), List.of(), problems);
        }
        List<Enquiry> all = answerable(Stream.concat(Stream.of(enquiry), gatherings.of(enquiry).stream())
                .toList());
        List<String> failed = new ArrayList<>();
        if (all.isEmpty()) {
            failed.add(enquiry.number().value());
        }
        for (Enquiry one : all) {
            if (!answered(one, answer, staff)) {
                failed.add(one.number().value());
            }
        }
        if (!failed.isEmpty()) {
            response.setStatus(HttpStatus.CONFLICT.value());
            return lay(model, enquiry, staff, answer, failed, Problems.none());
        }
        announcements.tell(redirect, "staff.around.answered", all.size());
        return CasePages.address(enquiry);
    }

    /** Those in which an answer is still to be written: not what only has to be read aloud, posted or sent once more. */
    private List<Enquiry> answerable(List<Enquiry> all) {
        Set<EnquiryNumber> offering =
                cases.offering(Outcome.ANSWER, all.stream().map(Enquiry::number).toList());
        return all.stream().filter(one -> offering.contains(one.number())).toList();
    }

    /** Each by itself: one that can't be answered keeps none of the others waiting. */
    private boolean answered(Enquiry enquiry, String answer, Staff staff) {
        Optional<OpenTask> task = process.openTasks(enquiry).stream()
                .filter(open -> TaskForm.of(open.form()).equals(Optional.of(TaskForm.ASSESS)))
                .filter(open -> rights.mayDo(open, staff))
                .findFirst();
        if (task.isEmpty()) {
            return false;
        }
        try {
            process.complete(task.get().id(), Outcome.ANSWER, Map.of("text", answer), staff);
            return true;
        } catch (TaskTakenException
                | AccessDeniedException
                | IncompleteDraftException
                | IllegalArgumentException notAnswered) {
            return false;
        }
    }

    private String lay(Model model, Enquiry enquiry, Staff staff, String text, List<String> failed, Problems problems) {
        page.lay(model, enquiry, staff, CasePage.Returned.nothing());
        transaction.executeWithoutResult(status -> {
            List<Enquiry> gathered = gatherings.of(enquiry);
            model.addAttribute("gathered", gathered);
            model.addAttribute(
                    "answerable",
                    answerable(
                            Stream.concat(Stream.of(enquiry), gathered.stream()).toList()));
            model.addAttribute("candidates", answerable(gatherings.candidates(enquiry)));
        });
        model.addAttribute("problems", problems);
        model.addAttribute("text", text);
        model.addAttribute("failed", failed.stream().collect(Collectors.joining(", ")));
        return "staff/around/gather";
    }

    private static String page(Enquiry enquiry) {
        return CasePages.address(enquiry) + "/samla";
    }
}
