package se.vaxholm.svara.audit;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.tasklist.CaseRights;
import se.vaxholm.svara.tasklist.Withheld;

/** The course of a case on its diagrams and as a timeline: for the auditor, for those whose case it is, and for process owners. */
@Controller
class CoursePages {

    private static final String OWNERS = "/processer/arenden";

    private final CaseRights rights;
    private final Withheld withheld;
    private final Courses courses;

    CoursePages(CaseRights rights, Withheld withheld, Courses courses) {
        this.rights = rights;
        this.withheld = withheld;
        this.courses = courses;
    }

    /** What is asked for in the page's address, as it was typed. */
    record Asked(
            @Nullable String vid,
            @Nullable String slag,
            @Nullable String av,
            @Nullable String fran,
            @Nullable String till,
            @Nullable Integer sida) {

        EventFilter filter() {
            return EventFilter.of(slag, av, fran, till, sida);
        }
    }

    @GetMapping("/granskning/arenden/{number}")
    String forAuditors(@PathVariable String number, Asked asked, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.readable(number, staff);
        return lay(enquiry, number, Reader.AUDITOR, withheld.of(enquiry, staff), "/granskning/arenden/", asked, model);
    }

    @GetMapping("/arenden/{number}/forlopp")
    String forColleagues(@PathVariable String number, Asked asked, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.readable(number, staff);
        if (!enquiry.number().value().equals(number)) {
            return "redirect:/arenden/" + enquiry.number() + "/forlopp";
        }
        return lay(enquiry, number, Reader.COLLEAGUE, withheld.of(enquiry, staff), "/arenden/", asked, model);
    }

    @GetMapping("/processer/arenden/{number}")
    String forOwners(@PathVariable String number, Asked asked, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.drawn(number, staff);
        return lay(enquiry, number, Reader.OWNER, Withheld.View.nothing(), OWNERS + "/", asked, model);
    }

    /** Straight to a case by its number, as somebody types it. */
    @GetMapping(OWNERS)
    String find(@RequestParam(name = "nummer", defaultValue = "") String typed) {
        Optional<EnquiryNumber> number = EnquiryNumber.parse(typed);
        return number.map(found -> "redirect:" + OWNERS + "/" + found)
                .orElse("redirect:/processer?inget-nummer#arende");
    }

    private String lay(
            Enquiry enquiry,
            String number,
            Reader reader,
            Withheld.View hidden,
            String folder,
            Asked asked,
            Model model) {
        if (!enquiry.number().value().equals(number)) {
            return "redirect:" + folder + enquiry.number();
        }
        EventFilter filter = asked.filter();
        model.addAttribute(
                "course", courses.of(enquiry, reader, hidden, asked.vid() == null ? "" : asked.vid(), filter));
        model.addAttribute("filter", filter);
        model.addAttribute("problems", filter.problems());
        model.addAttribute("address", folder + number + (reader == Reader.COLLEAGUE ? "/forlopp" : ""));
        model.addAttribute("kinds", List.of(EventKind.values()));
        return "audit/case";
    }
}
