package se.vaxholm.svara.intake;

import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Gatherings;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.security.Actor;

/** Makes a case of its own of a question that stood in another one's message: same asker, same time of receipt, own unit. */
@Service
public class Splits {

    private final Intake intake;
    private final Enquiries enquiries;
    private final Gatherings gatherings;

    Splits(Intake intake, Enquiries enquiries, Gatherings gatherings) {
        this.intake = intake;
        this.enquiries = enquiries;
        this.gatherings = gatherings;
    }

    /** @param key the press of the button: the same again gives the same case */
    @Transactional
    public Enquiry split(Enquiry whole, UUID key, Kind kind, String categoryId, String text, Actor by) {
        Receipt receipt = intake.register(
                new Submission(
                        "split:" + whole.id() + ":" + key,
                        whole.channel(),
                        kind,
                        categoryId,
                        text,
                        whole.enquirer(),
                        whole.countedFrom()),
                by);
        Enquiry part = enquiries.find(receipt.number()).orElseThrow();
        gatherings.split(whole, part, by);
        return part;
    }
}
