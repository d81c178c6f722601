package se.vaxholm.svara.security;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;

/** A question about a building permit that waits with Stadsbyggnad, for tests that try every door to it. */
class AskedCase {

    private final Intake intake;
    private final Enquiries enquiries;
    private final EnquiryProcess process;
    private final Drafts drafts;
    private final Clock clock;
    private final Enquiry enquiry;
    private final String task;

    AskedCase(Intake intake, Enquiries enquiries, EnquiryProcess process, Drafts drafts, Clock clock) {
        this.intake = intake;
        this.enquiries = enquiries;
        this.process = process;
        this.drafts = drafts;
        this.clock = clock;
        enquiry = another();
        task = process.openTasks(enquiry).get(0).id();
    }

    String number() {
        return enquiry.number().value();
    }

    /** The task of answering. */
    String task() {
        return task;
    }

    Enquiry now() {
        return now(enquiry);
    }

    Enquiry now(Enquiry one) {
        return enquiries.get(one.id());
    }

    void taken(String who) {
        process.claim(task, TestStaff.named(who));
    }

    void write(String text) {
        write(Map.of("text", text));
    }

    void write(Map<String, String> fields) {
        drafts.replace(
                enquiry.id(), "assess", fields, TestStaff.named("handlaggare").asActor());
    }

    Enquiry another() {
        return enquiries
                .find(intake.register(new Submission(
                                UUID.randomUUID().toString(),
                                Channel.WEB,
                                Kind.QUESTION,
                                "bygglov",
                                "Får jag bygga en altan?",
                                new Enquirer("Karin Ek", "karin@example.org", null, ReplyBy.EMAIL, Language.SV),
                                clock.instant()))
                        .number())
                .orElseThrow();
    }
}
