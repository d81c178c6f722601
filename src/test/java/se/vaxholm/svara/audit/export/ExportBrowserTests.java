package se.vaxholm.svara.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.Axe;
import se.vaxholm.svara.Browsers;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;

/** The pages of exports in a real browser: they keep nobody out, show how far an export has come, and give it. */
@SvaraBrowserTest
class ExportBrowserTests {

    private static final String AUDITOR = "revisor";

    private static Playwright playwright;
    private static Browser browser;

    @Autowired
    Orders orders;

    @Autowired
    Intake intake;

    @Autowired
    TestClock clock;

    @Autowired
    TransactionTemplate transaction;

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

    @BeforeEach
    void signIn() {
        context = browser.newContext();
        page = context.newPage();
        page.setDefaultTimeout(60_000);
        page.setViewportSize(320, 800);
        page.navigate(TestServers.applicationUrl() + "/granskning/export");
        page.fill("#username", AUDITOR);
        page.fill("#password", AUDITOR);
        page.click("[name=login]");
        page.waitForURL("**/granskning/export**");
    }

    @AfterEach
    void leave() {
        orders.of(AUDITOR).forEach(order -> orders.remove(order.id(), AUDITOR));
        context.close();
    }

    private void assertOpenToEverybody() {
        assertThat(Axe.violations(page)).isEmpty();
        assertThat((int) page.evaluate("() => document.documentElement.scrollWidth"))
                .isLessThanOrEqualTo(320);
    }

    @Test
    void thePageShowsHowFarAnExportHasComeAndThatItIsDone() {
        UUID order = orders.begin(
                        new Orders.New(AUDITOR, Format.CSV, "Kom in: 2026-01-01 – 2026-12-31", Reveal.NOTHING, 200))
                .orElseThrow();
        orders.toldSoFar(order, 50, 0);
        page.reload();
        assertThat(page.textContent(".exports__progress")).isEqualTo("50 av 200 ärenden");
        assertOpenToEverybody();
        orders.toldSoFar(order, 150, 0);
        page.waitForFunction("() => document.querySelector('.exports__progress')?.textContent.startsWith('150 ')");
        transaction.executeWithoutResult(status -> orders.done(order, 0, "ab".repeat(32)));
        page.waitForSelector(".exports__fetch");
        assertThat(page.textContent("[data-done]")).isEqualTo("Exporten är klar");
        assertThat(page.locator(".exports__reload").count()).isZero();
        assertOpenToEverybody();
    }

    @Test
    void aFormThatIsWrongSaysSoAndOneCaseIsFetchedFromItsPage() throws Exception {
        assertThat(page.isVisible("#skal")).isFalse();
        page.check("#kansliga");
        assertThat(page.isVisible("#skal")).as("where the reason is written").isTrue();
        page.click("form.export button[type=submit]");
        page.waitForSelector(".govuk-error-summary");
        assertThat(page.textContent(".govuk-error-summary")).contains("Skriv varför", "Välj från och med");
        assertThat(page.isVisible("#skal")).isTrue();
        assertOpenToEverybody();

        String number = intake.register(new Submission(
                        UUID.randomUUID().toString(),
                        Channel.WEB,
                        Kind.QUESTION,
                        "bygglov",
                        "Får jag bygga?",
                        new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, Language.SV),
                        clock.instant()))
                .number()
                .value();
        page.navigate(TestServers.applicationUrl() + "/granskning/arenden/" + number + "/export");
        assertOpenToEverybody();
        Download pdf = page.waitForDownload(() -> page.click("form.export button[type=submit]"));
        assertThat(pdf.suggestedFilename()).isEqualTo(number + ".pdf");
        assertThat(Files.readString(pdf.path(), StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.");
        assertThat(page.textContent("[data-export] [role=status]")).startsWith("Exporten görs");
    }
}
