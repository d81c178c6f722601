package se.vaxholm.svara.process.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static se.vaxholm.svara.process.guard.ShippedFiles.VAXHOLM;
import static se.vaxholm.svara.process.guard.ShippedFiles.text;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A model in which an asker could be left without word, and nobody told, is never put in use (G3). */
class WordInTimeTests {

    private static final String RECEIPT = "receipt.bpmn";
    private static final String HANDLING = "handling.bpmn";
    private static final String ANSWER = "direct-answer.bpmn";
    private static final String LADDER = "escalation.bpmn";
    private static final String NOTICE = "holding-notice.bpmn";

    /** A way of leaving somebody without word, and the element that the objection names. */
    record Broken(String what, String element, ModelFile model) {

        @Override
        public String toString() {
            return what;
        }
    }

    static Stream<Broken> broken() {
        return Stream.of(receipt(), others(), unfollowed()).flatMap(models -> models);
    }

    private static Stream<Broken> receipt() {
        String timer = "<bpmn:timeDate xsi:type=\"bpmn:tFormalExpression\">${answerDueAt}</bpmn:timeDate>";
        return Stream.of(
                new Broken(
                        "the escalation's timer is taken away",
                        "anropet ”Första svar inom två arbetsdagar”",
                        without(RECEIPT, "boundaryEvent", "Boundary_AnswerDueAt", "Flow_AnswerDueAt_Escalate")
                                .and("callActivity", "Call_Escalate", "Flow_Escalate_Escalated")
                                .and("endEvent", "End_Escalated")
                                .file()),
                new Broken(
                        "the timer ends the work",
                        "händelsen ”Svarstiden är ute”",
                        change(RECEIPT)
                                .within("Boundary_AnswerDueAt", " cancelActivity=\"false\"", "")
                                .replaced(
                                        "sourceRef=\"Call_Escalate\" targetRef=\"End_Escalated\"",
                                        "sourceRef=\"Call_Escalate\" targetRef=\"Task_ReachOtherwise\"")
                                .and("endEvent", "End_Escalated")
                                .file()),
                new Broken(
                        "the timer waits for another moment",
                        "anropet ”Första svar inom två arbetsdagar”",
                        change(RECEIPT)
                                .replaced(timer, timer.replace("answerDueAt", "calendar.workingHoursFromNow(400)"))
                                .file()),
                new Broken(
                        "the timer leads to a reminder alone",
                        "händelsen ”Svarstiden är ute”",
                        change(RECEIPT)
                                .replaced("targetRef=\"Call_Escalate\"", "targetRef=\"Task_RemindLate\"")
                                .replaced("sourceRef=\"Call_Escalate\"", "sourceRef=\"Task_RemindLate\"")
                                .replacedAll(
                                        "(?s)<bpmn:callActivity id=\"Call_Escalate\".*?</bpmn:callActivity>",
                                        "<bpmn:serviceTask id=\"Task_RemindLate\" name=\"Påminn igen\" camunda:delegateExpression=\"\\${remind}\" />")
                                .file()),
                new Broken(
                        "the timer stands on a task inside",
                        "anropet ”Första svar inom två arbetsdagar”",
                        change(RECEIPT)
                                .within(
                                        "Boundary_AnswerDueAt",
                                        "attachedToRef=\"Call_Handle\"",
                                        "attachedToRef=\"Task_ReachOtherwise\"")
                                .file()),
                new Broken(
                        "some go round the work",
                        "serviceuppgiften ”Avsluta”",
                        change(RECEIPT)
                                .replaced(
                                        "<bpmn:sequenceFlow id=\"Flow_Acknowledge_Phase\" sourceRef=\"Task_Acknowledge\" targetRef=\"Gateway_Phase\" />",
                                        """
                                        <bpmn:exclusiveGateway id="Gateway_Round" name="Telefon?" default="Flow_Round_Phase" />
                                        <bpmn:sequenceFlow id="Flow_Acknowledge_Round" sourceRef="Task_Acknowledge" targetRef="Gateway_Round" />
                                        <bpmn:sequenceFlow id="Flow_Round_Phase" name="Nej" sourceRef="Gateway_Round" targetRef="Gateway_Phase" />
                                        <bpmn:sequenceFlow id="Flow_Round_Close" name="Ja" sourceRef="Gateway_Round" targetRef="Task_CloseEnquiry">
                                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${channel == 'PHONE'}</bpmn:conditionExpression>
                                        </bpmn:sequenceFlow>""")
                                .file()),
                new Broken(
                        "what came to nothing is not taken up again",
                        "serviceuppgiften ”Avsluta”",
                        change(RECEIPT)
                                .replaced("${result == 'DONE'}", "${result != 'PROMISED'}")
                                .file()));
    }

