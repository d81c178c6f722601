package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffDirectory;
import se.vaxholm.svara.security.StaffDirectory.Account;
import se.vaxholm.svara.staffing.Absence;
import se.vaxholm.svara.staffing.Absences;
import se.vaxholm.svara.staffing.Absences.Person;

/** Frånvaro: an officer says when they are away and who stands in, or their manager does it for them (G7). */
@Controller
class AbsencePages {

    private static final String ADDRESS = "/franvaro";
    private static final int LONGEST_YEARS = 2;

    private final Absences absences;
    private final CaseRights rights;
    private final Organisation organisation;
    private final StaffDirectory directory;
    private final WorkingCalendar calendar;
    private final StaffDates dates;
    private final Announcements announcements;

    AbsencePages(
            Absences absences,
            CaseRights rights,
            Organisation organisation,
            StaffDirectory directory,
            WorkingCalendar calendar,
            StaffDates dates,
            Announcements announcements) {
        this.absences = absences;
        this.rights = rights;
        this.organisation = organisation;
        this.directory = directory;
        this.calendar = calendar;
        this.dates = dates;
        this.announcements = announcements;
    }

    /** What was typed. */
    record Typed(String who, String from, String to, String deputy) {

        static Typed of(Staff staff) {
            return new Typed(staff.id(), "", "", "");
        }
    }

    /** An absence in the list, and whether this person may remove it. */
    record Line(Absence absence, boolean now, boolean removable) {}

    @GetMapping(ADDRESS)
    String show(@CurrentStaff Staff staff, Model model) {
        return lay(model, staff, Typed.of(staff), Problems.none());
    }

    /** The address that only takes a form: whoever reloads it comes to the page. */
    @GetMapping(ADDRESS + "/{id}/ta-bort")
    String back(@PathVariable String id) {
        return "redirect:" + ADDRESS;
    }

