package se.vaxholm.svara.enquiry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Actor;

/** A step finds the case as it is, whether it is read again or was kept since the deed wrote it. */
class HeldRowsTests extends Story {

    @Autowired
    private Drafts drafts;

    @Test
    void whatOneStepWritesTheNextOneReads() {
        Enquiry enquiry = asked(byMail());
        transaction.executeWithoutResult(status -> {
            enquiries.lock(enquiry.id());
            assertThat(enquiries.get(enquiry.id()).unreachableAt()).isNull();
            enquiries.unreachable(enquiry.id());
            assertThat(enquiries.get(enquiry.id()).unreachableAt()).isNotNull();
            status.setRollbackOnly();
        });
        assertThat(enquiries.get(enquiry.id()).unreachableAt()).isNull();
    }

    @Test
    void whatIsUndoneIsNotReadAsDone() {
        Enquiry enquiry = asked(byMail());
        TransactionTemplate attempt =
                new TransactionTemplate(Objects.requireNonNull(transaction.getTransactionManager()));
        attempt.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        transaction.executeWithoutResult(status -> {
            enquiries.lock(enquiry.id());
            attempt.executeWithoutResult(part -> {
                enquiries.correctEmail(enquiry.id(), "ny@example.org", Actor.SYSTEM);
                part.setRollbackOnly();
            });
            assertThat(enquiries.get(enquiry.id()).enquirer().email())
                    .isEqualTo(enquiry.enquirer().email());
        });
    }

    @Test
    void whatIsNotHeldIsReadAsOthersHaveLeftIt() {
        Enquiry enquiry = asked(byMail());
        transaction.executeWithoutResult(status -> {
            assertThat(enquiries.get(enquiry.id()).unreachableAt()).isNull();
            CompletableFuture.runAsync(() -> enquiries.unreachable(enquiry.id()))
                    .join();
            assertThat(enquiries.get(enquiry.id()).unreachableAt()).isNotNull();
            enquiries.lock(enquiry.id());
            assertThat(enquiries.get(enquiry.id()).unreachableAt()).isNotNull();
        });
    }

    @Test
    void whatWasJudgedInAFormIsWhatIsSentWhoeverWritesMeanwhile() {
        Enquiry enquiry = asked(byMail());
        drafts.replace(enquiry.id(), "assess", Map.of("text", "Ja."), Actor.SYSTEM);
        transaction.executeWithoutResult(status -> {
            assertThat(text(enquiry)).isEqualTo("Ja.");
            CompletableFuture.runAsync(
                            () -> drafts.replace(enquiry.id(), "assess", Map.of("text", "Nej."), Actor.SYSTEM))
                    .join();
            assertThat(text(enquiry)).isEqualTo("Ja.");
            drafts.replace(enquiry.id(), "assess", Map.of("text", "Kanske."), Actor.SYSTEM);
            assertThat(text(enquiry)).isEqualTo("Kanske.");
            drafts.discard(enquiry.id(), "assess");
            assertThat(drafts.find(enquiry.id(), "assess")).isEmpty();
            status.setRollbackOnly();
        });
        assertThat(text(enquiry)).isEqualTo("Nej.");
    }

    private String text(Enquiry enquiry) {
        return drafts.find(enquiry.id(), "assess").orElseThrow().field("text");
    }
}
