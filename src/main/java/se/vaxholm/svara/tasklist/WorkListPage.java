package se.vaxholm.svara.tasklist;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.WorkLists;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffRole;

/** The work list (arbetslistan): what waits for me and for my unit, least time left first (G20). */
@Controller
class WorkListPage {

    private static final List<StaffRole> NOT_FOR_CASES = List.of(StaffRole.KOMMUNSTYRELSE, StaffRole.PROCESSAGARE);

    private final WorkLists lists;
    private final Organisation organisation;
    private final CaseRights rights;
    private final WorkRows lines;
    private final Asides asides;

    WorkListPage(WorkLists lists, Organisation organisation, CaseRights rights, WorkRows lines, Asides asides) {
        this.lists = lists;
        this.organisation = organisation;
        this.rights = rights;
        this.lines = lines;
        this.asides = asides;
    }

    /** A tab of the page: which list, and what its address calls it. */
    enum Tab {
        MINE("mina", WorkLists.View.MINE),
        UNCLAIMED("otagna", WorkLists.View.UNCLAIMED),
        DUE_TODAY("i-dag", WorkLists.View.DUE_TODAY),
        LATE("forsenade", WorkLists.View.LATE),
        REPLIES("nya-meddelanden", WorkLists.View.REPLIES);

        private final String address;
        private final WorkLists.View view;

        Tab(String address, WorkLists.View view) {
            this.address = address;
            this.view = view;
        }

        static Tab of(@Nullable String address, Tab otherwise) {
            return Arrays.stream(values())
                    .filter(tab -> tab.address.equals(address))
                    .findFirst()
                    .orElse(otherwise);
        }

        public String address() {
            return address;
        }

        public String key() {
            return "work.list." + name();
        }
    }

    /** A tab with the number of cases behind it. */
    record CountedTab(Tab tab, int count, boolean current) {}

    @GetMapping("/arbete")
    String show(
            @RequestParam(name = "lista", required = false) @Nullable String list,
            @RequestParam(name = "enhet", required = false) @Nullable String unitId,
            @RequestParam(name = "sida", defaultValue = "1") String page,
            @RequestParam(name = "valj", defaultValue = "") String choose,
            @CurrentStaff Staff staff,
            Model model) {
        List<Unit> own = rights.unitsOf(staff);
        Tab current = Tab.of(list, own.isEmpty() ? Tab.UNCLAIMED : Tab.MINE);
        List<Unit> choice = rights.readsAllUnits(staff) ? organisation.units() : own;
        Optional<Unit> chosen =
                choice.stream().filter(unit -> unit.id().equals(unitId)).findFirst();
        boolean everything = "alla".equals(unitId) && choice.size() > own.size();
        List<Unit> shown = chosen.map(List::of).orElse(everything || own.isEmpty() ? choice : own);
        List<String> units = shown.stream().map(Unit::id).toList();

        Map<WorkLists.View, Integer> counts = lists.counts(staff.id(), units);
        WorkLists.Page rows = lists.page(current.view, staff.id(), units, pageNumber(page) - 1);
        Language language = StaffDates.language();
        model.addAttribute(
                "tabs",
                Arrays.stream(Tab.values())
                        .map(tab -> new CountedTab(tab, counts.getOrDefault(tab.view, 0), tab == current))
                        .toList());
        model.addAttribute("tab", current);
        model.addAttribute(
                "rows", rows.rows().stream().map(lines.telling(rows.rows())).toList());
        Set<String> choosable = asides.choosable(rows.rows(), staff);
        model.addAttribute("choosable", choosable);
        Problems problems = Problems.none();
        if (choose.equals("inga") && !choosable.isEmpty()) {
            problems.add("valj-" + choosable.iterator().next(), "work.aside.problem.none");
        }
        model.addAttribute("problems", problems);
        model.addAttribute("page", rows.number() + 1);
        model.addAttribute("more", rows.more());
        model.addAttribute("severalUnits", units.size() > 1);
        model.addAttribute("everything", shown.size() == organisation.units().size());
        model.addAttribute(
                "unitNames",
                String.join(
                        ", ",
                        shown.stream().map(unit -> unit.name().in(language)).toList()));
        model.addAttribute("choice", choice.size() > 1 ? choice : List.of());
        model.addAttribute("chosen", chosen.map(Unit::id).orElse(everything ? "alla" : ""));
        model.addAttribute("ownUnits", !own.isEmpty());
        model.addAttribute("widest", choice.size() > own.size());
        model.addAttribute("reader", reader(staff));
        return "staff/work";
    }

    /** Whose word the page has for somebody without a unit. */
    private static String reader(Staff staff) {
        return NOT_FOR_CASES.stream()
                .filter(staff::hasRole)
                .map(Enum::name)
                .findFirst()
                .orElse("ANYBODY");
    }

    static int pageNumber(String typed) {
        return typed.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(typed) : 1;
    }

    /** Straight to a case whose number somebody has on paper or on the telephone. */
    @GetMapping("/arenden")
    String open(@RequestParam(name = "nummer", defaultValue = "") String typed) {
        return EnquiryNumber.parse(typed)
                .map(number -> "redirect:/arenden/" + number.value())
                .orElseThrow(NoSuchCaseException::new);
    }
}
