package se.vaxholm.svara.tasklist;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.WorkLists;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Puts many cases of the work list aside at once: what was chosen is named and confirmed before anything is done. */
@Controller
class AsidePages {

    private static final String ADDRESS = "/arbete/inget-svar";

    private final Asides asides;

    AsidePages(Asides asides) {
        this.asides = asides;
    }

    /** The list to come back to. */
    record Back(String list, String unit) {

        static Back of(@Nullable String list, @Nullable String unit) {
            return new Back(word(list), word(unit));
        }

        private static String word(@Nullable String typed) {
            return typed != null && typed.matches("[a-z0-9-]{1,40}") ? typed : "";
        }
    }

    @ModelAttribute("back")
    Back back(
            @RequestParam(name = "lista", required = false) @Nullable String list,
            @RequestParam(name = "enhet", required = false) @Nullable String unit) {
        return Back.of(list, unit);
    }

    /** What was chosen; or, after the deed, what came of it. */
    @GetMapping(ADDRESS)
    String ask(
            @RequestParam(name = "arende", required = false) @Nullable List<String> chosen,
            @ModelAttribute("back") Back back,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect) {
        if (model.containsAttribute(Report.ATTRIBUTE)) {
            return "staff/aside-done";
        }
        List<String> numbers = numbers(chosen);
        if (numbers.isEmpty()) {
            where(redirect, back);
            redirect.addAttribute("valj", "inga");
            return "redirect:/arbete";
        }
        List<Asides.Line> lines = asides.look(numbers, staff);
        model.addAttribute(
                "lines", lines.stream().filter(line -> line.not() == null).toList());
        model.addAttribute(
                "others", lines.stream().filter(line -> line.not() != null).toList());
        return "staff/aside";
    }

    @PostMapping(ADDRESS)
    String putAside(
            @RequestParam(name = "arende", required = false) @Nullable List<String> chosen,
            @ModelAttribute("back") Back back,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute(Report.ATTRIBUTE, new Report(asides.putAside(numbers(chosen), staff)));
        where(redirect, back);
        return "redirect:" + ADDRESS;
    }

    @PostMapping(ADDRESS + "/angra")
    String undo(
            @RequestParam(name = "arende", required = false) @Nullable List<String> chosen,
            @ModelAttribute("back") Back back,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        redirect.addFlashAttribute(Report.ATTRIBUTE, new Report(asides.undo(numbers(chosen), staff)));
        redirect.addFlashAttribute("undone", true);
        where(redirect, back);
        return "redirect:" + ADDRESS;
    }

    private static void where(RedirectAttributes redirect, Back back) {
        if (!back.list().isEmpty()) {
            redirect.addAttribute("lista", back.list());
        }
        if (!back.unit().isEmpty()) {
            redirect.addAttribute("enhet", back.unit());
        }
    }

    /** Those that are numbers, once each, and no more than a page can show. */
    private static List<String> numbers(@Nullable List<String> chosen) {
        return chosen == null
                ? List.of()
                : chosen.stream()
                        .flatMap(one -> EnquiryNumber.parse(one).stream())
                        .map(EnquiryNumber::value)
                        .distinct()
                        .limit(WorkLists.PAGE)
                        .toList();
    }
}
