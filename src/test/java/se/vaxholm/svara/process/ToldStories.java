package se.vaxholm.svara.process;

import java.lang.reflect.Method;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Remembers which stories have been told to their end in this JVM. */
class ToldStories implements AfterTestExecutionCallback {

    private static final Set<Method> TOLD = ConcurrentHashMap.newKeySet();

    static boolean isTold(Method story) {
        return TOLD.contains(story);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isEmpty()) {
            TOLD.add(context.getRequiredTestMethod());
        }
    }
}
