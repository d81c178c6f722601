package se.vaxholm.svara.tasklist;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.OutcomeLetters;
import se.vaxholm.svara.correspondence.PromiseLetters;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.process.ElsewhereForm;
import se.vaxholm.svara.process.NoticeForm;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.CurrentStaff;
import se.vaxholm.svara.security.Staff;

/** Shows the letters of notices, questions and endings before they are sent (G18, G19). */
@Controller
class LetterPages {

    private final ToLetter toLetter;
    private final CaseRights rights;
    private final CaseViews views;
    private final FormCheck check;
    private final NoticeForm notice;
    private final ElsewhereForm elsewhere;
    private final Promises promises;
    private final PromiseLetters promiseLetters;
    private final OutcomeLetters letters;

    LetterPages(
            ToLetter toLetter,
            CaseRights rights,
            CaseViews views,
            FormCheck check,
            NoticeForm notice,
            ElsewhereForm elsewhere,
            Promises promises,
            PromiseLetters promiseLetters,
            OutcomeLetters letters) {
        this.toLetter = toLetter;
        this.rights = rights;
        this.views = views;
        this.check = check;
        this.notice = notice;
        this.elsewhere = elsewhere;
        this.promises = promises;
        this.promiseLetters = promiseLetters;
        this.letters = letters;
    }

    @PostMapping("/arenden/{number}/uppgifter/{taskId}/{side:besked|fraga|i-annat-system|avsluta}/brev")
    String ask(
            @PathVariable String number,
            @PathVariable String taskId,
            @PathVariable String side,
            @RequestParam(defaultValue = "0") String version,
            @RequestParam MultiValueMap<String, String> request,
            @CurrentStaff Staff staff,
            Model model,
            HttpServletResponse response) {
        return toLetter.go(
                OutcomePages.Side.at(side),
                new ToLetter.Sent(number, taskId, version, request, staff),
                model,
                response);
    }

    @GetMapping("/arenden/{number}/uppgifter/{taskId}/{side:besked|fraga|i-annat-system|avsluta}/brev")
    String show(
            @PathVariable String number,
            @PathVariable String taskId,
            @PathVariable String side,
            @CurrentStaff Staff staff,
            Model model) {
        Enquiry enquiry = rights.workable(number, staff);
        Work work = views.work(enquiry, taskId, staff)
                .filter(one -> one.form() == TaskForm.ASSESS && one.mine())
                .orElse(null);
        Draft draft = work == null ? null : work.draft();
        Outcome outcome = Outcome.valueOf(OutcomePages.Side.at(side).name());
        Optional<Letter> letter =
                draft == null ? Optional.empty() : letter(enquiry, outcome, draft.fields(), staff.asActor());
        if (work == null || letter.isEmpty()) {
            boolean untold = draft != null && isUntold(outcome, draft);
            return CasePages.address(enquiry) + (untold ? "/uppgifter/" + taskId + "/" + side + "?inget-brev" : "");
        }
        model.addAttribute("enquiry", enquiry);
        model.addAttribute("work", work);
        model.addAttribute("side", side);
        model.addAttribute("outcome", outcome.name());
        model.addAttribute("fields", fields(outcome));
        model.addAttribute("send", send(outcome, enquiry));
        DraftPages.show(letter.get(), model);
        return "staff/outcome/letter";
    }

    private Optional<Letter> letter(Enquiry enquiry, Outcome outcome, Map<String, String> fields, Actor writer) {
        if (!check.check(outcome, fields, enquiry).isEmpty()) {
            return Optional.empty();
        }
        return switch (outcome) {
            case HOLDING_NOTICE ->
                Optional.ofNullable(notice.read(fields, enquiry))
                        .map(said -> promiseLetters.preview(
                                enquiry, said, promises.standing(enquiry).orElse(null), writer));
            case ASK_BACK -> Optional.of(letters.previewQuestion(enquiry, fields.getOrDefault("ask.text", ""), writer));
            case HANDLED_ELSEWHERE ->
                elsewhere.read(fields).map(where -> letters.previewElsewhere(enquiry, where, writer));
            case CLOSE_UNANSWERED ->
                Optional.of(CloseReason.valueOf(fields.getOrDefault("close.reason", "")))
                        .filter(CloseReason::isTold)
                        .map(reason -> letters.previewClosing(
                                enquiry,
                                reason,
                                EnquiryNumber.parse(fields.getOrDefault("close.other", ""))
                                        .map(EnquiryNumber::value)
                                        .orElse(null),
                                writer));
            default -> Optional.empty();
        };
    }

    /** Whether the asker is not written to for this reason: then there is no letter to show. */
    private static boolean isUntold(Outcome outcome, Draft draft) {
        return outcome == Outcome.CLOSE_UNANSWERED
                && Arrays.stream(CloseReason.values())
                        .anyMatch(reason -> reason.name().equals(draft.field("close.reason")) && !reason.isTold());
    }

    /** What the letter's page sends on, as the form would. */
    private static List<String> fields(Outcome outcome) {
        String prefix = switch (outcome) {
            case HOLDING_NOTICE -> "notice.";
            case ASK_BACK -> "ask.";
            case HANDLED_ELSEWHERE -> "elsewhere.";
            default -> "close.";
        };
        return TaskForm.ASSESS.fields().stream()
                .filter(field -> field.startsWith(prefix))
                .toList();
    }

    /** The words on the button that sends it. */
    private static String send(Outcome outcome, Enquiry enquiry) {
        return switch (outcome) {
            case HOLDING_NOTICE -> enquiry.promiseDueOn() == null ? "staff.notice.send" : "staff.notice.newDay.send";
            case ASK_BACK -> "staff.askBack.send";
            case HANDLED_ELSEWHERE -> "staff.elsewhere.send";
            default -> "staff.close.send";
        };
    }
}
