package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.security.Staff;

/** Work belongs to groups; it is taken, given back and done by one person at a time, and the others learn who (G7). */
class TaskTests extends Story {

    @Test
    void whoeverTakesTheTaskIsTheHandlerUntilItIsGivenBack() {
        Enquiry enquiry = asked(byMail());
        String task = task(enquiry, "assess").id();
        process.claim(task, staff("handlaggare"));
        assertThat(now(enquiry).status()).isEqualTo(Status.IN_PROGRESS);
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare");
        assertThat(now(enquiry).handlerName()).isEqualTo(staff("handlaggare").name());
        assertThat(now(enquiry).claimedAt()).isEqualTo(clock.instant());
        assertThat(task(enquiry, "assess").isOf("handlaggare")).isTrue();

        process.release(task, staff("handlaggare"));
        assertThat(now(enquiry).status()).isEqualTo(Status.RECEIVED);
        assertThat(now(enquiry).isUnclaimed()).isTrue();
        assertThat(now(enquiry).claimedAt()).isNull();
        assertThat(deeds(enquiry)).endsWith(Deed.What.CLAIMED, Deed.What.RELEASED);
        assertThat(entry(enquiry, Deed.What.RELEASED).actorName())
                .isEqualTo(staff("handlaggare").name());

        process.claim(task, staff("handlaggare2"));
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare2");
    }

    @Test
    void takingItTwiceIsTakingItOnce() {
        Enquiry enquiry = asked(byMail());
        String task = task(enquiry, "assess").id();
        process.claim(task, staff("handlaggare"));
        process.claim(task, staff("handlaggare"));
        assertThat(deeds(enquiry)).filteredOn(Deed.What.CLAIMED::equals).hasSize(1);
    }

    @Test
    void whoeverComesSecondReadsWhoWasFirst() {
        Enquiry enquiry = asked(byStatusPage());
        String task = task(enquiry, "assess").id();
        process.claim(task, staff("handlaggare"));
        for (Runnable deed : List.<Runnable>of(
                () -> process.claim(task, staff("handlaggare2")),
                () -> process.release(task, staff("handlaggare2")),
                () -> process.complete(task, Outcome.ANSWER, Map.of("text", "Nej."), staff("handlaggare2")))) {
            assertThatThrownBy(deed::run)
                    .isInstanceOfSatisfying(
                            TaskTakenException.class, e -> assertThat(e.by()).isEqualTo("handlaggare"));
        }
        answers("handlaggare", enquiry, "Ja.");
        for (Runnable deed : List.<Runnable>of(
                () -> process.claim(task, staff("handlaggare2")),
                () -> process.release(task, staff("handlaggare")),
                () -> process.takeOver(task, staff("chef")),
                () -> process.complete(task, Outcome.ANSWER, Map.of("text", "Nej."), staff("handlaggare")))) {
            assertThatThrownBy(deed::run)
                    .isInstanceOfSatisfying(
                            TaskTakenException.class, e -> assertThat(e.by()).isNull());
        }
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
    }

