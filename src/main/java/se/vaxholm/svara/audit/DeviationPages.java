package se.vaxholm.svara.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.tasklist.Problems;

/** What an auditor looks at first: which cases of a period were not as they should be, by unit, with the way to each. */
@Controller
class DeviationPages {

    private final Deviations deviations;
    private final Clock clock;

    DeviationPages(Deviations deviations, Clock clock) {
        this.deviations = deviations;
        this.clock = clock;
    }

    @GetMapping("/granskning/avvikelser")
    String show(
            @RequestParam(name = "fran", defaultValue = "") String from,
            @RequestParam(name = "till", defaultValue = "") String to,
            Model model,
            HttpServletResponse response) {
        Problems problems = Problems.none();
        Optional<Period> period = from.isEmpty() && to.isEmpty()
                ? Optional.of(Period.usual(LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE)))
                : Period.read(from, to, problems);
        try {
            period.ifPresent(found -> tell(found, model));
        } catch (QueryTimeoutException e) {
            problems.add("till", "audit.problem.period.slow");
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        model.addAttribute("from", period.map(found -> found.from().toString()).orElse(shown(from)));
        model.addAttribute("to", period.map(found -> found.to().toString()).orElse(shown(to)));
        model.addAttribute("problems", problems);
        return "audit/deviations";
    }

    private void tell(Period period, Model model) {
        List<Deviations.Numbers> numbers = deviations.numbers(period);
        List<Deviations.Counts> units = deviations.counts(period);
        Map<Deviation, Integer> sums = new EnumMap<>(Deviation.class);
        Arrays.stream(Deviation.values())
                .forEach(deviation -> sums.put(
                        deviation,
                        units.stream().mapToInt(unit -> unit.of(deviation)).sum()));
        model.addAttribute("units", units);
        model.addAttribute(
                "all",
                new Deviations.Counts(
                        "", units.stream().mapToInt(Deviations.Counts::cases).sum(), sums));
        model.addAttribute("kinds", Deviation.values());
        model.addAttribute("numbers", numbers);
        model.addAttribute("gapsShown", Deviations.GAPS);
    }

    /** A day as it was typed, as far as it can be one. */
    private static String shown(String typed) {
        return typed.length() > 10 ? "" : typed;
    }
}
