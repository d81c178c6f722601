package se.vaxholm.svara.audit;

import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.journal.AccessLog;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Checkpoint;
import se.vaxholm.svara.journal.Checkpoints;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.journal.PublishedCheckpoints;
import se.vaxholm.svara.journal.Seal;
import se.vaxholm.svara.journal.Verification;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.tasklist.CaseRights;
import se.vaxholm.svara.tasklist.JournalLines;

/** The journal itself: its checkpoints, whether it is as it was written, what happened in no case, and who has read one. */
@Controller
class LogPages {

    private static final String HERE = "redirect:/granskning/logg";

    private final Checkpoints checkpoints;
    private final PublishedCheckpoints published;
    private final Verification verification;
    private final LogChecks checks;
    private final Journal journal;
    private final JournalLines lines;
    private final AccessLog accesses;
    private final CaseRights rights;
    private final LetterSeals letters;
    private final MessageSeals messages;
    private final Seal seal;
    private final FindingSentences sentences;

    LogPages(
            Checkpoints checkpoints,
            PublishedCheckpoints published,
            Verification verification,
            LogChecks checks,
            Journal journal,
            JournalLines lines,
            AccessLog accesses,
            CaseRights rights,
            LetterSeals letters,
            MessageSeals messages,
            Seal seal,
            FindingSentences sentences) {
        this.letters = letters;
        this.messages = messages;
        this.checkpoints = checkpoints;
        this.published = published;
        this.verification = verification;
        this.checks = checks;
        this.journal = journal;
        this.lines = lines;
        this.accesses = accesses;
        this.rights = rights;
        this.seal = seal;
        this.sentences = sentences;
    }

    @GetMapping("/granskning/logg")
    String log(Model model) {
        List<Checkpoint> newest = checkpoints.newest();
        model.addAttribute("last", newest.isEmpty() ? null : newest.get(0));
        model.addAttribute("earlier", newest.stream().skip(1).toList());
        model.addAttribute("waiting", checkpoints.waiting());
        model.addAttribute("file", published.file().isPresent());
        model.addAttribute("problem", published.problem().isPresent());
        model.addAttribute("publicKey", seal.publicKey());
        model.addAttribute("keyId", seal.keyId());
        LogChecks.Check check = checks.last().orElse(null);
        model.addAttribute("check", check);
        model.addAttribute(
                "findings", check == null || check.result() == null ? List.of() : sentences.of(check.result()));
        model.addAttribute(
                "checked",
                journal.of(Chain.AUDIT).stream()
                        .filter(entry -> entry.what() == Deed.What.VERIFIED)
                        .findFirst()
                        .orElse(null));
        return "audit/log";
    }

    /** What only takes a form leads here whoever reloads its answer. */
    @GetMapping({"/granskning/logg/kontrollpunkt", "/granskning/logg/prova", "/granskning/logg/avbryt"})
    String back() {
        return HERE;
    }

    @PostMapping("/granskning/logg/kontrollpunkt")
    String checkpoint(RedirectAttributes redirect) {
        Optional<Checkpoint> made = published.make();
        redirect.addFlashAttribute("made", made.map(Checkpoint::n).orElse(0));
        return HERE;
    }

    @PostMapping("/granskning/logg/prova")
    String check(@CurrentStaff Staff staff) {
        checks.begin(staff.asActor());
        return HERE + "#provning";
    }

    @PostMapping("/granskning/logg/avbryt")
    String stop() {
        checks.stop();
        return HERE + "#provning";
    }

    /** What belongs to no case. */
    @GetMapping("/granskning/logg/ovrigt/{chain:modeller|personal|installningar|granskning}")
    String others(@PathVariable String chain, Model model) {
        Chain shown = switch (chain) {
            case "modeller" -> Chain.MODELS;
            case "personal" -> Chain.STAFF;
            case "installningar" -> Chain.SETTINGS;
            default -> Chain.AUDIT;
        };
        List<Entry> entries = journal.of(shown);
        model.addAttribute("chain", chain);
        model.addAttribute("entries", entries);
        model.addAttribute("lines", lines.each(entries));
        model.addAttribute("findings", sentences.of(verification.of(shown.id()).findings()));
        return "audit/log-other";
    }

    /** Whether one case's journal is as it was written, and who has read the case. */
    @GetMapping("/granskning/logg/arenden/{number}")
    String ofCase(@PathVariable String number, @CurrentStaff Staff staff, Model model) {
        Enquiry enquiry = rights.readable(number, staff);
        Verification.Result result = verification.of(enquiry.id());
        model.addAttribute("number", enquiry.number().value());
        model.addAttribute("entries", result.entries());
        LetterSeals.OfCase here = letters.of(enquiry.id());
        List<MessageSeals.SealedMessage> said = messages.of(enquiry.id());
        model.addAttribute(
                "findings",
                sentences.of(result.findings(), said, here, enquiry.number().value()));
        model.addAttribute("messages", said.size());
        model.addAttribute(
                "unsealedMessages",
                said.stream()
                        .filter(one -> one.fit() == MessageSeals.Fit.UNSEALED)
                        .count());
        model.addAttribute("letters", here.letters());
        model.addAttribute("moreLetters", here.more());
        model.addAttribute("unreadFiles", here.unread());
        model.addAttribute("views", accesses.of(enquiry.id()));
        return "audit/log-case";
    }
}
