package se.vaxholm.svara.channel.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.FileRefusedException.Reason;
import se.vaxholm.svara.files.FileWords;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.UploadFilter;
import se.vaxholm.svara.files.Uploads;
import se.vaxholm.svara.security.ExpiredForm;

/**
 * The page on which the public adds files, to a new matter or to a message. It holds nothing else that could be lost: what was
 * written lies in a draft before anybody comes here.
 */
@Component
class UploadPage {

    private static final String FIELD = "files";

    private final KeptFiles files;

    UploadPage(KeptFiles files) {
        this.files = files;
    }

    /**
     * What came here as a GET: asked for, or sent and unreadable.
     *
     * @param back where whoever comes here came from
     */
    String show(
            HttpServletRequest request,
            HttpServletResponse response,
            Model model,
            Optional<FilePlace> place,
            String address,
            String back) {
        Problems problems = Problems.none();
        Optional<Reason> unreadable = UploadFilter.reason(request);
        if (unreadable.isPresent()) {
            Reason reason = unreadable.get();
            response.setStatus(
                    reason == Reason.TOO_MUCH_TOGETHER
                            ? HttpStatus.PAYLOAD_TOO_LARGE.value()
                            : HttpStatus.UNPROCESSABLE_ENTITY.value());
            problems.add(Problem.in(FIELD, FileWords.key(reason) + ".all"));
        } else if (request.getAttribute(ExpiredForm.ATTRIBUTE) != null) {
            problems.add(Problem.in(FIELD, "file.expired"));
        }
        return lay(model, place, address, back, problems);
    }

    /** What is wrong with what was sent; nothing when all of it was kept. */
    Problems problems(Uploads.Taken taken, boolean goesOn) {
        Problems problems = Problems.none();
        if (taken.isEmpty() && !goesOn) {
            problems.add(Problem.in(FIELD, "file.none"));
        }
        taken.refused().forEach(one -> problems.add(Problem.in(FIELD, FileWords.key(one.reason()), one.name())));
        return problems;
    }

    String lay(Model model, Optional<FilePlace> place, String address, String back, Problems problems) {
        model.addAttribute("problems", problems);
        model.addAttribute("files", place.map(files::of).orElse(java.util.List.of()));
        model.addAttribute("address", address);
        model.addAttribute("backTo", back);
        return "public/files";
    }
}
