package se.vaxholm.svara.audit.export;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.intake.Mail;

/** Where the letters, files and mails of a case lie in its zip file: each name begins with a number, so that none is reserved. */
final class CaseNames {

    private final Map<UUID, String> names = new HashMap<>();

    CaseNames(WholeCase whole) {
        if (!whole.masked()) {
            List<Outbox.Queued> letters = whole.letters();
            for (int i = 0; i < letters.size(); i++) {
                Outbox.Queued letter = letters.get(i);
                names.put(
                        letter.id(),
                        "letters/%03d-%s-%s.eml"
                                .formatted(
                                        i + 1,
                                        LocalDate.ofInstant(letter.queuedAt(), WorkingCalendar.ZONE),
                                        letter.letter().kind().name().toLowerCase(Locale.ROOT)));
            }
        }
        List<KeptFile> files = whole.givenFiles();
        for (int i = 0; i < files.size(); i++) {
            names.put(
                    files.get(i).id(),
                    "files/%03d-%s".formatted(i + 1, files.get(i).name()));
        }
        List<Mail> mails = whole.givenMails();
        for (int i = 0; i < mails.size(); i++) {
            LocalDate day = LocalDate.ofInstant(mails.get(i).arrivedAt(), WorkingCalendar.ZONE);
            names.put(mails.get(i).id(), "mails/%03d-%s.eml".formatted(i + 1, day));
        }
    }

    boolean has(UUID id) {
        return names.containsKey(id);
    }

    /** Of something that is in the zip. */
    String of(UUID id) {
        return names.getOrDefault(id, "");
    }
}
