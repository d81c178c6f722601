package se.vaxholm.svara.intake;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Gatherings;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;

/** Makes a case of its own of a question that stood in another one's message: same asker, same time of receipt, own unit. */
@Service
public class Splits {

    private final Intake intake;
    private final Enquiries enquiries;
    private final Gatherings gatherings;
    private final CaseFiles caseFiles;
    private final KeptFiles files;

    Splits(Intake intake, Enquiries enquiries, Gatherings gatherings, CaseFiles caseFiles, KeptFiles files) {
        this.intake = intake;
        this.enquiries = enquiries;
        this.gatherings = gatherings;
        this.caseFiles = caseFiles;
        this.files = files;
    }

    /**
     * What becomes a case of its own.
     *
     * @param files which of the files that the asker has sent in the whole lie in both cases from now on
     */
    public record Question(Kind kind, String categoryId, String text, Set<UUID> files) {}

    /**
     * Whatever the question is about, files of a sensitive case come to a sensitive one.
     *
     * @param key the press of the button: the same again gives the same case
     * @return nothing when one of the files is not there any longer: nothing has happened then
     * @throws IllegalArgumentException when the files are more than can come with a question; nothing has happened then
     */
    @Transactional
    public Optional<Enquiry> split(Enquiry whole, UUID key, Question question, Actor by) {
        enquiries.lock(whole.id());
        UUID along = UUID.randomUUID();
        if (!caseFiles.copyForAnotherCase(whole.id(), question.files(), along)) {
            return Optional.empty();
        }
        Receipt receipt = intake.register(
                new Submission(
                                "split:" + whole.id() + ":" + key,
                                whole.channel(),
                                question.kind(),
                                question.categoryId(),
                                question.text(),
                                whole.enquirer(),
                                whole.countedFrom())
                        .withFiles(along)
                        .by(new Submission.Entrance(
                                Unit.REGISTRATOR,
                                enquiries.isQuiet(whole.id()),
                                whole.sensitive() && !question.files().isEmpty())),
                by);
        if (receipt.seenBefore()) {
            files.removeAll(FilePlace.unsent(along));
        }
        Enquiry part = enquiries.find(receipt.number()).orElseThrow();
        gatherings.split(whole, part, by);
        return Optional.of(part);
    }
}
