package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
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
import org.springframework.web.multipart.MultipartFile;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Uploads;

/** Where a visitor adds files to what they write, or takes them away again before it is sent. */
@Controller
@RequestMapping(FormFilePages.ADDRESS)
class FormFilePages {

    static final String ADDRESS = "/fraga/filer";

    private static final String BACK = "/fraga/text";

    private final FormDrafts drafts;
    private final Uploads uploads;
    private final UploadPage page;
    private final KeptFiles files;
    private final RateLimits limits;

    FormFilePages(FormDrafts drafts, Uploads uploads, UploadPage page, KeptFiles files, RateLimits limits) {
        this.drafts = drafts;
        this.uploads = uploads;
        this.page = page;
        this.files = files;
        this.limits = limits;
    }

    @GetMapping
    String show(HttpServletRequest request, HttpServletResponse response, Model model) {
        Optional<FormDraft> draft = drafts.find(request);
        if (draft.isEmpty() || draft.get().isSent()) {
            return SendPages.missing(draft, "");
        }
        return page.show(request, response, model, draft.map(FormDraft::files), ADDRESS, BACK);
    }

    @PostMapping
    String add(
            HttpServletRequest request,
            HttpServletResponse response,
            @RequestParam(name = "files", required = false) @Nullable List<MultipartFile> chosen,
            @RequestParam(name = "vidare", required = false) @Nullable String onward,
            Model model) {
        Optional<FormDraft> draft = drafts.find(request);
        if (draft.isEmpty() || draft.get().isSent()) {
            return SendPages.missing(draft, "");
        }
        limits.require(RateLimits.Limit.FILES, limits.visitor(request));
        FilePlace place = drafts.filePlace(request, response);
        Uploads.Taken taken = uploads.take(chosen == null ? List.of() : chosen, place);
        Problems problems = page.problems(taken, onward != null);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.UNPROCESSABLE_ENTITY.value());
            return page.lay(model, Optional.of(place), ADDRESS, BACK, problems);
        }
        return "redirect:" + (onward == null ? ADDRESS : BACK);
    }

    @PostMapping("/ta-bort")
    String remove(HttpServletRequest request, @RequestParam UUID id) {
        drafts.find(request).ifPresent(draft -> files.remove(id, draft.files()));
        return "redirect:" + ADDRESS;
    }

    /** Where a press of "remove" ends whose token has run out. */
    @GetMapping("/ta-bort")
    String notRemoved() {
        return "redirect:" + ADDRESS;
    }
}
