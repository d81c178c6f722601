package se.vaxholm.svara.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Playwright;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import se.vaxholm.svara.Browsers;

/**
 * Gives a test method its {@link People}. One browser serves the whole run; the people leave after each test, and what they
 * saw when a test failed is kept as pictures.
 */
final class Browsing implements ParameterResolver, AfterTestExecutionCallback, AfterEachCallback {

    private static final Namespace NAMESPACE = Namespace.create(Browsing.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == People.class;
    }

    @Override
    public People resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent(
                        People.class,
                        key -> new People(window(context).browser, context.getRequiredTestMethod()),
                        People.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        People people = context.getStore(NAMESPACE).get(People.class, People.class);
        if (people != null && context.getExecutionException().isPresent()) {
            people.showWhatTheySee();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        People people = context.getStore(NAMESPACE).remove(People.class, People.class);
        if (people != null) {
            people.leave();
        }
    }

    private static Window window(ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .getOrComputeIfAbsent(Window.class, key -> new Window(), Window.class);
    }

    /** The browser of the whole run; JUnit closes it at the end. */
    private static final class Window implements ExtensionContext.Store.CloseableResource {

        private final Playwright playwright = Browsers.playwright();
        private final Browser browser = Browsers.launch(playwright);

        @Override
        public void close() {
            browser.close();
            playwright.close();
        }
    }
}