    private static Stream<Broken> others() {
        return Stream.of(
                new Broken(
                        "a case that the registrar has placed is worked on by nobody",
                        "slutet ”Svar eller besked lämnat”",
                        change(HANDLING)
                                .replacedAll(
                                        "sourceRef=\"Task_AssignChosenUnit\" targetRef=\"[^\"]+\"",
                                        "sourceRef=\"Task_AssignChosenUnit\" targetRef=\"End_Answered\"")
                                .file()),
                new Broken(
                        "the answer is written and never sent",
                        "slutet ",
                        change(ANSWER)
                                .replaced("<bpmn:startEvent id=\"Start_Answer\"", """
                                        <bpmn:exclusiveGateway id="Gateway_Unsent" name="Teknik?" default="Flow_Unsent_On" />
                                        <bpmn:endEvent id="End_Unsent" name="Aldrig skickat" />
                                        <bpmn:sequenceFlow id="Flow_Unsent_End" name="Ja" sourceRef="Gateway_Unsent" targetRef="End_Unsent">
                                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${unit == 'teknik'}</bpmn:conditionExpression>
                                        </bpmn:sequenceFlow>
                                        <bpmn:startEvent id="Start_Answer\"""")
                                .startingAt("Start_Answer", "Gateway_Unsent", "Flow_Unsent_On")
                                .file()),
                new Broken(
                        "the ladder reaches nobody",
                        "slutet ”Ingen fick veta”",
                        change(LADDER)
                                .replaced("<bpmn:startEvent id=\"Start_Late\"", """
                                        <bpmn:exclusiveGateway id="Gateway_Nobody" name="Teknik?" default="Flow_Nobody_On" />
                                        <bpmn:endEvent id="End_Nobody" name="Ingen fick veta" />
                                        <bpmn:sequenceFlow id="Flow_Nobody_End" name="Ja" sourceRef="Gateway_Nobody" targetRef="End_Nobody">
                                          <bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${unit == 'teknik'}</bpmn:conditionExpression>
                                        </bpmn:sequenceFlow>
                                        <bpmn:startEvent id="Start_Late\"""")
                                .startingAt("Start_Late", "Gateway_Nobody", "Flow_Nobody_On")
                                .file()));
    }

    /** Word has been given, and nobody keeps it. */
    private static Stream<Broken> unfollowed() {
        return Stream.of(
                new Broken(
                        "a promise is answered by the first deadline's work",
                        "delprocessen ”Första svaret, med påminnelse och eskalering”",
                        change(RECEIPT)
                                .replaced("${result == 'PROMISED'}", "${result == 'PROMISED' and channel == 'PHONE'}")
                                .file()),
                new Broken(
                        "what was forwarded is watched only sometimes",
                        "delprocessen ”Första svaret, med påminnelse och eskalering”",
                        change(RECEIPT)
                                .replaced("${result == 'FORWARDED'}", "${result == 'FORWARDED' and channel == 'EMAIL'}")
                                .file()),
                new Broken(
                        "promises and forwardings change places",
                        "anropet ”Bevaka vidarebefordran”",
                        change(RECEIPT)
                                .replaced("${result == 'PROMISED'}", "${result == 'OTHER'}")
                                .replaced("${result == 'FORWARDED'}", "${result == 'PROMISED'}")
                                .replaced("${result == 'OTHER'}", "${result == 'FORWARDED'}")
                                .file()),
                new Broken(
                        "a new day is promised and the promise never opened",
                        "slutet ”Löftet är slut”",
                        change(NOTICE)
                                .replaced("${result == 'PROMISED'}", "${result == 'PROMISED' and unit == 'teknik'}")
                                .file()),
                new Broken(
                        "a new day is waited for under the old one's clock",
                        "delprocessen ”Löftet, med påminnelse och eskalering”",
                        change(NOTICE)
                                .replacedAll(
                                        "(<bpmn:sequenceFlow id=\"Flow_Result_Phase\"[^>]*targetRef=\")[^\"]+",
                                        "$1SubProcess_Promise")
                                .file()));
    }

