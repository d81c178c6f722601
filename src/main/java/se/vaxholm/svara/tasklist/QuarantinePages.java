package se.vaxholm.svara.tasklist;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** What the virus scanner has stopped, for those who decide how long it is kept; nobody can get it out of here. */
@Controller
@RequestMapping(QuarantinePages.ADDRESS)
class QuarantinePages {

    static final String ADDRESS = "/arbete/karantan";

    private final KeptFiles files;
    private final CaseFiles caseFiles;

    QuarantinePages(KeptFiles files, CaseFiles caseFiles) {
        this.files = files;
        this.caseFiles = caseFiles;
    }

    @GetMapping
    String list(Model model) {
        List<KeptFile> stopped = files.quarantine();
        Map<UUID, String> numbers = caseFiles.numbers(stopped);
        model.addAttribute("files", stopped);
        model.addAttribute("numbers", numbers);
        return "staff/quarantine";
    }

    @PostMapping("/ta-bort")
    String delete(@RequestParam UUID id, @CurrentStaff Staff staff, RedirectAttributes redirect) {
        if (caseFiles.deleteStopped(id, staff.asActor())) {
            redirect.addFlashAttribute("deleted", true);
        }
        return "redirect:" + ADDRESS;
    }

    /** Where a reload of that deed comes to. */
    @GetMapping("/ta-bort")
    String back() {
        return "redirect:" + ADDRESS;
    }
}
