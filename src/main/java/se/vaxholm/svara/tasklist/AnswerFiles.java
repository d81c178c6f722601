package se.vaxholm.svara.tasklist;

import java.util.List;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;

/** What waits to go along with an answer, for the form in which it is written. */
@Component("answerFiles")
public class AnswerFiles {

    private final KeptFiles files;

    AnswerFiles(KeptFiles files) {
        this.files = files;
    }

    public List<KeptFile> of(Enquiry enquiry) {
        return files.of(CaseFiles.ofAnswer(enquiry.id()));
    }
}
