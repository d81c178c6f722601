package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.dmn.feel.impl.FeelEngine;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.engine.variable.context.VariableContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A remembered answer is the one that would have been given. */
class RememberingFeelTests {

    private static final String JUDGED = "cellInput";

    private final FeelEngine engine = new ScalaFeelEngineFactory().createInstance();
    private final Counting asked = new Counting(engine);
    private final RememberingFeel feel = new RememberingFeel(asked);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"bygglov\"",
                "\"bygglov\", \"detaljplan\"",
                "not(\"bygglov\")",
                "starts with(?, \"bygg\")",
                "kind",
                "? = kind",
                "string length(?) > limit"
            })
    void aCellJudgesEachValueAsBefore(String cell) {
        for (int round = 0; round < 2; round++) {
            for (String judged : List.of("bygglov", "detaljplan", "COMPLAINT", "å")) {
                for (String kind : List.of("bygglov", "COMPLAINT")) {
                    for (int limit : List.of(1, 8)) {
                        VariableContext values = values(Map.of(JUDGED, judged, "kind", kind, "limit", limit));
                        assertThat(feel.evaluateSimpleUnaryTests(cell, JUDGED, values))
                                .as("%s of %s", cell, values)
                                .isEqualTo(engine.evaluateSimpleUnaryTests(cell, JUDGED, values));
                    }
                }
            }
        }
    }

    @Test
    void whatWasAskedBeforeIsNotWorkedOutAgain() {
        for (int round = 0; round < 3; round++) {
            for (String topics : List.of("klotter", "gatlampa potthal", "")) {
                VariableContext values = values(Map.of("topics", topics, "enquiryId", "another each time " + round));
                List<String> words = feel.evaluateSimpleExpression("split(topics, \" \")", values);
                assertThat(words)
                        .isEqualTo(engine.<List<String>>evaluateSimpleExpression("split(topics, \" \")", values));
                VariableContext cell = values(Map.of(JUDGED, words));
                assertThat(feel.evaluateSimpleUnaryTests("list contains(?, \"potthal\")", JUDGED, cell))
                        .isEqualTo(topics.contains("potthal"));
            }
        }
        assertThat(asked.times).isEqualTo(6);
    }

    @Test
    void valuesOfDifferentKindsAreDifferentQuestions() {
        assertThat(feel.<Object>evaluateSimpleExpression("limit", values(Map.of("limit", "1"))))
                .isEqualTo("1");
        assertThat(feel.<Object>evaluateSimpleExpression("limit", values(Map.of("limit", 1))))
                .isNotEqualTo("1");
        assertThat(feel.<Object>evaluateSimpleExpression("limit", values(Map.of())))
                .isNull();
    }

    @Test
    void timeAndChanceAreAskedEachTime() {
        VariableContext nothing = values(Map.of());
        for (int round = 0; round < 2; round++) {
            feel.evaluateSimpleExpression("string(now())", nothing);
            feel.evaluateSimpleExpression("string(today())", nothing);
            feel.evaluateSimpleExpression("random number()", nothing);
        }
        assertThat(asked.times).isEqualTo(6);
        assertThat(feel.kept()).isZero();
    }

    @Test
    void whatIsWrongIsWrongEachTime() {
        for (int round = 0; round < 2; round++) {
            assertThatThrownBy(() -> feel.evaluateSimpleExpression("((", values(Map.of())))
                    .isInstanceOf(RuntimeException.class);
        }
        assertThat(feel.kept()).isZero();
    }

    @Test
    void theMemoryHasABound() {
        for (int i = 0; i < RememberingFeel.MOST + 10; i++) {
            feel.evaluateSimpleExpression("limit", values(Map.of("limit", i)));
        }
        assertThat(feel.kept()).isBetween(1, RememberingFeel.MOST);
        feel.evaluateSimpleExpression("words", values(Map.of("words", "x".repeat(2_000))));
        assertThat(feel.kept()).isLessThan(20);
    }

    private static VariableContext values(Map<String, Object> values) {
        return Variables.fromMap(values).asVariableContext();
    }

    /** Counts what the engine itself is asked. */
    private static final class Counting implements FeelEngine {

        private final FeelEngine engine;
        private int times;

        Counting(FeelEngine engine) {
            this.engine = engine;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals")
        public <T> T evaluateSimpleExpression(String expression, VariableContext variables) {
            times++;
            return engine.evaluateSimpleExpression(expression, variables);
        }

        @Override
        public boolean evaluateSimpleUnaryTests(String expression, String judged, VariableContext variables) {
            times++;
            return engine.evaluateSimpleUnaryTests(expression, judged, variables);
        }
    }
}
