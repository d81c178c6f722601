package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.FileAnswers;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Uploads;
import se.vaxholm.svara.security.Actor;

/** The files of a matter that is open on this device: read, and added to the next message. */
@Controller
@RequestMapping(MatterFilePages.ADDRESS)
class MatterFilePages {

    static final String ADDRESS = "/arende/visa/filer";

    private static final String BACK = "/arende/visa";

    private final VisitCookie visits;
    private final Enquiries enquiries;
    private final CaseFiles caseFiles;
    private final Uploads uploads;
    private final UploadPage page;
    private final KeptFiles files;
    private final FileAnswers answers;
    private final RateLimits limits;

    MatterFilePages(
            VisitCookie visits,
            Enquiries enquiries,
            CaseFiles caseFiles,
            Uploads uploads,
            UploadPage page,
            KeptFiles files,
            FileAnswers answers,
            RateLimits limits) {
        this.visits = visits;
        this.enquiries = enquiries;
        this.caseFiles = caseFiles;
        this.uploads = uploads;
        this.page = page;
        this.files = files;
        this.answers = answers;
        this.limits = limits;
    }

    /** One file of what has been said; anything else, and anybody else's, is not there. */
    @GetMapping("/{id}")
    void read(HttpServletRequest request, HttpServletResponse response, @PathVariable UUID id) throws IOException {
        KeptFile file = visits.find(request)
                .flatMap(matter -> files.find(id).filter(found -> isSaidIn(matter, found)))
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        answers.send(file, request, response);
    }

    private boolean isSaidIn(Enquiry matter, KeptFile file) {
        return enquiries.messages(matter.id()).stream()
                .anyMatch(message -> !message.isInternal()
                        && message.id().equals(file.place().messageId()));
    }

    @GetMapping
    String show(HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<Enquiry> matter = visits.find(request);
        if (matter.isEmpty()) {
            return "redirect:" + BACK;
        }
        visits.open(response, matter.get());
        return page.show(request, response, model, matter.map(MatterFilePages::place), ADDRESS, BACK);
    }

    @PostMapping
    String add(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> chosen,
            @RequestParam(name = "vidare", required = false) @Nullable String onward,
            Model model) {
        Optional<Enquiry> matter = visits.find(request);
        if (matter.isEmpty()) {
            return "redirect:" + BACK;
        }
        visits.open(response, matter.get());
        limits.require(RateLimits.Limit.FILES, limits.visitor(request));
        FilePlace place = place(matter.get());
        files.prolong(ReplyDrafts.filesKey(matter.get().id()));
        Uploads.Taken taken = uploads.take(chosen == null ? List.of() : chosen, place);
        caseFiles.refused(taken, matter.get(), Actor.ENQUIRER);
        Problems problems = page.problems(taken, onward != null);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page.lay(model, Optional.of(place), ADDRESS, BACK, problems);
        }
        return "redirect:" + (onward == null ? ADDRESS : BACK + "#text");
    }

    @PostMapping("/ta-bort")
    String remove(HttpServletRequest request, @RequestParam UUID id) {
        visits.find(request).ifPresent(matter -> files.remove(id, place(matter)));
        return "redirect:" + ADDRESS;
    }

    /** Where a press of "remove" ends whose token has run out. */
    @GetMapping("/ta-bort")
    String notRemoved() {
        return "redirect:" + ADDRESS;
    }

    private static FilePlace place(Enquiry matter) {
        return ReplyDrafts.files(matter.id());
    }
}
