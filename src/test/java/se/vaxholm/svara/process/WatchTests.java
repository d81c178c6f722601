package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.correspondence.ForwardingLetters;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Forwarding;
import se.vaxholm.svara.enquiry.Forwarding.State;
import se.vaxholm.svara.enquiry.Forwardings;
import se.vaxholm.svara.enquiry.Part;
import se.vaxholm.svara.enquiry.Status;
import se.vaxholm.svara.organisation.Recipient;
import se.vaxholm.svara.organisation.Recipients;

/** "Bevaka vidarebefordran": until it is certain what has become of a matter that left the municipality (G3, G4). */
class WatchTests extends Story {

    private static final Pattern LINK = Pattern.compile("/vidarebefordrat/([\\w-]{20,64})");
    private static final LocalDate FRIDAY = LocalDate.parse("2026-03-06");

    @Autowired
    private Forwardings forwardings;

    @Autowired
    private Recipients recipients;

    @Autowired
    private ForwardingLetters letters;

    @Autowired
    private ForwardingPost post;

    @Autowired
    private JdbcClient jdbc;

    /** A matter that Trafikverket has got, of which the asker has been told. */
    private ProcessInstance watched(Enquiry enquiry, @Nullable LocalDate watchOn) {
        postGoes(enquiry);
        Recipient trafikverket = recipients.find("trafikverket").orElseThrow();
        transaction.executeWithoutResult(status -> {
            Set<Part> parts = Set.of(Part.QUESTION);
            Forwarding begun = forwardings.begin(
                    enquiry.id(), trafikverket, trafikverket.email(), parts, "", watchOn, actor("handlaggare"));
            UUID letter = letters.send(
                    enquiry, trafikverket, trafikverket.email(), parts, "", watchOn != null, actor("handlaggare"));
            forwardings.carriedBy(begun.id(), letter, null);
        });
        postGoes(enquiry);
        return Objects.requireNonNull(transaction.execute(status -> {
            enquiries.lock(enquiry.id());
            Forwarding forwarding = latest(enquiry);
            letters.tellAsker(enquiry, trafikverket, forwarding.parts())
                    .ifPresent(letter -> forwardings.carriedBy(forwarding.id(), null, letter));
            forwardings.told(forwarding.id());
            Map<String, Object> variables = new HashMap<>();
            variables.put(Variables.ENQUIRY_ID, enquiry.id().toString());
            variables.put(Variables.UNIT, enquiry.unitId());
            return runtime.startProcessInstanceByKey("watch", enquiry.number().value(), variables);
        }));
    }

    private Forwarding latest(Enquiry enquiry) {
        return forwardings.latest(enquiry.id()).orElseThrow();
    }

