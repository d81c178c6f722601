package se.vaxholm.svara.tasklist;

import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Endings;
import se.vaxholm.svara.enquiry.Enquiry;

/** The reasons for closing without an answer that can be true of a case: the form offers no others. */
@Component("closeReasons")
class CloseReasons {

    private final Endings endings;

    CloseReasons(Endings endings) {
        this.endings = endings;
    }

    public List<CloseReason> of(Enquiry enquiry) {
        return Arrays.stream(CloseReason.values())
                .filter(reason -> endings.mayBeClosedFor(enquiry, reason))
                .toList();
    }
}
