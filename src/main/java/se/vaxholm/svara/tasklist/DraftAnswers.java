package se.vaxholm.svara.tasklist;

import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Enquiry;

/** Tells the page's script what became of the draft that it sent. */
@Component
class DraftAnswers {

    private final MessageSource messages;
    private final StaffDates dates;

    DraftAnswers(MessageSource messages, StaffDates dates) {
        this.messages = messages;
        this.dates = dates;
    }

    /**
     * What the script shows.
     *
     * @param version what the next saving has to name, null when it should not go on
     * @param theirs a colleague's text that stands in the draft instead
     */
    record Answer(
            boolean saved,
            String message,
            @Nullable Integer version,
            @Nullable String theirs) {}

    ResponseEntity<Answer> of(CaseDrafts.Kept kept) {
        Draft draft = kept.draft();
        if (kept.isSaved() && draft != null) {
            return ResponseEntity.ok(
                    new Answer(true, say("staff.draft.saved", dates.time(draft.savedAt())), draft.version(), null));
        }
        if (kept.fate() == CaseDrafts.Fate.SOMEBODY_ELSE_WROTE && draft != null) {
            return answer(
                    HttpStatus.CONFLICT,
                    new Answer(
                            false,
                            say("staff.changed", draft.savedByName(), dates.when(draft.savedAt())) + " "
                                    + say("staff.changed.script"),
                            draft.version(),
                            draft.field("text")));
        }
        return answer(HttpStatus.PAYLOAD_TOO_LARGE, new Answer(false, say("staff.draft.tooLarge"), null, null));
    }

    /** A colleague has taken the task over meanwhile. */
    ResponseEntity<Answer> taken(Enquiry enquiry, Work work, CaseDrafts.Kept kept) {
        String name = String.valueOf(work.holder());
        String who = work.heldSince() == null || enquiry.claimedAt() == null
                ? say("staff.taken", name)
                : say("staff.taken.when", name, dates.when(enquiry.claimedAt()));
        Draft draft = kept.draft();
        return answer(
                HttpStatus.CONFLICT,
                kept.isSaved()
                        ? new Answer(false, who + " " + say("staff.taken.kept"), null, null)
                        : new Answer(
                                false,
                                who + " " + say("staff.taken.notKept"),
                                null,
                                draft == null ? null : draft.field("text")));
    }

    /** The task is done: there is nothing left to draft for. */
    ResponseEntity<Answer> gone() {
        return answer(HttpStatus.CONFLICT, new Answer(false, say("staff.draft.gone"), null, null));
    }

    private static ResponseEntity<Answer> answer(HttpStatus status, Answer answer) {
        return ResponseEntity.status(status).body(answer);
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