    private static Change change(String name) {
        return new Change(name, text(name).replaceAll(" camunda:modelerTemplate(Version)?=\"[^\"]*\"", ""));
    }

    private static Change without(String name, String kind, String id, String... flows) {
        return change(name).and(kind, id, flows);
    }

    /** A model on its way to being another. */
    private record Change(String name, String model) {

        Change replaced(String old, String replacement) {
            assertThat(model).contains(old);
            return new Change(name, model.replace(old, replacement));
        }

        Change replacedAll(String old, String replacement) {
            String changed = model.replaceAll(old, replacement);
            assertThat(changed).isNotEqualTo(model);
            return new Change(name, changed);
        }

        /** In the element with this id alone. */
        Change within(String id, String old, String replacement) {
            int start = model.indexOf("id=\"" + id + "\"");
            int end = model.indexOf('>', start);
            String head = model.substring(start, end);
            assertThat(head).contains(old);
            return new Change(name, model.substring(0, start) + head.replace(old, replacement) + model.substring(end));
        }

        /** Without an element and the arrows to and from it. */
        Change and(String kind, String id, String... flows) {
            String less =
                    model.replaceFirst("(?s)<bpmn:" + kind + " id=\"" + id + "\"([^>]*/>|.*?</bpmn:" + kind + ">)", "");
            assertThat(less).isNotEqualTo(model);
            for (String flow : flows) {
                less = less.replaceFirst("<bpmn:sequenceFlow id=\"" + flow + "\"[^>]*/>", "");
            }
            return new Change(name, less);
        }

        /** Puts a gateway right behind the start. */
        Change startingAt(String start, String gateway, String on) {
            String first = model.replaceFirst("(?s).*sourceRef=\"" + start + "\" targetRef=\"([^\"]+)\".*", "$1");
            return replaced(
                            "sourceRef=\"" + start + "\" targetRef=\"" + first + "\"",
                            "sourceRef=\"" + start + "\" targetRef=\"" + gateway + "\"")
                    .replaced(
                            "</bpmn:process>",
                            "<bpmn:sequenceFlow id=\"" + on + "\" name=\"Nej\" sourceRef=\"" + gateway
                                    + "\" targetRef=\"" + first + "\" /></bpmn:process>");
        }

        ModelFile file() {
            return ShippedFiles.file(name, model);
        }
    }

    @ParameterizedTest
    @MethodSource("broken")
    void aModelThatLeavesSomebodyWithoutWordIsRefusedByThisRuleAndNoOther(Broken broken) {
        List<Objection> objections = new ModelRules(VAXHOLM).judge(List.of(broken.model()), id -> false);

        assertThat(objections).as("%s", objections).isNotEmpty().allSatisfy(objection -> {
            assertThat(objection.rule()).isEqualTo(Rule.BESKED);
            assertThat(objection.toString()).contains("(G3)", "(regel: besked)").hasSizeLessThan(500);
        });
        assertThat(objections)
                .anySatisfy(objection -> assertThat(objection.where()).startsWith(broken.element()));
    }

    @Test
    void noShippedModelLeavesAnybodyWithoutWord() {
        assertThat(new ModelRules(VAXHOLM).judge(ShippedFiles.all(), id -> false))
                .isEmpty();
    }

    @Test
    void theWayThatLeadsThereIsTold() {
        Broken round = broken().filter(broken -> broken.what().equals("some go round the work"))
                .findFirst()
                .orElseThrow();

        assertThat(new ModelRules(VAXHOLM).judge(List.of(round.model()), id -> false))
                .extracting(Objection::what)
                .anySatisfy(what -> assertThat(what).contains("Bekräfta mottagandet → Telefon?"));
    }
}
