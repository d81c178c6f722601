package se.vaxholm.svara.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.process.Story;

/** Numbers are unique and rise within their year, and nobody waits for one. */
class NumberingTests extends Story {

    private static final int THREADS = 8;
    private static final int EACH = 25;

    @Test
    void manyRegistrationsAtOnceGetNumbersOfTheirOwnThatRise() throws Exception {
        clock.set("2031-03-03T10:15");
        List<Callable<List<EnquiryNumber>>> channels = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            channels.add(() -> {
                List<EnquiryNumber> numbers = new ArrayList<>();
                for (int j = 0; j < EACH; j++) {
                    numbers.add(register());
                }
                return numbers;
            });
        }
        Set<EnquiryNumber> all = new HashSet<>();
        for (List<EnquiryNumber> numbers : atOnce(channels)) {
            assertThat(numbers).extracting(EnquiryNumber::value).isSorted();
            all.addAll(numbers);
        }
        assertThat(all)
                .hasSize(THREADS * EACH)
                .allMatch(number -> number.value().startsWith("VS-2031-"));
    }

    @Test
    void aRegistrationThatIsHeldOpenHoldsUpNobody() throws Exception {
        CountDownLatch registered = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService slow = Executors.newSingleThreadExecutor();
        try {
            Future<EnquiryNumber> held = slow.submit(() -> transaction.execute(status -> {
                EnquiryNumber number = register();
                registered.countDown();
                await(goOn);
                return number;
            }));
            await(registered);
            ExecutorService quick = Executors.newSingleThreadExecutor();
            EnquiryNumber meanwhile;
            try {
                meanwhile = quick.submit(this::register).get(10, TimeUnit.SECONDS);
            } finally {
                quick.shutdownNow();
            }
            assertThat(held).isNotDone();
            assertThat(enquiries.find(meanwhile)).isPresent();
            goOn.countDown();
            assertThat(held.get(10, TimeUnit.SECONDS).value()).isLessThan(meanwhile.value());
            assertThat(enquiries.find(held.get())).isPresent();
        } finally {
            goOn.countDown();
            slow.shutdownNow();
        }
    }

    @Test
    void aRegistrationThatFailsLeavesAGapAndNoTrouble() {
        EnquiryNumber undone = transaction.execute(status -> {
            status.setRollbackOnly();
            return register();
        });
        EnquiryNumber next = register();
        assertThat(next.value()).isGreaterThan(undone.value());
        assertThat(enquiries.find(undone)).isEmpty();
    }

    @Test
    void theYearIsTheOneInVaxholmWhenTheContactIsRegistered() {
        clock.set("2032-12-31T23:59:59");
        assertThat(register().value()).startsWith("VS-2032-");
        clock.set("2033-01-01T00:00:00");
        assertThat(register().value())
                .as("an hour before the year ends in Greenwich")
                .startsWith("VS-2033-");
        Submission lastYears = new Submission(
                java.util.UUID.randomUUID().toString(),
                Channel.LETTER,
                Kind.QUESTION,
                "bygglov",
                "Hej",
                byStatusPage(),
                at("2032-12-30T12:00"));
        assertThat(intake.register(lastYears, actor("registrator")).number().value())
                .startsWith("VS-2033-");
    }

    private EnquiryNumber register() {
        return intake.register(submission("bygglov", "Får jag bygga?", byStatusPage()))
                .number();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
