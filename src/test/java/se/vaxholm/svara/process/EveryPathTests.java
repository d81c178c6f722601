package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.support.HierarchyTraversalMode;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import se.vaxholm.svara.SvaraTest;

/**
 * The models hold no path that no story takes. Stories that have not been told in this JVM yet are told first, so that the
 * verdict is the same whichever tests are run; ordered last, so that mostly none is told twice.
 */
@SvaraTest
@Order(Integer.MAX_VALUE)
class EveryPathTests {

    private static final List<Class<? extends Story>> STORIES = List.of(
            ReceiptTests.class,
            RefusedAcknowledgementTests.class,
            RefusedQuestionTests.class,
            ComingBackTests.class,
            ClosedCasesTests.class,
            OutcomeStoriesTests.class,
            PhaseTests.class,
            DirectAnswerTests.class,
            EscalationTests.class,
            ForwardingTests.class,
            WatchTests.class,
            PromiseTests.class,
            FollowUpTests.class);

    @Test
    void everyNodeAndEveryLineOfTheShippedModelsIsPartOfAStory() throws IOException {
        tellWhatIsUntold();
        Set<String> unvisited = new TreeSet<>();
        for (Path model : shippedModels()) {
            unvisited.addAll(VisitedFlows.unvisited(Bpmn.readModelFromFile(model.toFile())));
        }
        assertThat(unvisited).as("nodes and lines that no story visits").isEmpty();
    }

    private static List<Path> shippedModels() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("bpmn"))) {
            List<Path> models = files.filter(file -> file.toString().endsWith(".bpmn"))
                    .sorted()
                    .toList();
            assertThat(models).hasSize(Contract.values().length);
            return models;
        }
    }

    private static void tellWhatIsUntold() {
        List<? extends DiscoverySelector> untold = STORIES.stream()
                .flatMap(stories ->
                        AnnotationSupport.findAnnotatedMethods(stories, Test.class, HierarchyTraversalMode.TOP_DOWN)
                                .stream()
                                .filter(story -> !ToldStories.isTold(story))
                                .map(story -> selectMethod(stories, story)))
                .toList();
        if (untold.isEmpty()) {
            return;
        }
        SummaryGeneratingListener told = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(untold)
                                .build(),
                        told);
        assertThat(told.getSummary().getFailures())
                .as("stories that fail")
                .extracting(failure -> failure.getTestIdentifier().getDisplayName() + ": " + failure.getException())
                .isEmpty();
        assertThat(told.getSummary().getTestsSucceededCount()).isEqualTo(untold.size());
    }
}
