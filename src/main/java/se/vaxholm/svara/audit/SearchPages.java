package se.vaxholm.svara.audit;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.tasklist.Problems;

/** Where an auditor finds cases: by number, period, board, unit, category, channel, outcome, and the words in them. */
@Controller
class SearchPages {

    private static final String ADDRESS = "/granskning";

    private final CaseSearch search;
    private final Organisation organisation;
    private final FilterWords words;
    private final Choices choices;

    SearchPages(CaseSearch search, Organisation organisation, FilterWords words, Choices choices) {
        this.search = search;
        this.organisation = organisation;
        this.words = words;
        this.choices = choices;
    }

    @GetMapping(ADDRESS)
    String show(
            @RequestParam MultiValueMap<String, String> request,
            HttpSession session,
            Model model,
            HttpServletResponse response) {
        String key = Optional.ofNullable(request.getFirst(SearchForm.WORDS)).orElse("");
        Optional<String> words = key.isEmpty() ? Optional.of("") : KeptWords.find(key, session);
        SearchForm form = SearchForm.of(request, words.orElse(""));
        Problems problems = Problems.none();
        if (words.isEmpty()) {
            problems.add("text", "audit.problem.words.gone");
        }
        String after = Optional.ofNullable(request.getFirst("efter")).orElse("");
        return lay(form, key, Position.parse(after).orElse(null), problems, model, response);
    }

    /** Keeps the words and leads to an address that tells everything but them. */
    @PostMapping(ADDRESS)
    String ask(
            @RequestParam MultiValueMap<String, String> request,
            HttpSession session,
            Model model,
            HttpServletResponse response) {
        String words = Optional.ofNullable(request.getFirst("text")).orElse("").strip();
        SearchForm form = SearchForm.of(request, words);
        Problems problems = Problems.none();
        form.read(organisation, problems);
        if (!problems.isEmpty()) {
            return lay(form, "", null, Problems.none(), model, response);
        }
        String key = words.isEmpty() ? "" : KeptWords.keep(words, session);
        return "redirect:" + address(form, key, null);
    }

    private String lay(
            SearchForm form,
            String key,
            @Nullable Position after,
            Problems problems,
            Model model,
            HttpServletResponse response) {
        Filter filter = form.read(organisation, problems);
        if (problems.isEmpty()) {
            try {
                find(filter, form, key, after, model);
            } catch (QueryTimeoutException e) {
                problems.add("text", "audit.problem.slow");
            }
        }
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
        }
        model.addAttribute("form", form);
        model.addAttribute("problems", problems);
        model.addAttribute("choices", choices);
        model.addAttribute("zone", WorkingCalendar.ZONE);
        return "audit/search";
    }

    private void find(Filter filter, SearchForm form, String key, @Nullable Position after, Model model) {
        List<Term> common = search.common(filter.terms());
        if (!common.isEmpty() && common.size() == filter.terms().size()) {
            model.addAttribute("common", common);
            return;
        }
        Filter telling = filter.without(common);
        CaseSearch.Counted counted = search.page(telling, after);
        CaseSearch.Page page = counted.page();
        int count = counted.count();
        model.addAttribute("common", common);
        model.addAttribute("found", page.cases());
        model.addAttribute("count", Math.min(count, CaseSearch.COUNTED));
        model.addAttribute("uncounted", count > CaseSearch.COUNTED);
        model.addAttribute("first", after == null ? null : address(form, key, null));
        model.addAttribute("next", page.next() == null ? null : address(form, key, page.next()));
        model.addAttribute("asked", words.tell(telling));
        model.addAttribute("export", address(form, key, null).replaceFirst(ADDRESS, ADDRESS + "/export"));
    }

    private static String address(SearchForm form, String key, @Nullable Position after) {
        MultiValueMap<String, String> parameters = new LinkedMultiValueMap<>();
        form.address().forEach(parameters::add);
        if (!key.isEmpty()) {
            parameters.add(SearchForm.WORDS, key);
        }
        if (after != null) {
            parameters.add("efter", after.toString());
        }
        return UriComponentsBuilder.fromPath(ADDRESS)
                .queryParams(parameters)
                .encode()
                .build()
                .toUriString();
    }
}
