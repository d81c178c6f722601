package se.vaxholm.svara.tasklist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.process.FullNames;

/** Words for the one who came second: who was first and when, and where what was typed is now. */
@Component
class Refusals {

    /** What people write at length, by the field that it stands in. */
    private static final List<String> TEXTS = List.of(
            "text",
            "said",
            "ask.text",
            "close.note",
            "notice.question",
            "notice.text",
            "forward.reason",
            "return.reason",
            "external.text");

    private final Enquiries enquiries;
    private final Journal journal;
    private final JournalLines lines;
    private final StaffDates dates;
    private final MessageSource messages;
    private final FullNames names;

    Refusals(
            Enquiries enquiries,
            Journal journal,
            JournalLines lines,
            StaffDates dates,
            MessageSource messages,
            FullNames names) {
        this.enquiries = enquiries;
        this.journal = journal;
        this.lines = lines;
        this.dates = dates;
        this.messages = messages;
        this.names = names;
    }

    /** A colleague has the task. */
    Notice taken(Enquiry enquiry, TaskForm form, String by, CaseDrafts.@Nullable Kept kept, Map<String, String> typed) {
        Enquiry now = enquiries.get(enquiry.id());
        String name = names.of(by, Optional.of(now));
        Instant claimedAt = by.equals(now.handlerId()) && form == TaskForm.ASSESS ? now.claimedAt() : null;
        String title =
                claimedAt == null ? say("staff.taken", name) : say("staff.taken.when", name, dates.when(claimedAt));
        String typedText = text(typed);
        if (kept == null || typedText == null) {
            return new Notice(title, say("staff.taken.look"), null, null);
        }
        return kept.isSaved()
                ? new Notice(title, say("staff.taken.kept"), null, null)
                : new Notice(title, say("staff.taken.notKept"), say("staff.taken.yours"), typedText);
    }

    /** It was done before: by whom, when, and what it was. */
    Notice done(Enquiry enquiry, TaskForm form, Map<String, String> typed) {
        String what = finished(enquiry, form)
                .map(entry -> say(
                        "staff.already.by",
                        lines.tell(entry).by(),
                        dates.when(entry.at()),
                        lines.tell(entry).text()))
                .orElseGet(() -> say("staff.already.elsewhere"));
        String text = text(typed);
        boolean stands = text == null || stands(enquiry, text);
        return new Notice(say("staff.already"), what, stands ? null : say("staff.already.yours"), stands ? null : text);
    }

    /** A colleague has written in the same draft. */
    Notice changed(Draft theirs) {
        return new Notice(
                say("staff.changed", theirs.savedByName(), dates.when(theirs.savedAt())),
                say("staff.changed.both"),
                say("staff.changed.theirs", theirs.savedByName()),
                text(theirs.fields()));
    }

    private Optional<Entry> finished(Enquiry enquiry, TaskForm form) {
        List<Entry> entries = journal.of(enquiry.id());
        return entries.stream().filter(entry -> form.isDoneBy(entry.what())).reduce((first, second) -> second);
    }

    /** Whether these very words are in the case already: a second press of the same button loses nothing. */
    private boolean stands(Enquiry enquiry, String text) {
        return enquiries.messages(enquiry.id()).stream()
                .filter(message -> message.type() != Message.Type.QUESTION)
                .anyMatch(message -> message.text().strip().equals(text.strip()));
    }

    private static @Nullable String text(Map<String, String> fields) {
        return TEXTS.stream()
                .map(field -> fields.getOrDefault(field, ""))
                .filter(text -> !text.isBlank())
                .findFirst()
                .orElse(null);
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
