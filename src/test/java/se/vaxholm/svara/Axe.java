package se.vaxholm.svara;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Frame;
import com.microsoft.playwright.Page;
import java.util.List;

/** Has axe judge a page by the rules of WCAG 2.2 A and AA and of EN 301 549 that a machine can check. */
public final class Axe {

    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "EN-301-549", "best-practice");
    private static final String SCRIPT = AxeBuilder.getAxeScript();

    private Axe() {}

    /**
     * Every rule that the page breaks, and where. It runs in the page itself: by {@link AxeBuilder} it opens a window for each page
     * and takes many times longer.
     */
    @SuppressWarnings("unchecked") // a list of strings by the script below
    public static List<String> violations(Page page) {
        // A page that is still coming in ends anywhere, in a cell without its text too.
        page.waitForLoadState();
        page.frames().forEach(Axe::enter);
        return (List<String>) page.evaluate("""
                async tags => {
                  const found = await axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] })
                  return found.violations.flatMap(rule =>
                    rule.nodes.map(node => `${rule.id}: ${rule.help}: ${node.html}`))
                }""", RULES);
    }

    private static void enter(Frame frame) {
        if (Boolean.FALSE.equals(frame.evaluate("() => 'axe' in window"))) {
            frame.evaluate(SCRIPT);
        }
    }
}
