package se.vaxholm.svara.process.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.process.guard.ShippedFiles.VAXHOLM;
import static se.vaxholm.svara.process.guard.ShippedFiles.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import se.vaxholm.svara.process.Contract;

/** A process that is called keeps to what was agreed with each version that still calls it. */
class StandingCallersTests {

    private static final String HANDLING = text("handling.bpmn");
    private static final String RECEIPT = text("receipt.bpmn");

    @Test
    void aCallerThatDoesNotGiveWhatTheProcessReadsIsNamed() {
        String before = RECEIPT.replace("<camunda:in sourceExpression=\"${false}\" target=\"promised\" />", "");

        assertThat(objections(Contract.HANDLING, HANDLING, HANDLING, caller(Contract.RECEIPT, 3, 12, before)))
                .singleElement()
                .isEqualTo(
                        "handling.bpmn: receipt.bpmn version 3 har 12 ärenden och lämnar inte över ”promised”, som den"
                                + " här modellen läser; ta en ändrad receipt.bpmn i bruk samtidigt, och flytta först de ärenden som"
                                + " pågår (regel: anrop)");
    }

    @Test
    void whatTheProcessDoesNotReadNobodyHasToGive() {
        String before = RECEIPT.replace("<camunda:in sourceExpression=\"${false}\" target=\"promised\" />", "");
        String withoutPromises = HANDLING.replace("${promised}", "${handedOver}");

        assertThat(objections(Contract.HANDLING, withoutPromises, HANDLING, caller(Contract.RECEIPT, 3, 12, before)))
                .isEmpty();
    }

    @Test
    void aMessageThatIsNoLongerReceivedIsMissedByThoseWhoDoNotWaitForItThemselves() {
        String deaf = text("watch.bpmn")
                .replace("messageRef=\"Message_ForwardingRefused\"", "messageRef=\"Message_ForwardingConfirmed\"");
        String listening = RECEIPT.replace("name=\"Withdrawn\"", "name=\"ForwardingRefused\"");

        assertThat(objections(Contract.WATCH, deaf, text("watch.bpmn"), caller(Contract.RECEIPT, 1, 1, RECEIPT)))
                .singleElement()
                .asString()
                .contains(
                        "receipt.bpmn version 1 har ett ärende och räknar med att meddelandet ”ForwardingRefused” tas emot");
        assertThat(objections(Contract.WATCH, deaf, text("watch.bpmn"), caller(Contract.RECEIPT, 1, 1, listening)))
                .isEmpty();
        assertThat(objections(Contract.WATCH, text("watch.bpmn"), deaf, caller(Contract.RECEIPT, 1, 1, RECEIPT)))
                .as("one message more is nobody's loss")
                .isEmpty();
    }

    @Test
    void aCallerThatKnowsNothingOfPromisesIsNotLedIntoOne() {
        String beforePromises = RECEIPT.replace("${result == 'PROMISED'}", "${result == 'DONE'}");

        assertThat(objections(Contract.HANDLING, HANDLING, HANDLING, caller(Contract.RECEIPT, 2, 0, beforePromises)))
                .singleElement()
                .asString()
                .contains("receipt.bpmn version 2 är i bruk och vet inte vad som händer när ärendet är PROMISED");
    }

    @ParameterizedTest
    @EnumSource(Contract.class)
    void theShippedProcessesKeepToWhatTheyCountOnOfEachOther(Contract process) {
        StandingCallers.Caller[] callers = java.util.Arrays.stream(Contract.values())
                .map(caller -> caller(caller, 1, 1, text(caller.id() + ".bpmn")))
                .toArray(StandingCallers.Caller[]::new);
        String model = text(process.id() + ".bpmn");

        assertThat(objections(process, model, model, callers)).isEmpty();
    }

    private static List<String> objections(
            Contract process, String model, String inUse, StandingCallers.Caller... callers) {
        Objections objections = new Objections(process.id() + ".bpmn");
        new StandingCallers(VAXHOLM, process, read(model), Optional.of(read(inUse)), objections)
                .judge(List.of(callers));
        return objections.list().stream().map(Objection::toString).toList();
    }

    private static StandingCallers.Caller caller(Contract process, int version, long cases, String model) {
        return new StandingCallers.Caller(process, version, cases, read(model));
    }

    private static Node read(String model) {
        try {
            return ModelReader.read(model.getBytes(StandardCharsets.UTF_8));
        } catch (UnreadableModelException e) {
            throw new AssertionError(e);
        }
    }
}
