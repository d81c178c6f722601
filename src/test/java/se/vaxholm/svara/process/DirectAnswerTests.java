package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Receipt;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;

@SvaraTest
class DirectAnswerTests {

    @Autowired
    Intake intake;

    @Autowired
    Enquiries enquiries;

    @Autowired
    EnquiryProcess process;

    @Autowired
    TestClock clock;

    @Test
    void aQuestionBecomesACaseWithATaskForItsUnit() {
        Receipt receipt = intake.register(new Submission(
                UUID.randomUUID().toString(),
                Channel.WEB,
                Kind.QUESTION,
                "bygglov",
                "Får jag bygga?",
                new Enquirer("Karin", "karin@example.org", null, ReplyBy.EMAIL, Language.SV),
                clock.instant()));
        var enquiry = enquiries.find(receipt.number()).orElseThrow();
        assertThat(enquiry.unitId()).isEqualTo("stadsbyggnad");
        assertThat(process.openTasks(enquiry)).singleElement().satisfies(task -> {
            assertThat(task.form()).isEqualTo("assess");
            assertThat(task.candidateGroups()).containsExactly("stadsbyggnad");
        });
    }
}
