package se.vaxholm.svara;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

/** Holds the code to the shape that the modules' package-info files and the models promise. */
class ArchitectureTests {

    private static final String BASE = "se.vaxholm.svara";

    private static final Set<String> INJECTING = Set.of(
            "org.springframework.beans.factory.annotation.Autowired",
            "org.springframework.beans.factory.annotation.Value",
            "jakarta.annotation.Resource",
            "jakarta.inject.Inject");

    private static final Pattern ELEMENT_ID =
            Pattern.compile("\"(Task|Gateway|SubProcess|Event|Activity|Boundary|Start|End|Flow|Call)_\\w*");

    private static JavaClasses all;
    private static JavaClasses production;

    @BeforeAll
    static void readClasses() {
        all = new ClassFileImporter().importPackages(BASE);
        ImportOption noTests = new ImportOption.DoNotIncludeTests();
        production = all.that(DescribedPredicate.describe(
                "are in production",
                type -> noTests.includes(
                        Location.of(type.getSource().orElseThrow().getUri()))));
    }

    @Test
    void modulesDependOnlyOnWhatTheyDeclare() {
        ApplicationModules.of(SvaraApplication.class).verify();
    }

    /** The way out of the engine, should it ever be needed, leads through these two modules and no others. */
    @Test
    void onlyTwoModulesKnowTheEngine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(BASE + ".process..", BASE + ".security..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.camunda..")
                .check(production);
    }

    @Test
    void classesAreNamedForWhatTheyAre() {
        classes()
                .that()
                .areNotAnonymousClasses()
                .should()
                .haveNameNotMatching(".*(Impl|Manager|Helper|Utils?|Dto|DTO)(\\$.*)?")
                .check(all);
    }

    @Test
    void whatAClassNeedsComesThroughItsConstructor() {
        noFields().should().beAnnotatedWith(injecting()).check(production);
    }

    /** But for what answers somebody who gives a command. */
    @Test
    void nothingIsPrintedPastTheLog() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(BASE + ".start.Terminal")
                .should(ACCESS_STANDARD_STREAMS)
                .check(production);
    }

    /** A model may be redrawn without a new release, so no code may know the shapes in it. */
    @Test
    void noCodeKnowsAnElementOfAModel() {
        List<String> found = ProjectFiles.tracked("src/main/java/", ".java").stream()
                .flatMap(path -> ELEMENT_ID
                        .matcher(ProjectFiles.read(path))
                        .results()
                        .map(MatchResult::group)
                        .map(id -> path + ": " + id))
                .toList();
        assertThat(found).isEmpty();
    }

    private static DescribedPredicate<JavaAnnotation<?>> injecting() {
        return DescribedPredicate.describe(
                "an annotation that injects",
                annotation -> INJECTING.contains(annotation.getRawType().getName()));
    }
}
