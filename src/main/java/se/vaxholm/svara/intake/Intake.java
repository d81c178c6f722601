package se.vaxholm.svara.intake;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.enquiry.CaseFiles;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.NewEnquiry;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.enquiry.StatusCodes;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.organisation.Category;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Topics;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.security.Actor;

/**
 * The one door (G1): case, number, clock, process, acknowledgement and journal entry come about together or not at all.
 */
@Service
public class Intake {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final WorkingCalendar calendar;
    private final Organisation organisation;
    private final Enquiries enquiries;
    private final Drafts drafts;
    private final CaseFiles files;
    private final StatusCodes codes;
    private final EnquiryProcess process;

    Intake(
            JdbcClient jdbc,
            Clock clock,
            WorkingCalendar calendar,
            Organisation organisation,
            Enquiries enquiries,
            Drafts drafts,
            CaseFiles files,
            StatusCodes codes,
            EnquiryProcess process) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.calendar = calendar;
        this.organisation = organisation;
        this.enquiries = enquiries;
        this.drafts = drafts;
        this.files = files;
        this.codes = codes;
        this.process = process;
    }

    /**
     * Registers a contact that the asker sent in themselves. The same submission again, also at the same moment, gives
     * the same receipt.
     *
     * @throws IllegalArgumentException when it breaks a bound that its channel should have checked; nothing is
     *     registered then
     */
    @Transactional
    public Receipt register(Submission submission) {
        return register(submission, Actor.ENQUIRER);
    }

    /** Registers a contact on the asker's behalf. */
    @Transactional
    public Receipt register(Submission submission, Actor by) {
        Category category = check(submission);
        UUID ticket = UUID.randomUUID();
        // Whoever comes second with the same key waits here for the first to finish, and then finds its case.
        int first = jdbc.sql("""
                        insert into incoming (channel, key, enquiry_id, arrived_at) values (?, ?, ?, ?)
                        on conflict (channel, key) do nothing""")
                .params(submission.channel().name(), submission.key(), ticket, Timestamp.from(clock.instant()))
                .update();
        if (first == 0) {
            return receipt(known(submission).orElseThrow(), true);
        }
        Topics topics = organisation.topics(submission.text());
        Enquiry enquiry = enquiries.register(
                ticket,
                new NewEnquiry(
                        submission.channel(),
                        submission.kind(),
                        category.id(),
                        submission.text(),
                        submission.enquirer(),
                        category.sensitive()
                                || topics.sensitive()
                                || submission.entrance().sensitive(),
                        topics.legalKind(),
                        topics.ids(),
                        calendar.deadline(submission.receivedAt()),
                        submission.entrance().quiet()),
                submission.entrance().unitId(),
                by);
        if (submission.filesKey() != null) {
            files.attachToQuestion(FilePlace.unsent(submission.filesKey()), enquiry, by);
        }
        String answer = submission.answerOnTheSpot();
        if (answer != null) {
            drafts.replace(enquiry.id(), "assess", Map.of("text", answer, "onTheSpot", "true"), by);
        }
        process.start(enquiry, answer != null, by);
        return receipt(enquiries.get(enquiry.id()), false);
    }

    private Optional<Enquiry> known(Submission submission) {
        return jdbc.sql("select enquiry_id from incoming where channel = ? and key = ?")
                .params(submission.channel().name(), submission.key())
                .query(UUID.class)
                .optional()
                .map(enquiries::get);
    }

    private Receipt receipt(Enquiry enquiry, boolean seenBefore) {
        return new Receipt(
                enquiry.number(),
                codes.of(enquiry),
                enquiry.lastDayOn(),
                organisation.unit(enquiry.unitId()),
                seenBefore);
    }

    private Category check(Submission submission) {
        Enquirer enquirer = submission.enquirer();
        require(!submission.key().isBlank() && submission.key().length() <= 200, "key");
        require(!submission.receivedAt().isAfter(clock.instant().plus(Duration.ofMinutes(1))), "receivedAt");
        require(TextBounds.ofText(submission.text(), TextBounds.TEXT).isEmpty(), "text");
        require(isLine(enquirer.name(), TextBounds.NAME), "name");
        require(enquirer.email() == null || TextBounds.isEmail(enquirer.email()), "email");
        require(isLine(enquirer.phone(), TextBounds.PHONE), "phone");
        require(enquirer.replyBy() != ReplyBy.EMAIL || enquirer.email() != null, "email");
        require(enquirer.replyBy() != ReplyBy.PHONE || enquirer.phone() != null, "phone");
        String postalAddress = enquirer.postalAddress();
        require(
                postalAddress == null
                        || TextBounds.ofText(postalAddress, TextBounds.POSTAL_ADDRESS)
                                .isEmpty(),
                "postalAddress");
        require(enquirer.replyBy() != ReplyBy.LETTER || postalAddress != null, "postalAddress");
        return organisation
                .category(submission.categoryId())
                .orElseThrow(() -> new IllegalArgumentException("categoryId"));
    }

    private static boolean isLine(@Nullable String text, int longest) {
        return text == null || TextBounds.ofLine(text, longest).isEmpty();
    }

    private static void require(boolean holds, String field) {
        if (!holds) {
            throw new IllegalArgumentException("A submission is refused: " + field);
        }
    }
}