    @PostMapping(ADDRESS)
    String add(
            @RequestParam(name = "vem", defaultValue = "") String who,
            @RequestParam(name = "fran", defaultValue = "") String from,
            @RequestParam(name = "till", defaultValue = "") String to,
            @RequestParam(name = "ersattare", defaultValue = "") String deputy,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Typed typed = new Typed(who.isBlank() ? staff.id() : who, from.strip(), to.strip(), deputy);
        Problems problems = Problems.none();
        LocalDate fromOn = day("fran", typed.from(), problems);
        LocalDate toOn = day("till", typed.to(), problems);
        if (fromOn != null && toOn != null) {
            checkDays(fromOn, toOn, problems);
        }
        Optional<Account> person = person(typed.who(), staff, problems);
        Optional<Account> standIn = deputy.isBlank() ? Optional.empty() : standIn(typed, person, problems);
        if (problems.isEmpty() && fromOn != null && toOn != null && person.isPresent()) {
            if (absences.meetsAnother(typed.who(), fromOn, toOn)) {
                problems.add("fran", "absence.problem.meets");
            } else {
                absences.add(
                        new Person(person.get().userName(), person.get().name()),
                        unitsOf(person.get()),
                        fromOn,
                        toOn,
                        standIn.map(one -> new Person(one.userName(), one.name()))
                                .orElse(null),
                        staff.asActor());
                announcements.tell(redirect, "absence.saved", person.get().name(), dates.day(fromOn), dates.day(toOn));
                return "redirect:" + ADDRESS;
            }
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return lay(model, staff, typed, problems);
    }

    @PostMapping(ADDRESS + "/{id}/ta-bort")
    String remove(@PathVariable String id, @CurrentStaff Staff staff, RedirectAttributes redirect) {
        uuid(id).flatMap(absences::find).ifPresent(absence -> {
            if (!mayChange(absence, staff)) {
                throw new AccessDeniedException("The absence is not this person's to change");
            }
            absences.remove(absence, staff.asActor());
            announcements.tell(redirect, "absence.removed", absence.staffName());
        });
        return "redirect:" + ADDRESS;
    }

    private static Optional<UUID> uuid(String id) {
        try {
            return Optional.of(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean mayChange(Absence absence, Staff staff) {
        return absence.staffId().equals(staff.id()) || absence.units().stream().anyMatch(staff::managerOf);
    }

    private static @Nullable LocalDate day(String field, String typed, Problems problems) {
        try {
            return LocalDate.parse(typed);
        } catch (DateTimeException e) {
            problems.add(field, "absence.problem." + field);
            return null;
        }
    }

    private void checkDays(LocalDate fromOn, LocalDate toOn, Problems problems) {
        LocalDate today = calendar.today();
        if (toOn.isBefore(fromOn)) {
            problems.add("till", "absence.problem.order");
        } else if (toOn.isBefore(today)) {
            problems.add("till", "absence.problem.past");
        } else if (toOn.isAfter(today.plusYears(LONGEST_YEARS)) || fromOn.isBefore(today.minusYears(1))) {
            problems.add("till", "absence.problem.long");
        }
    }

    /** Oneself, or somebody in a unit that one manages. */
    private Optional<Account> person(String userName, Staff staff, Problems problems) {
        if (userName.equals(staff.id())) {
            return Optional.of(new Account(staff.id(), staff.name(), true, staff.groups()));
        }
        return asked("vem", userName, problems).filter(account -> {
            boolean own = account.groups().stream().anyMatch(staff::managerOf);
            if (!own) {
                problems.add("vem", "absence.problem.vem");
            }
            return own;
        });
    }

    private Optional<Account> standIn(Typed typed, Optional<Account> person, Problems problems) {
        if (typed.deputy().equals(typed.who())) {
            problems.add("ersattare", "absence.problem.self");
            return Optional.empty();
        }
        Optional<Account> standIn = asked("ersattare", typed.deputy(), problems);
        if (standIn.isPresent() && person.isPresent() && !standIn.get().worksIn(unitsOf(person.get()))) {
            problems.add("ersattare", "absence.problem.ersattare");
        }
        return standIn;
    }

    private Optional<Account> asked(String field, String userName, Problems problems) {
        try {
            Optional<Account> account = directory.account(userName);
            if (account.isEmpty()) {
                problems.add(field, "absence.problem." + field);
            }
            return account;
        } catch (StaffDirectory.UnknownException e) {
            problems.add(field, "absence.problem.unknown");
            return Optional.empty();
        }
    }

    private Set<String> unitsOf(Account account) {
        return organisation.units().stream()
                .map(Unit::id)
                .filter(account.groups()::contains)
                .collect(Collectors.toSet());
    }

    private String lay(Model model, Staff staff, Typed typed, Problems problems) {
        List<Unit> managed = rights.managedBy(staff);
        List<Unit> units = organisation.units().stream()
                .filter(unit -> staff.memberOf(unit.id()) || staff.managerOf(unit.id()))
                .toList();
        LocalDate today = calendar.today();
        model.addAttribute(
                "lines",
                absences.of(staff.id(), units.stream().map(Unit::id).toList()).stream()
                        .map(absence -> new Line(absence, !absence.fromOn().isAfter(today), mayChange(absence, staff)))
                        .toList());
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        model.addAttribute("today", today);
        Map<String, Actor> colleagues = colleagues(units);
        List<Actor> people = new ArrayList<>();
        people.add(staff.asActor());
        colleagues(managed).values().stream()
                .filter(person -> !person.id().equals(staff.id()))
                .forEach(people::add);
        model.addAttribute("people", people);
        model.addAttribute("deputies", List.copyOf(colleagues.values()));
        return "staff/absence";
    }

    /** Empty while Keycloak does not tell: days can be set all the same. */
    private Map<String, Actor> colleagues(List<Unit> units) {
        Map<String, Actor> people = new LinkedHashMap<>();
        try {
            for (Unit unit : units) {
                directory.officersOf(unit.id()).forEach(person -> people.putIfAbsent(person.id(), person));
            }
        } catch (StaffDirectory.UnknownException e) {
            return Map.of();
        }
        return people;
    }
}