    @Test
    void ofManyAtOnceExactlyOneTakesIt() throws Exception {
        Enquiry enquiry = asked(byMail());
        String task = task(enquiry, "assess").id();
        List<Callable<Boolean>> deeds = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Staff person = new Staff("kollega" + i, "Kollega " + i, Set.of("stadsbyggnad"));
            deeds.add(() -> {
                try {
                    process.claim(task, person);
                    return true;
                } catch (TaskTakenException e) {
                    assertThat(e.by()).startsWith("kollega").isNotEqualTo(person.id());
                    return false;
                }
            });
        }
        assertThat(atOnce(deeds)).filteredOn(won -> won).hasSize(1);
        assertThat(deeds(enquiry)).filteredOn(Deed.What.CLAIMED::equals).hasSize(1);
        assertThat(now(enquiry).handlerId()).isEqualTo(task(enquiry, "assess").assignee());
    }

    @Test
    void ofManyAnswersAtOnceExactlyOneIsGiven() throws Exception {
        Enquiry enquiry = asked(byStatusPage());
        String task = task(enquiry, "assess").id();
        List<Callable<Boolean>> deeds = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            Staff person = new Staff("kollega" + i, "Kollega " + i, Set.of("stadsbyggnad"));
            deeds.add(() -> {
                try {
                    process.complete(task, Outcome.ANSWER, Map.of("text", "Svar av " + person.name()), person);
                    return true;
                } catch (TaskTakenException e) {
                    return false;
                }
            });
        }
        assertThat(atOnce(deeds)).filteredOn(won -> won).hasSize(1);
        assertThat(said(enquiry, Message.Type.ANSWER)).hasSize(1);
        assertThat(deeds(enquiry)).filteredOn(Deed.What.ANSWERED::equals).hasSize(1);
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void aDoubleClickAnswersOnce() throws Exception {
        Enquiry enquiry = asked(byMail());
        String task = task(enquiry, "assess").id();
        Callable<Boolean> click = () -> {
            try {
                process.complete(task, Outcome.ANSWER, Map.of("text", "Ja."), staff("handlaggare"));
                return true;
            } catch (TaskTakenException e) {
                assertThat(e.by()).isNull();
                return false;
            }
        };
        assertThat(atOnce(List.of(click, click))).containsExactlyInAnyOrder(true, false);
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
    }

    @Test
    void anAnswerThatMeetsAMessageFromTheAskerIsGivenAllTheSame() throws Exception {
        Enquiry enquiry = asked(byStatusPage());
        answersWhile(enquiry, () -> {
            enquiries.enquirerAdded(enquiry.id(), "En sak till.");
            process.enquirerWrote(enquiry);
        });
        assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
        assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).containsExactly("En sak till.");
        assertThat(now(enquiry).isOpen()).isFalse();
    }

    @Test
    void anAnswerThatMeetsTheReminderOrTheEscalationIsGivenAllTheSame() throws Exception {
        for (String timer : List.of("Boundary_RemindAt", "Boundary_AnswerDueAt")) {
            Enquiry enquiry = asked(byStatusPage());
            String job = timer(enquiry, timer).orElseThrow().getId();
            answersWhile(enquiry, () -> management.executeJob(job));
            assertThat(said(enquiry, Message.Type.ANSWER)).as(timer).containsExactly("Ja.");
            assertThat(now(enquiry).isOpen()).isFalse();
            assertThat(process.openTasks(enquiry)).isEmpty();
        }
    }

    @Test
    void aMessageThatMeetsTheReminderOrTheEscalationReachesTheCaseAllTheSame() throws Exception {
        for (String timer : List.of("Boundary_RemindAt", "Boundary_AnswerDueAt")) {
            Enquiry enquiry = asked(byStatusPage());
            String job = timer(enquiry, timer).orElseThrow().getId();
            meets(
                    () -> management.executeJob(job),
                    () -> transaction.executeWithoutResult(status -> {
                        enquiries.enquirerAdded(enquiry.id(), "En sak till.");
                        process.enquirerWrote(enquiry);
                    }));
            assertThat(said(enquiry, Message.Type.ENQUIRER_ADDED)).as(timer).containsExactly("En sak till.");
            assertThat(deeds(enquiry))
                    .filteredOn(Deed.What.HANDLER_TOLD::equals)
                    .hasSize(1);
        }
    }

    @Test
    void wordFromElsewhereThatMeetsTheReminderOrTheEscalationEndsTheWorkOnce() throws Exception {
        for (String timer : List.of("Boundary_RemindAt", "Boundary_AnswerDueAt")) {
            Enquiry enquiry = asked(byStatusPage());
            String job = timer(enquiry, timer).orElseThrow().getId();
            meets(
                    () -> management.executeJob(job),
                    () -> transaction.executeWithoutResult(status -> {
                        enquiries.answered(enquiry.id(), "Ja.", actor("kontaktcenter"), Deed.What.ANSWERED);
                        process.firstResponseGiven(enquiry);
                    }));
            assertThat(process.openTasks(enquiry)).as(timer).isEmpty();
            assertThat(now(enquiry).isOpen()).isFalse();
            assertThat(said(enquiry, Message.Type.ANSWER)).containsExactly("Ja.");
            assertThat(deeds(enquiry)).filteredOn(Deed.What.CLOSED::equals).hasSize(1);
        }
    }

    @Test
    void theFateOfALetterThatMeetsTheReminderOrTheEscalationReachesTheCaseAtOnce() throws Exception {
        for (String timer : List.of("Boundary_RemindAt", "Boundary_AnswerDueAt")) {
            Enquiry enquiry = asked(byMail());
            answers("handlaggare", enquiry, "Ja.");
            String job = timer(enquiry, timer).orElseThrow().getId();
            meets(() -> management.executeJob(job), () -> postGoes(enquiry));
            assertThat(now(enquiry).isOpen()).as(timer).isFalse();
            assertThat(process.openTasks(enquiry)).isEmpty();
            assertThat(deeds(enquiry)).filteredOn(Deed.What.CLOSED::equals).hasSize(1);
        }
    }

    @Test
    void whatWaitsIsReadThoughItIsDoneAtThatMoment(@Autowired WaitingTasks waiting) {
        Enquiry enquiry = asked(byStatusPage());
        String id = task(enquiry, "assess").id();
        Set<String> groups = commands().execute(command -> {
            Task read = engine.getTaskService().createTaskQuery().taskId(id).singleResult();
            CompletableFuture.runAsync(() -> answers("handlaggare", enquiry, "Ja."))
                    .join();
            return waiting.groups(read);
        });
        assertThat(now(enquiry).isOpen()).isFalse();
        assertThat(groups).isEmpty();
    }

    private CommandExecutor commands() {
        return ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration()).getCommandExecutorTxRequired();
    }

    /** Answers while the other deed has been done but not committed. */
    private void answersWhile(Enquiry enquiry, Runnable deed) throws Exception {
        String task = task(enquiry, "assess").id();
        meets(deed, () -> process.complete(task, Outcome.ANSWER, Map.of("text", "Ja."), staff("handlaggare")));
    }

    /** Does the second deed while the first has been done but not committed. */
    private void meets(Runnable deed, Runnable second) throws Exception {
        CountDownLatch done = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<?> running = other.submit(() -> transaction.executeWithoutResult(status -> {
                deed.run();
                done.countDown();
                pause(300);
            }));
            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            second.run();
            running.get(10, TimeUnit.SECONDS);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void nobodyDoesTheWorkOfAnotherUnit() {
        Enquiry enquiry = asked(byMail());
        String task = task(enquiry, "assess").id();
        Staff stranger = staff("handlaggare3");
        assertThatThrownBy(() -> process.claim(task, stranger)).isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> process.complete(task, Outcome.ANSWER, Map.of("text", "Nej."), stranger))
                .isInstanceOf(AccessDeniedException.class);
        process.claim(task, staff("handlaggare"));
        for (Staff other :
                List.of(stranger, staff("handlaggare2"), staff("kontaktcenter"), headOfDepartment("teknik"))) {
            assertThatThrownBy(() -> process.takeOver(task, other)).isInstanceOf(AccessDeniedException.class);
        }
        assertThat(now(enquiry).handlerId()).isEqualTo("handlaggare");
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.ANSWERED);
    }

    @Test
    void aTaskIsOnlyDoneWithAnOutcomeOfItsOwnForm() {
        Enquiry enquiry = asked(byMail());
        String task = task(enquiry, "assess").id();
        for (Outcome other : Outcome.values()) {
            if (!other.form().equals("assess")) {
                assertThatThrownBy(() -> process.complete(task, other, Map.of(), staff("handlaggare")))
                        .as(other.name())
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
        assertThat(now(enquiry).status()).isEqualTo(Status.RECEIVED);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