    private static String text(MimeMessage message) {
        try {
            return (String)
                    ((MimeMultipart) message.getContent()).getBodyPart(0).getContent();
        } catch (IOException | MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private String linkIn(Enquiry enquiry) {
        return mailTo("vaxholm@trafikverket.example").stream()
                .map(WatchTests::text)
                .filter(text -> text.contains(enquiry.number().value()))
                .map(LINK::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void whatNoServerSendsBackInThreeWorkingDaysIsForwarded() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance watch = watched(enquiry, null);
        assertThat(forwardings.isUnderWatch(enquiry.id())).isTrue();
        timerGoesOff(enquiry, "Event_WatchUntil", "2026-03-05T16:30");
        assertThat(watch).isEnded().hasPassed("Task_ForwardingStands", "End_Stands");
        assertThat(latest(enquiry).state()).isEqualTo(State.STANDS);
        assertThat(forwardings.isUnderWatch(enquiry.id())).isFalse();
        assertThat(now(enquiry).status()).isEqualTo(Status.FORWARDED);
    }

    @Test
    void theRecipientConfirmsOnceByTheLinkThatNobodyElseKnows() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance watch = watched(enquiry, FRIDAY);
        String token = linkIn(enquiry);
        assertThat(jdbc.sql(
                                "select count(*) from forwarding where position(:token in encode(token_hash, 'escape')) > 0")
                        .param("token", token)
                        .query(Integer.class)
                        .single())
                .as("only its hash is kept")
                .isZero();
        assertThat(letter(enquiry, LetterKind.FORWARDING).letter().text()).doesNotContain(token);
        assertThat(post.confirm((token.startsWith("x") ? "y" : "x") + token.substring(1)))
                .isEmpty();
        assertThat(post.confirm(token)).isPresent();
        assertThat(watch).isEnded().hasPassed("Event_ForwardingConfirmed", "End_Confirmed");
        assertThat(latest(enquiry).state()).isEqualTo(State.CONFIRMED);
        assertThat(post.confirm(token)).as("a second time").isEmpty();
        assertThat(deeds(enquiry)).containsOnlyOnce(Deed.What.FORWARDING_CONFIRMED);
    }

    @Test
    void whatTheRecipientDoesNotTakeIsTakenBackAndTheClockHasNeverStopped() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance watch = watched(enquiry, FRIDAY);
        assertThat(now(enquiry).firstResponseAt()).isNotNull();
        timerGoesOff(enquiry, "Event_WatchUntil", "2026-03-06T16:30");
        assertThat(watch).isWaitingAt("Task_CheckForwarding");
        does("handlaggare", enquiry, Outcome.TAKEN_BACK, Map.of());
        assertThat(watch).isEnded().hasPassed("Task_TakeBack", "End_TakenBack");
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).status()).isEqualTo(Status.RECEIVED);
        assertThat(deeds(enquiry)).contains(Deed.What.FORWARDING_TAKEN_BACK, Deed.What.CLOCK_NEVER_STOPPED);
    }

    @Test
    void theOfficerConfirmsForARecipientWhoSaysSoOnTheTelephone() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance watch = watched(enquiry, FRIDAY);
        timerGoesOff(enquiry, "Event_WatchUntil", "2026-03-06T16:30");
        does("handlaggare", enquiry, Outcome.CONFIRMED, Map.of());
        assertThat(watch).isEnded().hasPassed("End_Stands");
        assertThat(latest(enquiry).state()).isEqualTo(State.CONFIRMED);
    }

    @Test
    void aRecipientWhoConfirmsLateSparesTheOfficerTheCall() {
        Enquiry enquiry = asked(byMail());
        ProcessInstance watch = watched(enquiry, FRIDAY);
        timerGoesOff(enquiry, "Event_WatchUntil", "2026-03-06T16:30");
        assertThat(post.confirm(linkIn(enquiry))).isPresent();
        assertThat(watch).isEnded().hasPassed("Boundary_ForwardingConfirmed", "End_ConfirmedLate");
    }

    @Test
    void anAskerWhoCouldNotBeToldMakesTheClockOneThatNeverStopped() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        ProcessInstance watch = watched(enquiry, null);
        postGoesButRefuses(enquiry, address);
        assertThat(watch).isEnded().hasPassed("Event_ForwardingRefused", "Task_ClockNeverStopped", "End_Failed");
        assertThat(now(enquiry).firstResponseAt()).isNull();
        assertThat(now(enquiry).unreachableAt()).isNotNull();
        assertThat(deeds(enquiry)).contains(Deed.What.CLOCK_NEVER_STOPPED);
    }

    @Test
    void aLetterThatComesBackWhileSomebodyAsksEndsTheAsking() {
        String address = anyAddress();
        Enquiry enquiry = asked(byMail(address));
        ProcessInstance watch = watched(enquiry, FRIDAY);
        timerGoesOff(enquiry, "Event_WatchUntil", "2026-03-06T16:30");
        postGoesButRefuses(enquiry, address);
        assertThat(watch).isEnded().hasPassed("Boundary_ForwardingRefused", "Task_ClockNeverStopped");
        assertThat(now(enquiry).firstResponseAt()).isNull();
    }
}
