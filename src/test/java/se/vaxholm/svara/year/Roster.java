package se.vaxholm.svara.year;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import se.vaxholm.svara.security.Staff;

/** Who works where in the simulated year, and on which days they are away. */
final class Roster {

    private static final int OFFICERS_OF_A_UNIT = 3;
    private static final int ABSENCES = 3;
    private static final int LONGEST_ABSENCE = 12;

    private final List<Staff> everybody = new ArrayList<>();
    private final Map<String, List<Away>> away = new LinkedHashMap<>();

    /** Days on which somebody is ill or on leave. */
    record Away(Staff who, LocalDate fromOn, LocalDate toOn) {}

    Roster(List<String> units, Random random) {
        for (String unit : units) {
            for (int i = 1; i <= OFFICERS_OF_A_UNIT; i++) {
                officer(unit, i, random);
            }
            everybody.add(new Staff(
                    "ar-" + unit + "-chef",
                    "Chef " + unit,
                    Set.of(unit, unit + "-chef", "roll-handlaggare", "roll-chef")));
            everybody.add(new Staff(
                    "ar-" + unit + "-direktor", "Direktör " + unit, Set.of(unit + Staff.HEAD_SUFFIX, "roll-chef")));
        }
    }

    private void officer(String unit, int number, Random random) {
        Staff officer = new Staff(
                "ar-" + unit + "-" + number, "Handläggare " + number + " " + unit, Set.of(unit, "roll-handlaggare"));
        everybody.add(officer);
        List<Away> days = new ArrayList<>();
        LocalDate from = LocalDate.of(WorkingTime.YEAR, 1, 1);
        for (int i = 0; i < ABSENCES; i++) {
            from = from.plusDays(5 + random.nextInt(120));
            LocalDate to = from.plusDays(random.nextInt(LONGEST_ABSENCE));
            days.add(new Away(officer, from, to));
            from = to;
        }
        away.put(officer.id(), days);
    }

    List<Away> absences() {
        return away.values().stream().flatMap(List::stream).toList();
    }

    Staff named(String id) {
        return everybody.stream()
                .filter(staff -> staff.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new AssertionError("Nobody in this year is called " + id));
    }

    boolean isHere(Staff staff, LocalDate day) {
        return away.getOrDefault(staff.id(), List.of()).stream()
                .noneMatch(days -> !day.isBefore(days.fromOn()) && !day.isAfter(days.toOn()));
    }

    /** Whose work it is and who is there on this day; those of the unit itself before those who answer for it. */
    List<Staff> here(Set<String> groups, LocalDate day) {
        return everybody.stream()
                .filter(staff -> groups.stream().anyMatch(staff::memberOf))
                .filter(staff -> isHere(staff, day))
                .toList();
    }
}
