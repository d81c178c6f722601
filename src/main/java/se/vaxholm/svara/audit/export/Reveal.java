package se.vaxholm.svara.audit.export;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.audit.CaseContents;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.tasklist.Problems;

/**
 * Whether marked (sensitive) cases are told in full; otherwise their asker, subject, texts and files are left out (G21).
 *
 * @param reason why, in the auditor's words; null when they are not
 */
record Reveal(@Nullable String reason) {

    static final Reveal NOTHING = new Reveal(null);

    /** Characters in a reason. */
    static final int LONGEST = 300;

    /** What stands where something is left out. */
    static final String MASK = CaseContents.MASK;

    static final String CHOICE = "kansliga";
    static final String REASON = "skal";

    boolean isChosen() {
        return reason != null;
    }

    boolean masks(boolean sensitive) {
        return sensitive && reason == null;
    }

    /** As a form's fields say; without a reason that can be kept nothing is revealed, and the problem is told. */
    static Reveal read(@Nullable String chosen, String typed, Problems problems) {
        if (chosen == null) {
            return NOTHING;
        }
        String reason = typed.strip();
        Optional<TextBounds.Problem> wrong = TextBounds.ofLine(reason, LONGEST);
        if (wrong.isPresent()) {
            problems.add(REASON, "auditexport.problem.reason." + wrong.get(), LONGEST);
            return NOTHING;
        }
        return new Reveal(reason);
    }
}
