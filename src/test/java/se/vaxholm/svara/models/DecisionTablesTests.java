package se.vaxholm.svara.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.camunda.bpm.dmn.engine.DmnDecisionResult;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The decision tables that process owners keep send each enquiry to the right unit, in no more than the guideline's time. */
class DecisionTablesTests {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();

    @ParameterizedTest
    @CsvSource({
        "bygglov, stadsbyggnad",
        "detaljplan, stadsbyggnad",
        "bostadsanpassning, stadsbyggnad",
        "gata-och-vag, teknik",
        "vatten-avlopp, teknik",
        "avfall-atervinning, teknik",
        "park-natur, teknik",
        "forskola, utbildning",
        "skola, utbildning",
        "aldreomsorg, socialtjanst",
        "stod-och-omsorg, socialtjanst",
        "kultur-fritid, kultur-fritid",
        "naringsliv, kommunledning",
        "politik-och-demokrati, kommunledning",
    })
    void everyCategoryHasAUnitAndTwoWorkingDays(String category, String unit) {
        assertThat(unit(category, "QUESTION", "", "")).isEqualTo(unit);
        assertThat(workingDays("QUESTION", "")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"annat", "okand-kategori", ""})
    void whatNoRowKnowsIsLeftToTheRegistrar(String category) {
        assertThat(unit(category, "QUESTION", "", "")).isNull();
        assertThat(unit(category, "OPINION", "badplats", "")).isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "public-document, registrator, 1",
        "appeal, registrator, 1",
        "report-of-concern, socialtjanst, 1",
        "data-subject-request, registrator, 2",
        "whistle-blowing, registrator, 1",
        "formal-application, stadsbyggnad, 2",
    })
    void whatHasALawOfItsOwnGoesBeforeTheCategory(String legalKind, String unit, int workingDays) {
        assertThat(unit("bygglov", "QUESTION", "", legalKind)).isEqualTo(unit);
        assertThat(unit("bygglov", "FAULT_REPORT", "klotter", legalKind))
                .isEqualTo("formal-application".equals(legalKind) ? "teknik" : unit);
        assertThat(workingDays("QUESTION", legalKind)).isEqualTo(workingDays);
    }

    @ParameterizedTest
    @ValueSource(strings = {"klotter", "potthal", "gatlampa", "badplats klotter", "gatlampa potthal"})
    void topicsSendFaultReportsAndUnsortedEnquiriesToTheStreetsUnit(String topics) {
        assertThat(unit("kultur-fritid", "FAULT_REPORT", topics, "")).isEqualTo("teknik");
        assertThat(unit("annat", "QUESTION", topics, "")).isEqualTo("teknik");
    }

    @Test
    void aTopicNeverOverrulesTheCategoryOfAQuestion() {
        assertThat(unit("kultur-fritid", "QUESTION", "klotter", "")).isEqualTo("kultur-fritid");
    }

    @Test
    void aTopicIsAWholeWord() {
        assertThat(unit("annat", "FAULT_REPORT", "klottersanering", "")).isNull();
    }

    @Test
    void lateEnquiriesClimbFromTheUnitsManagerToTheHeadOfDepartmentAndThenToNobody() {
        assertThat(manager(1, "teknik")).isEqualTo("teknik-chef");
        assertThat(manager(2, "teknik")).isEqualTo("teknik-forvaltningschef");
        assertThat(manager(3, "teknik")).isNull();
        assertThat(manager(7, "teknik")).isNull();
    }

    @Test
    void theHeadOfDepartmentHasTwiceTheTimeOfAUnitsManager() {
        assertThat(hours(1)).isEqualTo(8);
        assertThat(hours(2)).isEqualTo(16);
    }

    private static @Nullable Object unit(String category, String kind, String topics, String legalKind) {
        return decide(
                "routing.dmn",
                "routing",
                Map.of(
                        "categoryId", category,
                        "kind", kind,
                        "channel", "WEB",
                        "topics", topics,
                        "legalKind", legalKind));
    }

    private static @Nullable Object workingDays(String kind, String legalKind) {
        return decide("routing.dmn", "routing-time", Map.of("kind", kind, "legalKind", legalKind));
    }

    private static @Nullable Object manager(int level, String unit) {
        return decide("escalation.dmn", "escalation", Map.of("level", level, "unit", unit));
    }

    private static @Nullable Object hours(int level) {
        return decide("escalation.dmn", "escalation-time", Map.of("level", level));
    }

    private static @Nullable Object decide(String file, String decision, Map<String, Object> variables) {
        try (InputStream model = Files.newInputStream(Path.of("bpmn", file))) {
            DmnDecisionResult result = ENGINE.evaluateDecision(ENGINE.parseDecision(decision, model), variables);
            return result.isEmpty() ? null : result.getSingleEntry();
        } catch (IOException notThere) {
            throw new AssertionError("bpmn/" + file + " cannot be read", notThere);
        }
    }
}
