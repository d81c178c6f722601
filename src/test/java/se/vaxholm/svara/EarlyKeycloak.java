package se.vaxholm.svara;

import java.lang.reflect.AnnotatedElement;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Starts Keycloak while the first tests run, when later ones will sign in there: nobody then waits for it. */
public final class EarlyKeycloak implements TestExecutionListener {

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        boolean wanted = plan.getRoots().stream()
                .flatMap(root -> plan.getDescendants(root).stream())
                .anyMatch(EarlyKeycloak::signsIn);
        if (wanted) {
            Thread start = new Thread(TestServers::keycloak, "early keycloak");
            start.setDaemon(true);
            start.start();
        }
    }

    private static boolean signsIn(TestIdentifier test) {
        return test.getSource()
                .filter(ClassSource.class::isInstance)
                .map(source -> (AnnotatedElement) ((ClassSource) source).getJavaClass())
                .filter(type -> AnnotationSupport.isAnnotated(type, SvaraBrowserTest.class))
                .isPresent();
    }
}
