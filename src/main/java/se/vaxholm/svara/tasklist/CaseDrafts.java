package se.vaxholm.svara.tasklist;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.DraftChangedException;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Staff;

/** Keeps what an officer has typed with the case, beside what its draft already holds, and never over a colleague's words. */
@Component
class CaseDrafts {

    /** An address is no words: a wrong one that was tried must not stand where colleagues expect the asker's own. */
    private static final String ADDRESS = "email";

    private final Drafts drafts;

    CaseDrafts(Drafts drafts) {
        this.drafts = drafts;
    }

    /**
     * What became of a text.
     *
     * @param draft as it stands now, null when nothing could be kept
     * @param fate whether what was typed is in it
     */
    record Kept(@Nullable Draft draft, Fate fate) {

        boolean isSaved() {
            return fate == Fate.SAVED;
        }
    }

    /** What can become of a text. */
    enum Fate {
        SAVED,
        SOMEBODY_ELSE_WROTE,
        TOO_LARGE
    }

    Kept keep(Enquiry enquiry, TaskForm form, Map<String, String> typed, int seenVersion, Staff staff) {
        Draft before = drafts.find(enquiry.id(), form.address()).orElse(null);
        Map<String, String> known = before == null ? Map.of() : before.fields();
        Map<String, String> fields = new HashMap<>(known);
        fields.putAll(typed);
        fields.remove(ADDRESS);
        if (fields.equals(known) && (before != null || typed.containsKey(ADDRESS))) {
            return new Kept(before, Fate.SAVED);
        }
        try {
            Draft saved = drafts.save(enquiry.id(), form.address(), fields, seenVersion, staff.asActor());
            return new Kept(saved, Fate.SAVED);
        } catch (DraftChangedException e) {
            return new Kept(e.current(), Fate.SOMEBODY_ELSE_WROTE);
        } catch (IllegalArgumentException e) {
            return new Kept(before, Fate.TOO_LARGE);
        }
    }
}
