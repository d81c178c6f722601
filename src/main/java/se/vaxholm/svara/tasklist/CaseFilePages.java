package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.files.FileAnswers;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.FileRefusedException.Reason;
import se.vaxholm.svara.files.FileWords;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.UploadFilter;
import se.vaxholm.svara.files.Uploads;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** The files of a case for those who may read it, and the page on which files are added to an answer before it is sent. */
@Controller
class CaseFilePages {

    private static final String FIELD = "files";

    private final CaseRights rights;
    private final CaseViews views;
    private final Withheld withheld;
    private final Enquiries enquiries;
    private final KeptFiles files;
    private final CaseFiles caseFiles;
    private final Uploads uploads;
    private final FileAnswers answers;

    CaseFilePages(
            CaseRights rights,
            CaseViews views,
            Withheld withheld,
            Enquiries enquiries,
            KeptFiles files,
            CaseFiles caseFiles,
            Uploads uploads,
            FileAnswers answers) {
        this.rights = rights;
        this.views = views;
        this.withheld = withheld;
        this.enquiries = enquiries;
        this.files = files;
        this.caseFiles = caseFiles;
        this.uploads = uploads;
        this.answers = answers;
    }

    /** A file goes with its message: whoever may not read that, between boards, does not learn that there is one (G21). */
    @GetMapping("/arenden/{number}/filer/{id}")
    void read(
            @PathVariable String number,
            @PathVariable UUID id,
            @CurrentStaff Staff staff,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Enquiry enquiry = rights.readable(number, staff);
        Withheld.View hidden = withheld.of(enquiry, staff);
        KeptFile file = files.find(id)
                .filter(found -> isReadable(found, enquiries.messages(enquiry.id()), hidden))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        answers.send(file, request, response);
    }

    private static boolean isReadable(KeptFile file, List<Message> dialogue, Withheld.View hidden) {
        return dialogue.stream()
                .anyMatch(message -> message.id().equals(file.place().messageId()) && !hidden.hides(message));
    }

    @GetMapping("/arenden/{number}/uppgifter/{taskId}/filer")
    String show(
            @PathVariable String number,
            @PathVariable String taskId,
            @CurrentStaff Staff staff,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Optional<Work> work = answering(enquiry, taskId, staff);
        if (work.isEmpty()) {
            return CasePages.address(enquiry);
        }
        Problems problems = Problems.none();
        Optional<Reason> unreadable = UploadFilter.reason(request);
        if (unreadable.isPresent()) {
            response.setStatus(HttpStatus.PAYLOAD_TOO_LARGE.value());
            problems.add(FIELD, FileWords.key(unreadable.get()) + ".all");
        }
        return lay(model, enquiry, work.get(), problems);
    }

    @PostMapping("/arenden/{number}/uppgifter/{taskId}/filer")
    String add(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> chosen,
            @RequestParam(name = "vidare", required = false) @Nullable String onward,
            @CurrentStaff Staff staff,
            HttpServletResponse response,
            Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Optional<Work> work = answering(enquiry, taskId, staff);
        if (work.isEmpty()) {
            return CasePages.address(enquiry);
        }
        require(work.get().mine());
        Uploads.Taken taken = uploads.take(chosen == null ? List.of() : chosen, CaseFiles.ofAnswer(enquiry.id()));
        caseFiles.refused(taken, enquiry, staff.asActor());
        Problems problems = Problems.none();
        if (taken.isEmpty() && onward == null) {
            problems.add(FIELD, "file.none");
        }
        taken.refused().forEach(one -> problems.also(FIELD, FileWords.key(one.reason()), one.name()));
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(model, enquiry, work.get(), problems);
        }
        return onward == null ? here(enquiry, taskId) : CasePages.address(enquiry) + "#assess";
    }

    @PostMapping("/arenden/{number}/uppgifter/{taskId}/filer/ta-bort")
    String remove(
            @PathVariable String number,
            @PathVariable String taskId,
            @RequestParam UUID id,
            @CurrentStaff Staff staff) {
        Enquiry enquiry = rights.workable(number, staff);
        Optional<Work> work = answering(enquiry, taskId, staff);
        if (work.isEmpty()) {
            return CasePages.address(enquiry);
        }
        require(work.get().mine());
        files.remove(id, CaseFiles.ofAnswer(enquiry.id()));
        return here(enquiry, taskId);
    }

    /** Where a reload of that deed, or a change of language on it, comes to. */
    @GetMapping("/arenden/{number}/uppgifter/{taskId}/filer/ta-bort")
    String back(@PathVariable String number, @PathVariable String taskId, @CurrentStaff Staff staff) {
        return here(rights.readable(number, staff), taskId);
    }

    private String lay(Model model, Enquiry enquiry, Work work, Problems problems) {
        FilePlace place = CaseFiles.ofAnswer(enquiry.id());
        model.addAttribute("problems", problems);
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("files", files.of(place));
        model.addAttribute("address", address(enquiry, work.task().id()));
        return "staff/files";
    }

    private Optional<Work> answering(Enquiry enquiry, String taskId, Staff staff) {
        return views.work(enquiry, taskId, staff).filter(work -> work.form() == TaskForm.ASSESS && work.isWritable());
    }

    private static String here(Enquiry enquiry, String taskId) {
        return "redirect:" + address(enquiry, taskId);
    }

    private static String address(Enquiry enquiry, String taskId) {
        return "/arenden/" + enquiry.number() + "/uppgifter/" + taskId + "/filer";
    }

    private static void require(boolean allowed) {
        if (!allowed) {
            throw new AccessDeniedException("The answer is not this person's to write");
        }
    }
}
