package se.vaxholm.svara.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.List;
import se.vaxholm.svara.Axe;

/** Looks for what would keep somebody out of a page: what {@link Axe} finds, and sideways scrolling on the narrowest phone (WCAG 1.4.10). */
final class Barriers {

    private static final int NARROWEST = 320;

    private Barriers() {}

    /** Fails with every rule that the page breaks, and where. */
    static void none(Person person, String where) {
        Page page = person.page();
        assertThat(Axe.violations(page))
                .as("barriers on %s (%s)", where, page.url())
                .isEmpty();
        assertThat(tooWide(page))
                .as("what sticks out of %d pixels on %s (%s)", NARROWEST, where, page.url())
                .isEmpty();
    }

    /** The innermost elements that make a narrow window scroll sideways. */
    @SuppressWarnings("unchecked") // a list of strings by the script below
    private static List<String> tooWide(Page page) {
        page.setViewportSize(NARROWEST, Person.HEIGHT);
        try {
            return (List<String>) page.evaluate("""
                    () => {
                      const width = document.documentElement.clientWidth
                      if (document.documentElement.scrollWidth <= width) return []
                      const sticks = element => element.getBoundingClientRect().right > width + 0.5
                        || element.scrollWidth > Math.max(element.clientWidth, width)
                      const wide = [...document.body.querySelectorAll('*')]
                        .filter(element => sticks(element) && ![...element.children].some(sticks))
                        .map(element => element.outerHTML.slice(0, 300))
                      return [`the page is ${document.documentElement.scrollWidth} wide`, ...wide.slice(0, 5)]
                    }""");
        } finally {
            page.setViewportSize(Person.WIDTH, Person.HEIGHT);
        }
    }
}
