package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.Axe;
import se.vaxholm.svara.Browsers;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;

/** The public pages in a real browser: accessible in both languages and on a phone, whole without scripts (G15). */
@SvaraBrowserTest
class PublicPagesBrowserTests {

    private static final String CONTINUE = "main form button[type=submit]:not([name=filer])";
    private static Playwright playwright;
    private static Browser browser;

    @Autowired
    TestClock clock;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void startBrowser() {
        playwright = Browsers.playwright();
        browser = Browsers.launch(playwright);
    }

    @AfterAll
    static void stopBrowser() {
        browser.close();
        playwright.close();
    }

    @AfterEach
    void leave() {
        context.close();
    }

    @ParameterizedTest
    @CsvSource({"sv, 320", "en, 1280"})
    void everyPageIsAccessibleAndFitsTheScreen(String language, int width) {
        opensBrowser(new Browser.NewContextOptions().setViewportSize(width, 800));
        page.navigate(TestServers.applicationUrl() + "/?lang=" + language);
        isAccessible();
        go("/fraga");
        isAccessible();
        page.click(CONTINUE);
        // The script that moves the focus may come after the page.
        page.waitForFunction("document.activeElement.className === 'govuk-error-summary'");
        assertThat(page.title()).startsWith(language.equals("sv") ? "Fel: " : "Error: ");
        isAccessible();
        page.check("#kind");
        page.check("#category-aldreomsorg");
        page.click(CONTINUE);
        isAccessible();
        page.fill("#text", "Wörd".repeat(60) + "\nשלום 🦭");
        page.click(CONTINUE);
        page.check("#replyBy");
        page.fill("#email", "anna@");
        page.click(CONTINUE);
        isAccessible();
        page.fill("#email", "anna@example.org");
        page.click(CONTINUE);
        isAccessible();
        String number = send();
        String code = page.textContent(".reference .code");
        isAccessible();
        go("/arende");
        isAccessible();
        page.fill("#number", number);
        page.fill("#code", "AAAA-AAAA");
        page.click(CONTINUE);
        isAccessible();
        page.fill("#code", code);
        page.click(CONTINUE);
        page.waitForURL("**/arende/visa");
        page.fill("#text", "Mer");
        page.click("form[data-once] button:not([name=filer])");
        page.waitForURL("**/arende/visa?skickat");
        isAccessible();
        go("/finns-inte");
        isAccessible();
    }

    @Test
    void theFormWorksWithoutScriptsAndADoubleClickSendsOnce() {
        opensBrowser(new Browser.NewContextOptions().setJavaScriptEnabled(false));
        go("/fraga?kategori=skola");
        page.check("#kind-2");
        page.click(CONTINUE);
        page.fill("#text", "Utan skript");
        page.click(CONTINUE);
        page.check("#replyBy-2");
        page.fill("#phone", "070-123 45 67");
        page.click(CONTINUE);
        clock.advance(Duration.ofSeconds(10));
        page.dblclick(CONTINUE);
        page.waitForURL("**/fraga/klart");
        String number = page.textContent(".reference dd");
        page.reload();
        assertThat(page.textContent(".reference dd")).isEqualTo(number);
        page.goBack();
        page.waitForURL("**/fraga/klart");
        assertThat(page.textContent(".reference dd")).isEqualTo(number);
    }

    @Test
    void aFormWhoseTokenIsGoneIsShownAgainAndCanBeSentOnceMore() {
        opensBrowser(new Browser.NewContextOptions());
        go("/fraga?kategori=skola");
        page.check("#kind");
        page.click(CONTINUE);
        page.fill("#text", "Det här tog mig en dag att skriva\növer två rader.");
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("SVARA-XSRF"));
        page.click(CONTINUE);
        assertThat(page.textContent(".govuk-error-summary")).contains("Ingenting har skickats");
        assertThat(page.inputValue("#text")).isEqualTo("Det här tog mig en dag att skriva\növer två rader.");
        page.click(CONTINUE);
        page.waitForURL("**/fraga/svar");
        page.check("#replyBy-3");
        page.click(CONTINUE);
        context.clearCookies(new BrowserContext.ClearCookiesOptions().setName("SVARA-XSRF"));
        clock.advance(Duration.ofSeconds(10));
        page.click(CONTINUE);
        assertThat(page.textContent(".govuk-error-summary")).contains("Ingenting har skickats");
        assertThat(send()).startsWith("VS-");
    }

    @Test
    void aFormThatIsFarTooLargeIsToldSo() {
        opensBrowser(new Browser.NewContextOptions());
        go("/fraga?kategori=skola");
        page.check("#kind");
        page.click(CONTINUE);
        page.evaluate("""
                const more = document.createElement('input')
                more.type = 'hidden'
                more.name = 'more'
                more.value = 'x'.repeat(3000000)
                document.querySelector('main form').append(more)""");
        page.click(CONTINUE);
        assertThat(page.textContent("h1")).isEqualTo("Det var för mycket på en gång");
    }

    private void opensBrowser(Browser.NewContextOptions options) {
        context = browser.newContext(options);
        page = context.newPage();
    }

    private void go(String path) {
        page.navigate(TestServers.applicationUrl() + path);
    }

    private String send() {
        clock.advance(Duration.ofSeconds(10));
        page.click("form[data-once] button[type=submit]:not([name=filer])");
        page.waitForURL("**/fraga/klart");
        return page.textContent(".reference dd");
    }

    private void isAccessible() {
        assertThat(Axe.violations(page)).as(page.url()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("sideways scroll at " + page.url())
                .isEqualTo(0);
    }
}
