package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.Bean;
import se.vaxholm.svara.calendar.WorkingCalendar;

/** The list of what models may name says the same as the code that it speaks of. */
class VocabularyTests {

    private final Vocabulary vocabulary = new Vocabulary();

    @Test
    void everyStepIsAWordAndEveryWordIsAStep() {
        Set<String> beans = Vocabulary.STEPS.stream()
                .flatMap(steps -> Arrays.stream(steps.getDeclaredMethods()))
                .filter(method -> method.isAnnotationPresent(Bean.class))
                .filter(method -> method.getReturnType().equals(JavaDelegate.class))
                .map(Method::getName)
                .collect(Collectors.toSet());

        assertThat(vocabulary.steps()).extracting(Vocabulary.Step::name).containsExactlyInAnyOrderElementsOf(beans);
        assertThat(vocabulary.steps()).allSatisfy(step -> {
            assertThat(step.title()).isNotBlank().hasSizeLessThan(50);
            assertThat(step.description()).endsWith(".");
            assertThat(step.expression()).isEqualTo("${" + step.name() + "}");
        });
    }

    @Test
    void everyVariableOfTheCodeIsExplained() throws IllegalAccessException {
        for (Field constant : Variables.class.getDeclaredFields()) {
            if (constant.getType().equals(String.class)) {
                assertThat(vocabulary.variable((String) constant.get(null)))
                        .as(constant.getName())
                        .hasValueSatisfying(
                                variable -> assertThat(variable.meaning()).endsWith("."));
            }
        }
    }

    @Test
    void stepsProcessesAndDecisionsSpeakOfKnownVariables() {
        Stream.of(
                        vocabulary.steps().stream().flatMap(step -> step.reads().stream()),
                        vocabulary.steps().stream().flatMap(step -> step.sets().stream()),
                        vocabulary.processes().stream().flatMap(process -> process.inputs().stream()),
                        vocabulary.decisions().stream().flatMap(decision -> decision.inputs().stream()),
                        vocabulary.decisions().stream().map(Decision::sets))
                .flatMap(names -> names)
                .forEach(name -> assertThat(vocabulary.variable(name)).as(name).isPresent());
    }

    @Test
    void noWordMeansTwoThings() {
        List<String> words = Stream.of(
                        vocabulary.steps().stream().map(Vocabulary.Step::name),
                        vocabulary.variables().stream().map(Vocabulary.Variable::name),
                        Stream.of(Vocabulary.CALENDAR, "execution"))
                .flatMap(names -> names)
                .toList();

        assertThat(words).doesNotHaveDuplicates();
    }

    @Test
    void everyOutcomeBelongsToAFormAndEveryFormHasOne() {
        assertThat(vocabulary.forms())
                .allSatisfy(form -> assertThat(form.outcomes()).isNotEmpty());
        assertThat(vocabulary.forms().stream().flatMap(form -> form.outcomes().stream()))
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Outcome.values())
                        .filter(outcome -> !outcome.carriedOutBy().isEmpty())
                        .toList());
        assertThat(vocabulary.formByKey("embedded:/tasklist-forms/assess.html"))
                .hasValueSatisfying(form -> assertThat(form.name()).isEqualTo("assess"));
        assertThat(vocabulary.formByKey("embedded:/x/assess.html")).isEmpty();
    }

    @Test
    void theCalendarHasEveryMethodThatModelsAreToldOf() {
        assertThat(vocabulary.calendarMethods()).allSatisfy(method -> {
            Class<?>[] parameters =
                    method.parameters().stream().map(VocabularyTests::javaType).toArray(Class<?>[]::new);
            assertThat(WorkingCalendar.class
                            .getMethod(method.name(), parameters)
                            .getReturnType())
                    .isEqualTo(javaType(method.result()));
        });
    }

    @Test
    void groupsAreTheUnitsAndTheirManagersOnceTheUnitsAreKnown() {
        assertThat(vocabulary.groups()).isEmpty();
        assertThat(new Vocabulary(() -> Set.of("teknik")).groups().orElseThrow())
                .containsExactlyInAnyOrder("registrator", "teknik", "teknik-chef", "teknik-forvaltningschef");
    }

    private static Class<?> javaType(Vocabulary.Type type) {
        return switch (type) {
            case TEXT -> String.class;
            case NUMBER -> int.class;
            case YES_NO -> boolean.class;
            case MOMENT -> Date.class;
        };
    }
}
