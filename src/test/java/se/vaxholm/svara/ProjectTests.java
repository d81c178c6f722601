package se.vaxholm.svara;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps the repository to what every machine can use and every reader can take in. */
class ProjectTests {

    /** The wrapper is not ours; its settings have to say where Maven is fetched from. */
    private static final Predicate<String> WRAPPER =
            Pattern.compile("mvnw(\\.cmd)?|\\.mvn/wrapper/.*").asMatchPredicate();

    private static final Predicate<String> BINARY =
            Pattern.compile(".*\\.(png|ico|woff2?|jar|zip|pdf)").asMatchPredicate();

    @Test
    void theProjectIsFound() {
        assertThat(ProjectFiles.tracked()).contains("pom.xml", "src/main/java/se/vaxholm/svara/SvaraApplication.java");
    }

    @Test
    void noFileNamesAFolderOfOneMachine() {
        assertThat(linesWith("(?<![\\w.}-])/(tmp|work|root|home|Users)/\\w|[A-Z]:\\\\Users|\\.\\./shared"))
                .isEmpty();
    }

    @Test
    void noFileNamesTheHostOfAPackageRegistry() {
        assertThat(linesWith("registry\\.(npmjs|yarnpkg)\\.|repo1?\\.maven\\.|\"resolved\":"))
                .isEmpty();
    }

    @Test
    void nothingIsLeftForLaterOrSwitchedOff() {
        assertThat(linesWith("\\b(TO[D]O|FIX[M]E|XX[X])\\b|@Dis[a]bled\\b")).isEmpty();
    }

    @Test
    void noMergeIsLeftHalfDone() {
        assertThat(linesWith("^(<{7}|>{7}|={7})( |$)")).isEmpty();
    }

    @Test
    void nothingBuiltOrFetchedIsTracked() {
        assertThat(ProjectFiles.tracked())
                .noneMatch(path -> path.matches("(.*/)?(target|node_modules|\\.svara)/.*|.*\\.(jar|class|zip|log)"));
    }

    @Test
    void javaFilesStayShortEnoughToReadAtOnce() {
        assertThat(ProjectFiles.tracked("src/", ".java"))
                .filteredOn(path -> ProjectFiles.read(path).lines().count() > 400)
                .isEmpty();
    }

    @Test
    void testClassesAreNamedSoThatTheyRun() {
        assertThat(ProjectFiles.tracked("src/test/java/", ".java"))
                .filteredOn(path -> Pattern.compile(
                                "^\\s*@(Test|ParameterizedTest|TestFactory|Property|Example)\\b", Pattern.MULTILINE)
                        .matcher(ProjectFiles.read(path))
                        .find())
                .isNotEmpty()
                .allMatch(path -> path.endsWith("Tests.java"));
    }

    private static List<String> linesWith(String regularExpression) {
        Pattern pattern = Pattern.compile(regularExpression);
        return ProjectFiles.tracked().stream()
                .filter(path -> !WRAPPER.test(path) && !BINARY.test(path))
                .flatMap(path -> linesWith(pattern, path))
                .toList();
    }

    private static Stream<String> linesWith(Pattern pattern, String path) {
        List<String> lines = ProjectFiles.read(path).lines().toList();
        return IntStream.range(0, lines.size())
                .filter(index -> pattern.matcher(lines.get(index)).find())
                .mapToObj(index ->
                        path + ":" + (index + 1) + ": " + lines.get(index).strip());
    }
}
