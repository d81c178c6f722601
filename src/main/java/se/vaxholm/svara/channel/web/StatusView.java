package se.vaxholm.svara.channel.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.organisation.LegalKind;

/**
 * A matter as the one who asked may see it: no notes, no names but that of whoever answers.
 *
 * @param sentence how the matter stands, in one sentence
 * @param legalKind the law of its own that the matter may have
 * @param elsewhere who outside the municipality has it, when somebody has
 * @param tone how the sentence looks: "", "answered" or "late"
 */
public record StatusView(
        String number,
        String subject,
        String sentence,
        String tone,
        boolean open,
        LocalDate lastDay,
        boolean unreachable,
        @Nullable LegalKind legalKind,
        String unitName,
        String unitPhone,
        String unitEmail,
        @Nullable Elsewhere elsewhere,
        List<Step> steps,
        List<Shown> messages) {

    /** Somebody outside the municipality, and how to reach them; an address may be "". */
    public record Elsewhere(String name, String phone, String email, String web, String address) {}

    /**
     * Something that happened, or will.
     *
     * @param at null for what is to come
     * @param kind how it looks in the timeline: "done", "now" or "coming"
     */
    public record Step(
            String title, @Nullable Instant at, @Nullable String detail, String kind) {}

    /**
     * One message of the dialogue.
     *
     * @param side "enquirer" or "municipality"
     * @param html the text, escaped, with links
     * @param files what came along with it
     */
    public record Shown(String who, Instant at, String side, String html, List<KeptFile> files) {}
}
