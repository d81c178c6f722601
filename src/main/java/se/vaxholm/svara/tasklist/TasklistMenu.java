package se.vaxholm.svara.tasklist;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffRole;

/** Which of our pages this person can go to from Tasklist, as our own pages' navigation has them (layout.html). */
@RestController
class TasklistMenu {

    private static final List<Map.Entry<String, Set<StaffRole>>> PAGES = List.of(
            Map.entry("forsenat", Set.of(StaffRole.CHEF)),
            Map.entry(
                    "franvaro",
                    Set.of(StaffRole.HANDLAGGARE, StaffRole.KONTAKTCENTER, StaffRole.REGISTRATOR, StaffRole.CHEF)),
            Map.entry("mottagare", Set.of(StaffRole.REGISTRATOR, StaffRole.ADMIN)),
            Map.entry("granskning", Set.of(StaffRole.REVISOR)),
            Map.entry("processer", Set.of(StaffRole.PROCESSAGARE, StaffRole.REVISOR, StaffRole.ADMIN)));

    @GetMapping("/tasklist-forms/sidor")
    List<String> pages(@CurrentStaff Staff staff) {
        return PAGES.stream()
                .filter(page -> page.getValue().stream().anyMatch(staff::hasRole))
                .map(Map.Entry::getKey)
                .toList();
    }
}
