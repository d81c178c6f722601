package se.vaxholm.svara.channel.web;

import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Feedback;
import se.vaxholm.svara.enquiry.FollowUps;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.enquiry.StatusCodes;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.files.KeptFiles;

/** Lays out the page of a matter: the same whether it is opened, or comes back with something to put right. */
@Component
class MatterPage {

    /** Room for the line that says which matter a new one goes on from. */
    private static final int REFERENCE = 200;

    private static final Set<Status> NO_ANSWER_OF_OURS =
            Set.of(Status.CLOSED_UNANSWERED, Status.FORWARDED, Status.HANDLED_ELSEWHERE);

    private final StatusCodes codes;
    private final StatusViews views;
    private final FollowUps followUps;
    private final ReplyDrafts replies;
    private final KeptFiles files;

    MatterPage(StatusCodes codes, StatusViews views, FollowUps followUps, ReplyDrafts replies, KeptFiles files) {
        this.replies = replies;
        this.files = files;
        this.codes = codes;
        this.views = views;
        this.followUps = followUps;
    }

    /**
     * What came with the request and goes back to whoever sent it.
     *
     * @param text the message
     * @param given what was said of the service
     */
    record Returned(String text, Given given, Problems problems) {

        static Returned message(String text, Problems problems) {
            return new Returned(text, Given.NOTHING, problems);
        }
    }

    /** The fields of the form about the service, as they were sent. */
    public record Given(@Nullable Integer mark, String words, boolean contactWanted, boolean complaint, String reach) {

        static final Given NOTHING = new Given(null, "", false, false, "");
    }

    /** What is true of the time for an answer. */
    private static String addHint(Enquiry matter) {
        if (matter.status() == Status.FORWARDED) {
            return "matter.add.hint.forwarded";
        }
        return matter.followUp().reopenedAt() == null ? "matter.add.hint" : "matter.add.hint.reopened";
    }

    String lay(Model model, Enquiry matter, Returned returned, Locale locale) {
        model.addAttribute("problems", returned.problems());
        model.addAttribute("matter", views.of(matter, locale));
        model.addAttribute("code", codes.of(matter).grouped());
        model.addAttribute("text", returned.text().isEmpty() ? replies.text(matter.id()) : returned.text());
        model.addAttribute("files", files.of(ReplyDrafts.files(matter.id())));
        model.addAttribute("key", UUID.randomUUID());
        model.addAttribute("longest", longest(matter));
        model.addAttribute("withdrawable", Dialogue.isWithdrawable(matter));
        model.addAttribute("confirmed", Dialogue.isConfirmedByMail(matter));
        model.addAttribute("addHint", addHint(matter));
        model.addAttribute("after", after(matter.status()));
        boolean followUp = followUps.isOn(matter);
        Instant until = matter.followUp().until();
        model.addAttribute("followUp", followUp);
        if (followUp && until != null) {
            model.addAttribute("lastDay", until.minusSeconds(1));
            // Whoever got no answer of ours opens the matter again rather than judge the answer.
            model.addAttribute(
                    "askForFeedback", !NO_ANSWER_OF_OURS.contains(matter.status()) && !followUps.hasFeedback(matter));
            model.addAttribute("given", returned.given());
            model.addAttribute("mostWords", Feedback.WORDS);
            model.addAttribute("reachable", isReachable(matter.enquirer()));
        }
        return "public/matter";
    }

    /** By what words the page speaks of what can be done when the matter has ended. */
    private static String after(Status status) {
        return switch (status) {
            case CLOSED_UNANSWERED, NO_ANSWER_EXPECTED -> "follow-up.unanswered";
            case FORWARDED, HANDLED_ELSEWHERE -> "follow-up.elsewhere";
            default -> "follow-up";
        };
    }

    static boolean isReachable(Enquirer enquirer) {
        return enquirer.email() != null || enquirer.phone() != null;
    }

    int longest(Enquiry matter) {
        return matter.isOpen() || followUps.isOn(matter) ? TextBounds.TEXT : TextBounds.TEXT - REFERENCE;
    }
}
