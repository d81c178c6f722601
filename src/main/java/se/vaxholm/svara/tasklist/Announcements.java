package se.vaxholm.svara.tasklist;

import java.time.Clock;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.Outcome;

/** Confirms a deed on the page after it: what was done, when, and to whom it went. */
@Component
class Announcements {

    private final MessageSource messages;
    private final StaffDates dates;
    private final Organisation organisation;
    private final EnquiryProcess process;
    private final Clock clock;

    Announcements(
            MessageSource messages, StaffDates dates, Organisation organisation, EnquiryProcess process, Clock clock) {
        this.process = process;
        this.messages = messages;
        this.dates = dates;
        this.organisation = organisation;
        this.clock = clock;
    }

    /** Something small, in the middle of the work. */
    void tell(RedirectAttributes redirect, String key, Object... values) {
        announce(redirect, new Done(say(key, withTime(values)), "", false));
    }

    /** A task that is done, in a case as it was before and as it is now. */
    void tell(RedirectAttributes redirect, Outcome outcome, Enquiry before, Enquiry enquiry) {
        String time = dates.time(clock.instant());
        Done done = switch (outcome) {
            case ANSWER -> answered(enquiry, time);
            case UNIT_CHOSEN -> done("unitChosen", unit(enquiry.unitId()), time);
            case SEND_AGAIN ->
                sentAgain(before.enquirer().email(), enquiry.enquirer().email(), time);
            case ANSWERED_OTHERWISE -> done("answeredOtherwise", "", time);
            case NO_ANSWER_EXPECTED -> done("noAnswer", "", time);
            case HOLDING_NOTICE -> noticed(enquiry, time);
            case ASK_BACK -> new Done(say("staff.done.askedBack", time), say("staff.done.askedBack.then"), false);
            case HANDLED_ELSEWHERE -> done("elsewhere", "", time);
            case CLOSE_UNANSWERED -> done("closed", "", time);
            case FORWARD_INTERNAL, RETURN -> done("handedOver", unit(enquiry.worksAt()), time);
            case FORWARD_EXTERNAL, FORWARD_AGAIN -> done("forwarded", "", time);
            case KEPT -> done("kept", "", time);
            case CONFIRMED -> done("confirmed", "", time);
            case TAKEN_BACK -> done("takenBack", "", time);
            case REACHED -> done("reached", "", time);
            case CALLED -> done("called", "", time);
            case NO_REPLY -> called(enquiry, time);
            case POSTED -> done("posted", "", time);
            case NOTHING_NEEDED -> done("nothingNeeded", "", time);
            case REOPEN -> done("reopened", dates.day(enquiry.lastDayOn()), time);
            case CONTACTED -> done("contacted", "", time);
            case ACTED -> done("acted", "", time);
        };
        announce(redirect, done);
    }

    private String unit(String id) {
        return organisation.unit(id).name().in(StaffDates.language());
    }

    private Done answered(Enquiry enquiry, String time) {
        String email = enquiry.enquirer().email();
        if (enquiry.enquirer().replyBy() == ReplyBy.EMAIL && email != null) {
            return done(enquiry.sensitive() ? "answeredSensitive" : "answered", email, time);
        }
        if (enquiry.enquirer().replyBy() == ReplyBy.PHONE) {
            Done call = done(
                    "answerToRead",
                    Objects.requireNonNullElse(enquiry.enquirer().phone(), ""),
                    time);
            return new Done(call.title(), call.text(), false);
        }
        return done(enquiry.enquirer().replyBy() == ReplyBy.LETTER ? "answerToPost" : "answerPublished", "", time);
    }

    private Done sentAgain(@Nullable String before, @Nullable String now, String time) {
        String key = Objects.equals(before, now) ? "sendAgain.same" : "sendAgain";
        return done(key, Objects.requireNonNullElse(now, ""), time);
    }

    /** The first time somebody will call again; after the second we have written instead. */
    private Done called(Enquiry enquiry, String time) {
        boolean calls = process.openTasks(enquiry).stream()
                .anyMatch(task -> TaskForm.of(task.form()).equals(Optional.of(TaskForm.CALL_BACK)));
        return done(calls ? "noReply" : "writtenInstead", "", time);
    }

    private Done noticed(Enquiry enquiry, String time) {
        String email = enquiry.enquirer().email();
        return switch (enquiry.enquirer().replyBy()) {
            case EMAIL -> email == null ? done("noticePublished", "", time) : done("notice", email, time);
            case STATUS_PAGE -> done("noticePublished", "", time);
            default -> {
                Done waits = done("noticeWaits", "", time);
                yield new Done(waits.title(), waits.text(), false);
            }
        };
    }

    private Done done(String key, String whom, String time) {
        return new Done(say("staff.done." + key, whom, time), say("staff.done." + key + ".then", whom, time), true);
    }

    private static void announce(RedirectAttributes redirect, Done done) {
        redirect.addFlashAttribute(Done.ATTRIBUTE, done);
    }

    private Object[] withTime(Object[] values) {
        Object[] all = Arrays.copyOf(values, values.length + 1);
        all[values.length] = dates.time(clock.instant());
        return all;
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
