package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.files.FileRefusedException.Reason;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.intake.Splits;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Makes a case of its own of one of several questions in a message, with the files that belong to it. */
@Controller
class SplitPages {

    private static final String FILES = "split-files";

    /** Files that are named when they have come along; more are counted. */
    private static final int MOST_NAMED = 3;

    private final CaseRights rights;
    private final CasePage page;
    private final AskersFiles files;
    private final Splits splits;
    private final Organisation organisation;
    private final Announcements announcements;

    SplitPages(
            CaseRights rights,
            CasePage page,
            AskersFiles files,
            Splits splits,
            Organisation organisation,
            Announcements announcements) {
        this.rights = rights;
        this.page = page;
        this.files = files;
        this.splits = splits;
        this.organisation = organisation;
        this.announcements = announcements;
    }

    /**
     * What the form holds.
     *
     * @param files the ids of those that are ticked
     */
    record Asked(UUID key, String text, String category, Set<String> files) {}

    @GetMapping("/arenden/{number}/dela")
    String show(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        if (!enquiry.isOpen()) {
            return CasePages.address(enquiry);
        }
        Asked nothing = new Asked(UUID.randomUUID(), "", enquiry.categoryId(), Set.of());
        return lay(model, enquiry, staff, nothing, Problems.none());
    }

    @PostMapping("/arenden/{number}/dela")
    String split(
            @PathVariable String number,
            @RequestParam(defaultValue = "") String text,
            @RequestParam(defaultValue = "") String category,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(name = "filer", defaultValue = "") Set<String> chosen,
            @RequestParam(defaultValue = "") String key,
            @CurrentStaff Staff staff,
            Model model,
            RedirectAttributes redirect,
            HttpServletResponse response) {
        Enquiry enquiry = rights.workable(number, staff);
        if (!enquiry.isOpen()) {
            return CasePages.address(enquiry);
        }
        UUID press = press(key);
        Asked asked = new Asked(press, text.replace("\r\n", "\n"), category, chosen);
        List<KeptFile> along = files.of(enquiry, staff).stream()
                .filter(file -> chosen.contains(file.id().toString()))
                .toList();
        Problems problems = check(asked, along);
        Optional<Enquiry> made = problems.isEmpty()
                ? splits.split(enquiry, press, question(enquiry, asked, kind, along), staff.asActor())
                : Optional.empty();
        if (made.isPresent()) {
            tell(redirect, made.get(), along);
            return CasePages.address(enquiry);
        }
        if (problems.isEmpty()) {
            problems.add(FILES, "staff.around.problem.files.gone");
        }
        response.setStatus(HttpStatus.BAD_REQUEST.value());
        return lay(model, enquiry, staff, asked, problems);
    }

    /** What somebody has made up is a press of its own. */
    private static UUID press(String key) {
        try {
            return UUID.fromString(key);
        } catch (IllegalArgumentException e) {
            return UUID.randomUUID();
        }
    }

    private Problems check(Asked asked, List<KeptFile> along) {
        Problems problems = Problems.none();
        FormCheck.text("split-text", asked.text(), "split", problems);
        if (along.size() < asked.files().size()) {
            problems.add(FILES, "staff.around.problem.files.gone");
        }
        KeptFiles.refusal(along)
                .ifPresent(reason -> problems.add(
                        FILES,
                        reason == Reason.TOO_MANY
                                ? "staff.around.problem.files.many"
                                : "staff.around.problem.files.large"));
        if (organisation.category(asked.category()).isEmpty()) {
            problems.add("category", "staff.around.problem.category");
        }
        return problems;
    }

    private static Splits.Question question(Enquiry enquiry, Asked asked, String kind, List<KeptFile> along) {
        Kind chosen = Arrays.stream(Kind.values())
                .filter(known -> known.name().equals(kind))
                .findFirst()
                .orElse(enquiry.kind());
        return new Splits.Question(
                chosen,
                asked.category(),
                asked.text(),
                along.stream().map(KeptFile::id).collect(Collectors.toSet()));
    }

    private void tell(RedirectAttributes redirect, Enquiry made, List<KeptFile> along) {
        String number = made.number().value();
        if (along.isEmpty()) {
            announcements.tell(redirect, "staff.around.split.done", number);
        } else if (along.size() > MOST_NAMED) {
            announcements.tell(redirect, "staff.around.split.done.many", number, along.size());
        } else {
            String names = along.stream().map(KeptFile::name).collect(Collectors.joining(", "));
            announcements.tell(redirect, "staff.around.split.done.files", number, names);
        }
    }

    private String lay(Model model, Enquiry enquiry, Staff staff, Asked asked, Problems problems) {
        page.lay(model, enquiry, staff, CasePage.Returned.nothing());
        model.addAttribute("problems", problems);
        model.addAttribute("key", asked.key());
        model.addAttribute("text", FormCheck.printable(asked.text()));
        model.addAttribute("category", asked.category());
        model.addAttribute("offered", files.of(enquiry, staff));
        model.addAttribute("chosen", asked.files());
        model.addAttribute("categories", organisation.categories());
        model.addAttribute("kinds", Kind.values());
        return "staff/around/split";
    }
}
