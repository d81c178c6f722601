package se.vaxholm.svara.process;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.correspondence.PromiseLetters;
import se.vaxholm.svara.enquiry.AskBacks;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.NewPromise;
import se.vaxholm.svara.enquiry.Promise;
import se.vaxholm.svara.enquiry.Promises;
import se.vaxholm.svara.security.Actor;

/** Tells an asker who answers and when, from what stands in the form, by whatever way word goes to them. */
@Component
class HoldingNotices {

    private final NoticeForm form;
    private final Drafts drafts;
    private final Enquiries enquiries;
    private final AskBacks askBacks;
    private final Promises promises;
    private final PromiseLetters letters;

    HoldingNotices(
            NoticeForm form,
            Drafts drafts,
            Enquiries enquiries,
            AskBacks askBacks,
            Promises promises,
            PromiseLetters letters) {
        this.form = form;
        this.drafts = drafts;
        this.enquiries = enquiries;
        this.askBacks = askBacks;
        this.promises = promises;
        this.letters = letters;
    }

    /**
     * Puts the notice on the case's page.
     *
     * @param waits whether the asker is still to be told by phone or on paper: the clock goes on, and nothing is promised, until
     *     {@link #told}
     * @throws IncompleteDraftException when the form does not say who, how to reach them and when
     */
    void write(Enquiry enquiry, boolean waits, Actor by) {
        NewPromise said = said(enquiry);
        String words = letters.words(enquiry, said, promises.standing(enquiry).orElse(null));
        enquiries.noticeWritten(enquiry.id(), words, waits, by);
        if (waits) {
            promises.prepare(enquiry, said, by);
        } else {
            promises.make(enquiry, said, by);
        }
        if (said.question() != null) {
            askBacks.waitForReply(enquiry.id(), by);
        }
    }

    /** Queues the letter of the notice that was written last. */
    void post(Enquiry enquiry, Actor by) {
        NewPromise said = form.written(fields(enquiry));
        if (said == null) {
            throw new IncompleteDraftException(NoticeForm.ON, "empty");
        }
        Promise before = promises.standing(enquiries.get(enquiry.id()))
                .flatMap(promises::before)
                .orElse(null);
        letters.notice(enquiry, said, before, by);
    }

    /** The notice goes once more: so does the question in it. */
    void askAgain(Enquiry enquiry, Actor by) {
        NewPromise said = form.written(fields(enquiry));
        if (said != null && said.question() != null) {
            askBacks.waitForReply(enquiry.id(), by);
        }
    }

    /**
     * The asker knows now: the clock stops and the promise runs.
     *
     * @return false when the promised day has come meanwhile, so that there is nothing to tell: the clock goes on
     */
    boolean told(UUID enquiryId, Actor by) {
        return promises.told(enquiryId, by);
    }

    /** Empties the form of what has been told, so that nobody tells it again by mistake. */
    void forget(Enquiry enquiry, Actor by) {
        Map<String, String> fields = new HashMap<>(fields(enquiry));
        if (fields.keySet().removeAll(NoticeForm.FIELDS)) {
            drafts.replace(enquiry.id(), Forms.ASSESS, fields, by);
        }
    }

    private NewPromise said(Enquiry enquiry) {
        Map<String, String> fields = fields(enquiry);
        NewPromise said = form.read(fields, enquiry);
        if (said == null) {
            throw new IncompleteDraftException(form.lacks(fields, enquiry).get(0));
        }
        return said;
    }

    private Map<String, String> fields(Enquiry enquiry) {
        return drafts.find(enquiry.id(), Forms.ASSESS).map(Draft::fields).orElse(Map.of());
    }
}
