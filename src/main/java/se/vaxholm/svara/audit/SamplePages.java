package se.vaxholm.svara.audit;

import jakarta.servlet.http.HttpServletResponse;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Board;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.tasklist.Problems;

/** Where an auditor draws a sample, and writes what they find in its cases. */
@Controller
@RequestMapping(SamplePages.ADDRESS)
class SamplePages {

    static final String ADDRESS = "/granskning/stickprov";

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String SEED = "[a-z0-9]{1,40}";

    private final Samples samples;
    private final Findings findings;
    private final Organisation organisation;
    private final Choices choices;
    private final Clock clock;

    SamplePages(Samples samples, Findings findings, Organisation organisation, Choices choices, Clock clock) {
        this.samples = samples;
        this.findings = findings;
        this.organisation = organisation;
        this.choices = choices;
        this.clock = clock;
    }

    /** What is typed to draw a sample. */
    record Typed(String from, String to, String board, String count, String seed) {}

    /** What is written of a case. */
    record Noted(String verdict, String words) {}

    @GetMapping
    String list(Model model) {
        Period usual = Period.usual(LocalDate.ofInstant(clock.instant(), WorkingCalendar.ZONE));
        return lay(new Typed(usual.from().toString(), usual.to().toString(), "", "20", ""), Problems.none(), model);
    }

    @PostMapping
    String draw(
            @RequestParam(name = "fran", defaultValue = "") String from,
            @RequestParam(name = "till", defaultValue = "") String to,
            @RequestParam(name = "namnd", defaultValue = "") String board,
            @RequestParam(name = "antal", defaultValue = "") String count,
            @RequestParam(name = "fro", defaultValue = "") String seed,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Typed typed = new Typed(cut(from), cut(to), cut(board), cut(count), cut(seed));
        Problems problems = Problems.none();
        Optional<Draw> draw = read(typed, problems);
        draw.ifPresent(one -> check(one, problems));
        if (!problems.isEmpty() || draw.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(typed, problems, model);
        }
        Sample sample = samples.draw(draw.get(), staff.asActor());
        redirect.addFlashAttribute("drawn", true);
        return "redirect:" + ADDRESS + "/" + sample.id();
    }

    private Optional<Draw> read(Typed typed, Problems problems) {
        Optional<Period> period = Period.read(typed.from(), typed.to(), problems);
        String board = typed.board().isEmpty() ? null : typed.board();
        if (board != null && organisation.boards().stream().map(Board::id).noneMatch(board::equals)) {
            problems.add("namnd", "audit.problem.sample.board");
        }
        int wanted = typed.count().matches("\\d{1,3}") ? Integer.parseInt(typed.count()) : 0;
        if (wanted < 1 || wanted > Samples.MOST) {
            problems.add("antal", "audit.problem.sample.count", Samples.MOST);
        }
        if (!typed.seed().isEmpty() && !typed.seed().matches(SEED)) {
            problems.add("fro", "audit.problem.sample.seed");
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        String seed = typed.seed().isEmpty()
                ? Long.toString(RANDOM.nextLong(Long.MAX_VALUE), Character.MAX_RADIX)
                : typed.seed();
        return period.map(found -> new Draw(found.from(), found.to(), samples.now(), board, seed, wanted));
    }

    private void check(Draw draw, Problems problems) {
        Map<String, Integer> population = samples.population(draw);
        if (population.isEmpty()) {
            problems.add("fran", "audit.problem.sample.nothing");
        } else if (population.size() > draw.wanted()) {
            problems.add("antal", "audit.problem.sample.few", population.size());
        }
    }

    private String lay(Typed typed, Problems problems, Model model) {
        model.addAttribute("typed", typed);
        model.addAttribute("problems", problems);
        model.addAttribute("choices", choices);
        model.addAttribute("samples", samples.newest());
        model.addAttribute("listed", Samples.LISTED);
        return "audit/samples";
    }

    /** The worksheet; asked to, it draws again and says whether the same cases come out. */
    @GetMapping("/{id}")
    String worksheet(
            @PathVariable String id, @RequestParam(name = "kontroll", defaultValue = "") String check, Model model) {
        Sample sample = known(id);
        model.addAttribute("sample", sample);
        model.addAttribute("rows", findings.worksheet(sample.id()));
        model.addAttribute("again", check.isEmpty() ? null : samples.again(sample));
        model.addAttribute("zone", WorkingCalendar.ZONE);
        return "audit/sample";
    }

    @GetMapping("/{id}/{number}")
    String open(@PathVariable String id, @PathVariable String number, Model model) {
        Findings.Row row = known(id, number);
        Findings.Written last = row.finding();
        Noted noted = last == null || last.verdict() == null
                ? new Noted("", "")
                : new Noted(last.verdict().name(), last.words());
        return lay(row, noted, Problems.none(), model);
    }

    /** @param seen the finding that its writer has seen, so that nobody's is written over unread */
    @PostMapping("/{id}/{number}")
    String write(
            @PathVariable String id,
            @PathVariable String number,
            @RequestParam(name = "omdome", defaultValue = "") String verdict,
            @RequestParam(name = "utlatande", defaultValue = "") String words,
            @RequestParam(name = "sett", defaultValue = "0") String seen,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Findings.Row row = known(id, number);
        String text = words.replace("\r\n", "\n").strip();
        Problems problems = Problems.none();
        Optional<Verdict> chosen = List.of(Verdict.values()).stream()
                .filter(one -> one.name().equals(verdict))
                .findFirst();
        if (chosen.isEmpty()) {
            problems.add("omdome", "audit.problem.finding.verdict");
        }
        FindingText.check(
                "utlatande", text, chosen.filter(one -> one == Verdict.OK).isPresent(), problems);
        String last = row.finding() == null ? "0" : Long.toString(row.finding().id());
        if (problems.isEmpty() && !last.equals(seen)) {
            problems.add("utlatande", "audit.problem.finding.changed");
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return lay(row, new Noted(cut(verdict), FindingText.shown(text)), problems, model);
        }
        findings.find(row, chosen.orElseThrow(), text, staff.asActor());
        redirect.addFlashAttribute("saved", row.number());
        return "redirect:" + ADDRESS + "/" + row.sampleId() + "#rad-" + row.place();
    }

    private String lay(Findings.Row row, Noted noted, Problems problems, Model model) {
        model.addAttribute("row", row);
        model.addAttribute("noted", noted);
        model.addAttribute("verdicts", Verdict.values());
        model.addAttribute("history", findings.history(row));
        model.addAttribute("seen", row.finding() == null ? 0 : row.finding().id());
        model.addAttribute("longest", Findings.LONGEST);
        model.addAttribute("problems", problems);
        return "audit/finding";
    }

    private Sample known(String id) {
        return uuid(id).flatMap(samples::find).orElseThrow(SamplePages::unknown);
    }

    private Findings.Row known(String id, String number) {
        UUID sample = uuid(id).orElseThrow(SamplePages::unknown);
        return EnquiryNumber.parse(number)
                .flatMap(one -> findings.find(sample, one))
                .orElseThrow(SamplePages::unknown);
    }

    static Optional<UUID> uuid(String id) {
        return id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
                ? Optional.of(UUID.fromString(id))
                : Optional.empty();
    }

    static ResponseStatusException unknown() {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "No such sample");
    }

    /** No field of the form is longer; what can't stand in one line is nothing. */
    private static String cut(String typed) {
        String stripped = typed.strip();
        String shortened = stripped.length() > 60 ? stripped.substring(0, 60) : stripped;
        return shortened.isEmpty() || TextBounds.ofLine(shortened, 60).isEmpty() ? shortened : "?";
    }
}
