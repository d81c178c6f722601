package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.LateList;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffDirectory;
import se.vaxholm.svara.security.StaffDirectory.Account;
import se.vaxholm.svara.staffing.Absences;

/** "Försenat i min enhet": the one list by which a manager, or a head of department, deals with what is late (G10). */
@Controller
class LatePages {

    private static final String ADDRESS = "/forsenat";

    private final LateList lates;
    private final LateDeeds deeds;
    private final CaseRights rights;
    private final WorkRows lines;
    private final JournalLines journal;
    private final StaffDirectory directory;
    private final Absences absences;
    private final Promises promises;

    LatePages(
            LateList lates,
            LateDeeds deeds,
            CaseRights rights,
            WorkRows lines,
            JournalLines journal,
            StaffDirectory directory,
            Absences absences,
            Promises promises) {
        this.lates = lates;
        this.deeds = deeds;
        this.rights = rights;
        this.lines = lines;
        this.journal = journal;
        this.directory = directory;
        this.absences = absences;
        this.promises = promises;
    }

    /**
     * A case in the list.
     *
     * @param climbed to whom, in words, or null
     * @param acted whether they have done something about it
     * @param handedTo the unit that has been given it and has not accepted it yet, or null
     */
    record Line(
            WorkRow row,
            @Nullable String climbed,
            boolean acted,
            @Nullable String handedTo,
            boolean chosen) {}

    /**
     * What was chosen and typed below the list.
     *
     * @param on the day that is promised
     */
    record Typed(String officer, String on, String reason, String more) {

        static final Typed NOTHING = new Typed("", "", "", "");

        Typed printable() {
            return new Typed(officer, on, FormCheck.printable(reason), FormCheck.printable(more));
        }
    }

    /** The officers of one unit, to whom its work can be given. */
    record Officers(String unit, List<Actor> people) {}

    @GetMapping(ADDRESS)
    String show(
            @RequestParam(name = "sida", defaultValue = "1") String page,
            @RequestParam(name = "valj", defaultValue = "") String choose,
            @CurrentStaff Staff staff,
            Model model) {
        return lay(
                model,
                staff,
                WorkListPage.pageNumber(page),
                Set.of(),
                choose.equals("alla"),
                Typed.NOTHING,
                Problems.none());
    }

    @PostMapping(ADDRESS)
    String act(
            @RequestParam(name = "sida", defaultValue = "1") String page,
            @RequestParam(name = "nummer", required = false) @Nullable List<String> numbers,
            @RequestParam(name = "gor", defaultValue = "") String deed,
            @RequestParam(name = "handlaggare", defaultValue = "") String officer,
            @RequestParam(name = "dag", defaultValue = "") String on,
            @RequestParam(name = "skal", defaultValue = "") String reason,
            @RequestParam(name = "mer", defaultValue = "") String more,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        int shown = WorkListPage.pageNumber(page);
        List<String> chosen = chosen(numbers);
        Typed typed = new Typed(officer, on, reason.replace("\r\n", "\n"), more.replace("\r\n", "\n"));
        Problems problems = Problems.none();
        if (chosen.isEmpty()) {
            problems.add("nummer-1", "late.problem.none");
        }
        Supplier<List<Report.Result>> toDo = () -> deeds.takeOver(chosen, staff);
        switch (deed) {
            case "fordela" -> {
                Optional<Account> to = officer(officer, problems);
                toDo = () -> deeds.reassign(chosen, to.orElseThrow(), staff);
            }
            case "besked" -> {
                Optional<LocalDate> day = day(typed, problems);
                toDo = () -> deeds.tell(chosen, day.orElseThrow(), typed.reason(), typed.more(), staff);
            }
            case "ta-over" -> {
                // Nothing more is asked for.
            }
            default -> problems.add("handlaggare", "late.problem.deed");
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(model, staff, shown, new LinkedHashSet<>(chosen), false, typed, problems);
        }
        redirect.addFlashAttribute(Report.ATTRIBUTE, new Report(toDo.get()));
        return "redirect:" + ADDRESS + (shown > 1 ? "?sida=" + shown : "");
    }

