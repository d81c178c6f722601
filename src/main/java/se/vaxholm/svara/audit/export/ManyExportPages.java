package se.vaxholm.svara.audit.export;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import se.vaxholm.svara.audit.CaseSearch;
import se.vaxholm.svara.audit.Choices;
import se.vaxholm.svara.audit.Filter;
import se.vaxholm.svara.audit.FilterWords;
import se.vaxholm.svara.audit.KeptWords;
import se.vaxholm.svara.audit.SearchForm;
import se.vaxholm.svara.audit.Term;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.tasklist.Problems;

/** Where an auditor orders many cases as a table or an event log, sees how far they have come, and fetches them. */
@Controller
@RequestMapping("/granskning/export")
class ManyExportPages {

    /** Cases in one export. */
    static final int MOST = 200_000;

    /** Years in one export. */
    static final int YEARS = 5;

    private static final String HERE = "redirect:/granskning/export";
    private static final String FROM = "fran";
    private static final String TO = "till";
    private static final String FORMAT = "format";

    private final ManyExports exports;
    private final Orders orders;
    private final CaseSearch search;
    private final Organisation organisation;
    private final FilterWords words;
    private final Choices choices;

    ManyExportPages(
            ManyExports exports,
            Orders orders,
            CaseSearch search,
            Organisation organisation,
            FilterWords words,
            Choices choices) {
        this.exports = exports;
        this.orders = orders;
        this.search = search;
        this.organisation = organisation;
        this.words = words;
        this.choices = choices;
    }

    /** The form, with what was searched for filled in when somebody comes from there. */
    @GetMapping
    String show(
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            HttpSession session,
            Model model) {
        String key = Optional.ofNullable(request.getFirst(SearchForm.WORDS)).orElse("");
        String kept = KeptWords.find(key, session).orElse("");
        return lay(SearchForm.of(request, kept), request, Problems.none(), staff, model);
    }

    @PostMapping
    String order(
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            HttpServletResponse response) {
        String typed = Optional.ofNullable(request.getFirst("text")).orElse("").strip();
        SearchForm form = SearchForm.of(request, typed);
        Problems problems = Problems.none();
        Filter filter = form.read(organisation, problems);
        bound(filter, problems);
        Reveal reveal = Reveal.read(
                request.getFirst(Reveal.CHOICE),
                Optional.ofNullable(request.getFirst(Reveal.REASON)).orElse(""),
                problems);
        Format format = "xes".equals(request.getFirst(FORMAT)) ? Format.XES : Format.CSV;
        if (problems.isEmpty()) {
            order(new ManyExportRun.Wish(format, filter, words.tell(filter), reveal, staff), form, problems);
        }
        if (problems.isEmpty()) {
            return HERE;
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return lay(form, request, problems, staff, model);
    }

    private static void bound(Filter filter, Problems problems) {
        if (filter.from() == null) {
            problems.add(FROM, "auditexport.problem.from");
        }
        if (filter.to() == null) {
            problems.add(TO, "auditexport.problem.to");
        }
        if (filter.from() != null
                && filter.to() != null
                && !filter.to().isBefore(filter.from().plusYears(YEARS))) {
            problems.add(TO, "auditexport.problem.years", YEARS);
        }
    }

    private void order(ManyExportRun.Wish wish, SearchForm form, Problems problems) {
        try {
            List<Term> common = search.common(wish.filter().terms());
            if (!common.isEmpty()) {
                problems.add("text", "auditexport.problem.common", common.get(0).text());
                return;
            }
            int cases = search.count(wish.filter(), MOST);
            if (cases == 0) {
                problems.add(FROM, "auditexport.problem.none");
            } else if (cases > MOST) {
                problems.add(TO, "auditexport.problem.many", MOST);
            } else {
                switch (exports.order(wish, forJournal(form, wish.filter()), cases)) {
                    case BEGUN -> {}
                    case HAS_ONE -> problems.add("", "auditexport.problem.one");
                    case BUSY -> problems.add("", "auditexport.problem.waiting");
                }
            }
        } catch (QueryTimeoutException | DataAccessResourceFailureException e) {
            problems.add("text", "audit.problem.slow");
        }
    }

    /** The words that were searched for may name people: the journal keeps how many they were. */
    private static Map<String, String> forJournal(SearchForm form, Filter filter) {
        Map<String, String> told = new LinkedHashMap<>(form.address());
        if (!filter.terms().isEmpty()) {
            told.put("words", Integer.toString(filter.terms().size()));
        }
        return told;
    }

    private String lay(
            SearchForm form, MultiValueMap<String, String> request, Problems problems, Staff staff, Model model) {
        model.addAttribute("form", form);
        model.addAttribute(
                "format", Optional.ofNullable(request.getFirst(FORMAT)).orElse("csv"));
        model.addAttribute("chosen", request.getFirst(Reveal.CHOICE) != null);
        model.addAttribute(
                "reason", Optional.ofNullable(request.getFirst(Reveal.REASON)).orElse(""));
        model.addAttribute("longest", Reveal.LONGEST);
        model.addAttribute("most", MOST);
        model.addAttribute("years", YEARS);
        model.addAttribute("problems", problems);
        model.addAttribute("choices", choices);
        own(staff, model);
        return "audit/export/many";
    }

    private void own(Staff staff, Model model) {
        List<Order> own = orders.of(staff.id());
        model.addAttribute("orders", own);
        model.addAttribute("running", own.stream().anyMatch(Order::isRunning));
    }

    /** One's own orders alone, for the page's script. */
    @GetMapping("/lage")
    String progress(@CurrentStaff Staff staff, Model model, HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        own(staff, model);
        return "audit/export/orders :: orders";
    }

    /** Stops one that is being made, and removes one that is done. */
    @PostMapping("/{id}/ta-bort")
    String remove(@PathVariable UUID id, @CurrentStaff Staff staff) {
        orders.remove(id, staff.id());
        return HERE;
    }

    /** Where a reload of that deed, or a change of language on it, comes to. */
    @GetMapping("/{id}/ta-bort")
    String back(@PathVariable UUID id) {
        return HERE;
    }

    @GetMapping("/{id}/fil")
    void fetch(
            @PathVariable UUID id, @CurrentStaff Staff staff, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Order order = orders.find(id, staff.id())
                .filter(Order::isDone)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
        Long size = order.size();
        Download.begin(response, order.fileName(), size == null ? 0 : size);
        if (!HttpMethod.HEAD.matches(request.getMethod())) {
            orders.copy(order, response.getOutputStream());
        }
    }
}
