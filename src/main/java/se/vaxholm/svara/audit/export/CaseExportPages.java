package se.vaxholm.svara.audit.export;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.FileWords;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.tasklist.CaseRights;
import se.vaxholm.svara.tasklist.Problems;

/** Where an auditor takes out one case, as a document to read or with everything in it and its proof. */
@Controller
@RequestMapping("/granskning/arenden/{number}/export")
class CaseExportPages {

    private static final String FORMAT = "format";

    private final CaseRights rights;
    private final WholeCases cases;
    private final CaseExports exports;

    CaseExportPages(CaseRights rights, WholeCases cases, CaseExports exports) {
        this.rights = rights;
        this.cases = cases;
        this.exports = exports;
    }

    @GetMapping
    String show(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        return lay(rights.readable(number, staff), null, "", Problems.none(), model);
    }

    @PostMapping
    @Nullable
    String take(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String format,
            @RequestParam(name = Reveal.CHOICE, required = false) @Nullable String chosen,
            @RequestParam(name = Reveal.REASON, defaultValue = "") String reason,
            @CurrentStaff Staff staff,
            Model model,
            HttpServletResponse response)
            throws IOException {
        Enquiry enquiry = rights.readable(number, staff);
        Problems problems = Problems.none();
        Reveal reveal = Reveal.read(enquiry.sensitive() ? chosen : null, reason, problems);
        Format wanted = format.equals("zip") ? Format.ZIP : Format.PDF;
        if (wanted == Format.PDF && !CasePdf.fits(cases.of(enquiry, reveal))) {
            problems.add(FORMAT, "auditexport.problem.large");
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(enquiry, chosen, reason, problems, model);
        }
        CaseExports.Made made = exports.make(enquiry, wanted, reveal, staff).orElse(null);
        if (made == null) {
            problems.add(FORMAT, "auditexport.problem.busy");
            response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
            return lay(enquiry, chosen, reason, problems, model);
        }
        try {
            Download.begin(response, made.name(), made.size());
            Files.copy(made.file(), response.getOutputStream());
        } finally {
            Files.deleteIfExists(made.file());
        }
        return null;
    }

    private String lay(Enquiry enquiry, @Nullable String chosen, String reason, Problems problems, Model model) {
        WholeCase whole = cases.of(enquiry, Reveal.NOTHING);
        WholeCase all = enquiry.sensitive() ? cases.of(enquiry, new Reveal("")) : whole;
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("whole", whole);
        model.addAttribute("files", all.givenFiles().size());
        model.addAttribute("mails", all.givenMails().size());
        model.addAttribute("size", FileWords.size(all.size() + 20_000L, LocaleContextHolder.getLocale()));
        model.addAttribute("chosen", chosen != null);
        model.addAttribute("reason", reason);
        model.addAttribute("longest", Reveal.LONGEST);
        model.addAttribute("problems", problems);
        return "audit/export/case";
    }
}
