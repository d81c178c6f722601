package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.organisation.Bilingual;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** The directory of those outside to whom questions go: the registrar keeps it, and each change is journalled. */
@Controller
@RequestMapping("/mottagare")
class RecipientPages {

    private static final List<String> NEEDED = List.of("nameSv", "nameEn", "answersSv", "answersEn", "email", "phone");
    /** What has to be filled in, in the page's own order. */
    private static final List<String> ASKED =
            List.of("nameSv", "nameEn", "type", "answersSv", "answersEn", "email", "phone");

    private static final List<String> FREE = List.of("web", "address");
    private static final int LONGEST_LINE = 200;
    private static final int LONGEST_TEXT = 1_000;

    private final Recipients recipients;
    private final TransactionTemplate transaction;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    RecipientPages(
            Recipients recipients, TransactionTemplate transaction, ApplicationEventPublisher events, Clock clock) {
        this.recipients = recipients;
        this.transaction = transaction;
        this.events = events;
        this.clock = clock;
    }

    @GetMapping
    String list(Model model) {
        model.addAttribute("recipients", recipients.all());
        return "staff/recipients";
    }

    @GetMapping("/ny")
    String begin(Model model) {
        return form(model, "", Map.of(), Problems.none());
    }

    @PostMapping("/ny")
    String add(
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        return keep("", request, staff, model, redirect, response);
    }

    @GetMapping("/{id}")
    String open(@PathVariable String id, Model model) {
        return form(model, id, fields(known(id)), Problems.none());
    }

    @PostMapping("/{id}")
    String change(
            @PathVariable String id,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        known(id);
        return keep(id, request, staff, model, redirect, response);
    }

    @PostMapping("/{id}/anvand-inte")
    String retire(@PathVariable String id, @CurrentStaff Staff staff, RedirectAttributes redirect) {
        Recipient recipient = known(id);
        journalled(staff, () -> {
            recipients.retire(id);
            return id;
        });
        return saved(redirect, recipient);
    }

    @PostMapping("/{id}/anvand")
    String takeUpAgain(@PathVariable String id, @CurrentStaff Staff staff, RedirectAttributes redirect) {
        Recipient recipient = known(id);
        journalled(staff, () -> {
            recipients.takeUpAgain(id);
            return id;
        });
        return saved(redirect, recipient);
    }

    /** Whoever reloads the page after a press comes to the list. */
    @GetMapping("/{id}/{deed:anvand|anvand-inte}")
    String back() {
        return "redirect:/mottagare";
    }

    private String keep(
            String id,
            MultiValueMap<String, String> request,
            Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Map<String, String> typed = new TreeMap<>();
        for (String field : List.of("type", "company")) {
            typed.put(field, Optional.ofNullable(request.getFirst(field)).orElse(""));
        }
        for (List<String> group : List.of(NEEDED, FREE)) {
            for (String field : group) {
                String value = Optional.ofNullable(request.getFirst(field)).orElse("");
                typed.put(
                        field, FormCheck.printable(value.replace("\r\n", "\n")).strip());
            }
        }
        Problems problems = check(typed);
        if (!problems.isEmpty()) {
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            return form(model, id, typed, problems);
        }
        Recipient recipient = read(id, typed);
        journalled(staff, () -> {
            if (id.isEmpty()) {
                return recipients.add(recipient);
            }
            recipients.change(id, recipient);
            return id;
        });
        return saved(redirect, recipient);
    }

    private static Problems check(Map<String, String> typed) {
        Problems problems = Problems.none();
        for (String field : ASKED) {
            boolean missing = field.equals("type")
                    ? type(typed).isEmpty()
                    : typed.getOrDefault(field, "").isEmpty();
            if (missing) {
                problems.add(field, "recipients.problem.empty." + field);
            }
        }
        typed.forEach((field, value) -> {
            int longest = field.startsWith("answers") || field.equals("address") ? LONGEST_TEXT : LONGEST_LINE;
            boolean lines = value.contains("\n") && !field.startsWith("answers") && !field.equals("address");
            if (value.length() > longest || lines) {
                problems.add(field, "recipients.problem.long");
            }
        });
        if (!TextBounds.isEmail(typed.getOrDefault("email", ""))) {
            problems.add("email", "recipients.problem.email");
        }
        String web = typed.getOrDefault("web", "");
        if (!web.isEmpty() && !web.matches("https?://[^\\s<>\"']{3,}")) {
            problems.add("web", "recipients.problem.web");
        }
        return problems;
    }

    private static Optional<Recipient.Type> type(Map<String, String> typed) {
        return Arrays.stream(Recipient.Type.values())
                .filter(type -> type.name().equals(typed.get("type")))
                .findFirst();
    }

    private static Recipient read(String id, Map<String, String> typed) {
        return new Recipient(
                id,
                type(typed).orElseThrow(),
                !typed.getOrDefault("company", "").isEmpty(),
                new Bilingual(typed.getOrDefault("nameSv", ""), typed.getOrDefault("nameEn", "")),
                new Bilingual(typed.getOrDefault("answersSv", ""), typed.getOrDefault("answersEn", "")),
                typed.getOrDefault("email", ""),
                typed.getOrDefault("phone", ""),
                typed.getOrDefault("web", ""),
                typed.getOrDefault("address", ""),
                null);
    }

    private static Map<String, String> fields(Recipient recipient) {
        return Map.of(
                "type", recipient.type().name(),
                "company", recipient.company() ? "yes" : "",
                "nameSv", recipient.name().sv(),
                "nameEn", recipient.name().en(),
                "answersSv", recipient.answersFor().sv(),
                "answersEn", recipient.answersFor().en(),
                "email", recipient.email(),
                "phone", recipient.phone(),
                "web", recipient.web(),
                "address", recipient.address());
    }

    private static String form(Model model, String id, Map<String, String> typed, Problems problems) {
        Map<String, String> all = new TreeMap<>(typed);
        List.of(NEEDED, FREE, List.of("type", "company"))
                .forEach(group -> group.forEach(field -> all.putIfAbsent(field, "")));
        model.addAttribute("id", id);
        model.addAttribute("typed", all);
        model.addAttribute("types", Recipient.Type.values());
        model.addAttribute("problems", problems);
        return "staff/recipient";
    }

    private Recipient known(String id) {
        return recipients
                .find(id)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "No such recipient"));
    }

    private void journalled(Staff staff, Supplier<String> change) {
        transaction.executeWithoutResult(status -> events.publishEvent(new Deed(
                Deed.What.RECIPIENT_CHANGED,
                null,
                null,
                staff.asActor(),
                clock.instant(),
                Map.of("recipient", change.get()))));
    }

    private static String saved(RedirectAttributes redirect, Recipient recipient) {
        redirect.addFlashAttribute("saved", recipient.name().in(StaffDates.language()));
        return "redirect:/mottagare";
    }
}