    private Optional<LocalDate> day(Typed typed, Problems problems) {
        Optional<LocalDate> day = Optional.empty();
        try {
            day = Optional.of(LocalDate.parse(typed.on())).filter(promises::mayBePromised);
        } catch (DateTimeException e) {
            // As a day that can't be promised.
        }
        if (day.isEmpty()) {
            problems.add("dag", "late.problem.day");
        }
        tooMuch("skal", typed.reason(), problems);
        tooMuch("mer", typed.more(), problems);
        return day;
    }

    private static void tooMuch(String field, String text, Problems problems) {
        if (!text.isBlank()) {
            FormCheck.text(field, text, "note", problems);
        }
    }

    /** Those that are numbers, once each, and no more than a page can show. */
    private static List<String> chosen(@Nullable List<String> numbers) {
        return numbers == null
                ? List.of()
                : numbers.stream()
                        .flatMap(number -> EnquiryNumber.parse(number).stream())
                        .map(EnquiryNumber::value)
                        .distinct()
                        .limit(LateList.PAGE)
                        .toList();
    }

    private Optional<Account> officer(String userName, Problems problems) {
        if (userName.isBlank()) {
            problems.add("handlaggare", "late.problem.officer");
            return Optional.empty();
        }
        try {
            Optional<Account> account = directory.account(userName).filter(Account::enabled);
            if (account.isEmpty()) {
                problems.add("handlaggare", "late.problem.officer");
            } else if (absences.today(userName).isPresent()) {
                problems.add("handlaggare", "late.problem.away", account.get().name());
            }
            return account;
        } catch (StaffDirectory.UnknownException e) {
            problems.add("handlaggare", "late.problem.unknown");
            return Optional.empty();
        }
    }

    private String lay(
            Model model, Staff staff, int page, Set<String> chosen, boolean all, Typed typed, Problems problems) {
        List<Unit> managed = rights.managedBy(staff);
        List<Unit> headed = rights.headedBy(staff);
        LateList.Page rows = lates.page(
                new LateList.Reader(
                        managed.stream().map(Unit::id).toList(),
                        headed.stream()
                                .map(unit -> unit.id() + Staff.HEAD_SUFFIX)
                                .toList()),
                page - 1);
        Function<Enquiry, WorkRow> told =
                lines.telling(rows.rows().stream().map(LateList.Row::enquiry).toList());
        model.addAttribute(
                "lines",
                rows.rows().stream()
                        .map(row -> line(row, told.apply(row.enquiry()), chosen, all))
                        .toList());
        model.addAttribute("page", rows.number() + 1);
        model.addAttribute("more", rows.more());
        model.addAttribute("problems", problems);
        List<Unit> units =
                Stream.concat(managed.stream(), headed.stream()).distinct().toList();
        model.addAttribute("severalUnits", units.size() > 1);
        model.addAttribute("responsible", !units.isEmpty());
        model.addAttribute("manages", !managed.isEmpty());
        model.addAttribute("heads", !headed.isEmpty());
        model.addAttribute("officers", rows.rows().isEmpty() ? List.of() : officers(units));
        model.addAttribute("typed", typed.printable());
        return "staff/late";
    }

    private Line line(LateList.Row row, WorkRow told, Set<String> chosen, boolean all) {
        String group = row.group();
        return new Line(
                told,
                group == null ? null : journal.groupName(group),
                row.actedAt() != null,
                row.enquiry().handedTo() == null
                        ? null
                        : journal.groupName(row.enquiry().handedTo()),
                all || chosen.contains(told.number()));
    }

    /** Empty while Keycloak does not tell; those who are away today are left out. */
    private List<Officers> officers(List<Unit> units) {
        Language language = StaffDates.language();
        Map<String, List<Actor>> people = new LinkedHashMap<>();
        try {
            for (Unit unit : units) {
                people.put(
                        unit.name().in(language),
                        directory.officersOf(unit.id()).stream()
                                .filter(person -> absences.today(person.id()).isEmpty())
                                .toList());
            }
        } catch (StaffDirectory.UnknownException e) {
            return List.of();
        }
        return people.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> new Officers(entry.getKey(), entry.getValue()))
                .toList();
    }
}
