package se.vaxholm.svara.tasklist;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.security.Staff;

/** What the asker has sent along in a case, as far as somebody may read it and anybody may open it. */
@Component
class AskersFiles {

    private final Enquiries enquiries;
    private final KeptFiles files;
    private final Withheld withheld;

    AskersFiles(Enquiries enquiries, KeptFiles files, Withheld withheld) {
        this.enquiries = enquiries;
        this.files = files;
        this.withheld = withheld;
    }

    List<KeptFile> of(Enquiry enquiry, Staff staff) {
        Withheld.View hidden = withheld.of(enquiry, staff);
        List<UUID> said = enquiries.messages(enquiry.id()).stream()
                .filter(message -> isAskers(message) && !hidden.hides(message))
                .map(Message::id)
                .toList();
        Map<UUID, List<KeptFile>> along = files.ofMessages(said);
        return said.stream()
                .flatMap(message -> along.getOrDefault(message, List.of()).stream())
                .filter(file -> !file.isStopped())
                .toList();
    }

    private static boolean isAskers(Message message) {
        return message.type() == Message.Type.QUESTION || message.type() == Message.Type.ENQUIRER_ADDED;
    }
}
