package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.FileRefusedException;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.security.Actor;

/** What is attached to a mail: kept unsent until the mail has become something, and then with that. */
@Component
class MailFiles {

    private final KeptFiles files;
    private final CaseFiles caseFiles;

    MailFiles(KeptFiles files, CaseFiles caseFiles) {
        this.files = files;
        this.caseFiles = caseFiles;
    }

    /**
     * What was taken of a mail's files.
     *
     * @param key under which they lie unsent; null when there are none
     * @param refused how many were not taken
     */
    record Kept(@Nullable UUID key, int refused) {

        static Kept nothing() {
            return new Kept(null, 0);
        }
    }

    /** Takes the files that may be taken; the original has the others. */
    Kept keep(List<ReadMail.Part> parts) {
        if (parts.isEmpty()) {
            return Kept.nothing();
        }
        UUID key = UUID.randomUUID();
        int refused = 0;
        for (ReadMail.Part part : parts) {
            try (InputStream content = part.content().open()) {
                files.receive(part.name(), content, FilePlace.unsent(key));
            } catch (FileRefusedException | IOException e) {
                refused++;
            }
        }
        return new Kept(refused == parts.size() ? null : key, refused);
    }

    /** Whatever lies unsent still has become nothing. */
    void forget(Kept kept) {
        if (kept.key() != null) {
            files.removeAll(FilePlace.unsent(kept.key()));
        }
    }

    /** Lays a mail's files with what it became in a case. */
    @Transactional(propagation = Propagation.MANDATORY)
    void attach(@Nullable UUID key, Enquiry enquiry, UUID message, Actor by) {
        if (key != null) {
            caseFiles.attach(FilePlace.unsent(key), enquiry, message, by);
        }
    }
}
