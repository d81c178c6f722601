package se.vaxholm.svara.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.tasklist.Problems;

/** Where a unit's manager reads what auditors found in the unit's cases, and replies; other units' findings are not there. */
@Controller
@RequestMapping(UnitFindingPages.ADDRESS)
class UnitFindingPages {

    static final String ADDRESS = "/enhet/granskning";

    private final Findings findings;
    private final Organisation organisation;

    UnitFindingPages(Findings findings, Organisation organisation) {
        this.findings = findings;
        this.organisation = organisation;
    }

    @GetMapping
    String list(@CurrentStaff Staff staff, Model model) {
        List<String> units = managed(staff);
        model.addAttribute("manages", !units.isEmpty());
        model.addAttribute("managed", units);
        model.addAttribute("rows", findings.ofUnits(units));
        model.addAttribute("listed", Findings.LISTED);
        return "audit/unit-findings";
    }

    @GetMapping("/{id}/{number}")
    String open(@PathVariable String id, @PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Findings.Row row = known(id, number, staff);
        return lay(row, row.reply() == null ? "" : row.reply().words(), Problems.none(), staff, model);
    }

    /** @param seen the finding that is replied to: whoever replies to one that has changed reads it first */
    @PostMapping("/{id}/{number}")
    String reply(
            @PathVariable String id,
            @PathVariable String number,
            @RequestParam(name = "svar", defaultValue = "") String words,
            @RequestParam(name = "sett", defaultValue = "") String seen,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Findings.Row row = known(id, number, staff);
        String text = words.replace("\r\n", "\n").strip();
        Problems problems = Problems.none();
        FindingText.check("svar", text, false, problems);
        if (problems.isEmpty() && !seen.equals(seen(row))) {
            problems.add("svar", "audit.problem.reply.changed");
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(row, FindingText.shown(text), problems, staff, model);
        }
        findings.reply(row, text, staff.asActor());
        redirect.addFlashAttribute("saved", row.number());
        return "redirect:" + ADDRESS;
    }

    private String lay(Findings.Row row, String words, Problems problems, Staff staff, Model model) {
        model.addAttribute("row", row);
        model.addAttribute("words", words);
        model.addAttribute("seen", seen(row));
        model.addAttribute("readable", managed(staff).contains(row.nowAt()));
        model.addAttribute("history", findings.history(row));
        model.addAttribute("longest", Findings.LONGEST);
        model.addAttribute("problems", problems);
        return "audit/reply";
    }

    /** What has been written by either side so far, as far as the writer has seen it. */
    private static String seen(Findings.Row row) {
        return (row.finding() == null ? 0 : row.finding().id())
                + "-"
                + (row.reply() == null ? 0 : row.reply().id());
    }

    /** A case of another unit, or without a finding, is as unknown here as one that is in no sample. */
    private Findings.Row known(String id, String number, Staff staff) {
        UUID sample = SamplePages.uuid(id).orElseThrow(SamplePages::unknown);
        return EnquiryNumber.parse(number)
                .flatMap(one -> findings.find(sample, one))
                .filter(row -> row.finding() != null && managed(staff).contains(row.unitId()))
                .orElseThrow(SamplePages::unknown);
    }

    private List<String> managed(Staff staff) {
        return organisation.units().stream()
                .map(Unit::id)
                .filter(staff::managerOf)
                .toList();
    }
}
