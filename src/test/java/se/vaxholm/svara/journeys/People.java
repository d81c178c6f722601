package se.vaxholm.svara.journeys;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import se.vaxholm.svara.TestServers;

/** Those who take part in a test: each has a browser of their own, with cookies that nobody else sees. */
final class People {

    private static final Path FAILURES = Path.of("target", "pictures", "failed");
    private static final int PATIENCE = 20_000;

    private final Browser browser;
    private final Method test;
    private final List<Person> all = new ArrayList<>();

    People(Browser browser, Method test) {
        this.browser = browser;
        this.test = test;
    }

    Person somebody() {
        return comes(new Browser.NewContextOptions());
    }

    /** Somebody whose browser runs no scripts. */
    Person withoutScripts() {
        return comes(new Browser.NewContextOptions().setJavaScriptEnabled(false));
    }

    private Person comes(Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options.setBaseURL(TestServers.applicationUrl())
                .setLocale("sv-SE")
                .setTimezoneId("Europe/Stockholm")
                .setViewportSize(Person.WIDTH, Person.HEIGHT));
        context.setDefaultTimeout(PATIENCE);
        Person person = new Person(context.newPage());
        all.add(person);
        return person;
    }

    void showWhatTheySee() {
        for (int i = 0; i < all.size(); i++) {
            String name = "%s.%s-%d.png".formatted(test.getDeclaringClass().getSimpleName(), test.getName(), i + 1);
            try {
                all.get(i)
                        .page()
                        .screenshot(new Page.ScreenshotOptions()
                                .setPath(FAILURES.resolve(name))
                                .setFullPage(true));
            } catch (PlaywrightException e) {
                System.err.println("No picture of " + name + ": " + e.getMessage());
            }
        }
    }

    void leave() {
        all.forEach(person -> person.page().context().close());
    }
}
