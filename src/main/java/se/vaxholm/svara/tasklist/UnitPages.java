package se.vaxholm.svara.tasklist;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.organisation.ArrivalNotice;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Where a unit's manager decides how its mailbox hears of new work (G20). */
@Controller
class UnitPages {

    private static final String ADDRESS = "/enhet";

    private final CaseRights rights;
    private final Arrivals arrivals;
    private final Announcements announcements;

    UnitPages(CaseRights rights, Arrivals arrivals, Announcements announcements) {
        this.rights = rights;
        this.arrivals = arrivals;
        this.announcements = announcements;
    }

    @GetMapping(ADDRESS)
    String show(@CurrentStaff Staff staff, Model model) {
        model.addAttribute("managed", rights.managedBy(staff));
        model.addAttribute("choices", List.of(ArrivalNotice.values()));
        return "staff/unit";
    }

    /** The address that only takes a form: whoever reloads it comes to the page. */
    @GetMapping(ADDRESS + "/{unit}")
    String back(@PathVariable String unit) {
        return "redirect:" + ADDRESS;
    }

    @PostMapping(ADDRESS + "/{unit}")
    String set(
            @PathVariable String unit,
            @RequestParam(name = "besked", defaultValue = "") String notice,
            @CurrentStaff Staff staff,
            RedirectAttributes redirect) {
        Unit managed = rights.managedBy(staff).stream()
                .filter(one -> one.id().equals(unit))
                .findFirst()
                .orElseThrow(() -> new AccessDeniedException("Only the unit's own manager decides"));
        Optional<ArrivalNotice> chosen = Arrays.stream(ArrivalNotice.values())
                .filter(one -> one.name().equals(notice))
                .findFirst();
        chosen.ifPresent(one -> {
            arrivals.set(managed, one, staff.asActor());
            announcements.tell(
                    redirect, "unit.saved." + one.name(), managed.name().in(StaffDates.language()), managed.email());
        });
        return "redirect:" + ADDRESS;
    }
}
