package se.vaxholm.svara.embedded;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.Axe;
import se.vaxholm.svara.Browsers;

class MailPageBrowserTests {

    private static final int NARROW = 320;
    private static final int WIDE = 1100;

    @Test
    void onePersonWritesAndReadsOnANarrowAndOnAWideScreenWithoutBarriers() throws Exception {
        try (MailServer mail = MailServer.start(0, 0);
                MailPage mailPage = MailPage.start(
                        0,
                        mail,
                        () -> List.of(new FunctionMailboxes.Mailbox(
                                "Stadsbyggnadsförvaltningen", "stadsbyggnad@vaxholm.example")));
                Playwright playwright = Browsers.playwright();
                Browser browser = Browsers.launch(playwright)) {
            Page page = browser.newPage();
            page.navigate(mailPage.url());
            check(page, "empty");

            button(page, AriaRole.LINK, "Skriv till kommunen").click();
            button(page, AriaRole.BUTTON, "Skicka brevet").click();
            check(page, "mistakes");
            assertThat(page.title()).startsWith("Fel: ");

            page.getByLabel("Ditt namn (frivilligt)").fill("Åsa Bogesund");
            page.getByLabel("Din e-postadress").fill("asa@example.org");
            page.getByLabel("Till").selectOption("stadsbyggnad@vaxholm.example");
            page.getByLabel("Ämne").fill("Bygglov" + "utanmellanslag".repeat(10));
            page.getByLabel("Meddelande").fill("Hej!\n<script>document.title = 'ajaj'</script>\nhttps://example.org/x");
            button(page, AriaRole.BUTTON, "Skicka brevet").click();
            assertThat(page.getByRole(AriaRole.STATUS).innerText()).isEqualTo("Brevet är skickat.");
            assertThat(page.locator(".words").innerText()).contains("<script>", "https://example.org/x");
            assertThat(page.title()).startsWith("Bygglov");
            check(page, "sent");

            MailPageTests.deliver(
                    mail,
                    "asa@example.org",
                    "Vi har tagit emot ditt ärende [VS-2026-00123]",
                    "Hej Åsa!\n\nDu får svar.",
                    "<p>Hej</p>");
            MailPageTests.deliver(
                    mail, "asa@example.org", "Svar på ditt ärende [VS-2026-00123]", "Ja, det går bra.", "<p>Ja</p>");
            button(page, AriaRole.LINK, "Alla samtal").click();
            check(page, "conversations");
            page.getByText("Vi har tagit emot", new Page.GetByTextOptions().setExact(false))
                    .first()
                    .focus();
            page.keyboard().press("Enter");
            button(page, AriaRole.LINK, "Svara").click();
            assertThat(page.getByLabel("Ämne").inputValue()).isEqualTo("Sv: Svar på ditt ärende [VS-2026-00123]");
            page.getByLabel("Meddelande").fill("Det var inte svar på min fråga. Jag bifogar ritningen.");
            page.getByLabel("Bilagor (frivilligt)").setInputFiles(new FilePayload[] {
                new FilePayload("ritning å.pdf", "application/pdf", "%PDF-1.4".getBytes(StandardCharsets.UTF_8)),
                new FilePayload("tomt.txt", "text/plain", "Tomten".getBytes(StandardCharsets.UTF_8))
            });
            button(page, AriaRole.BUTTON, "Skicka brevet").click();
            assertThat(page.locator(".talk article")).hasCount(3);
            assertThat(page.locator(".own").innerText()).contains("Det var inte svar", "ritning å.pdf", "tomt.txt");
            check(page, "conversation");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(page.locator(".top")).isHidden();
            check(page, "print");
            page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));

            page.navigate(mailPage.url() + "/alla");
            check(page, "list");
            page.locator(".subject").first().click();
            check(page, "letter");
        }
    }

    @Test
    void aScriptInALetterDoesNotRun() throws Exception {
        try (MailServer mail = MailServer.start(0, 0);
                MailPage mailPage = MailPage.start(0, mail, List::of);
                Playwright playwright = Browsers.playwright();
                Browser browser = Browsers.launch(playwright)) {
            MailPageTests.deliver(
                    mail,
                    "anna@example.org",
                    "Hej",
                    "Hej",
                    "<h1>Hej</h1><script>document.body.textContent = 'ajaj'</script>"
                            + "<img src=x onerror=\"document.body.textContent='ajaj'\">");
            Page page = browser.newPage();
            page.navigate(mailPage.url() + "/brev?lada=anna@example.org&nr=1");
            assertThat(page.frameLocator("iframe").locator("body").innerText()).isEqualTo("Hej");

            page.navigate(mailPage.url() + "/brev/html?lada=anna@example.org&nr=1");
            assertThat(page.locator("body").innerText()).isEqualTo("Hej");
        }
    }

    private static Locator button(Page page, AriaRole role, String name) {
        return page.getByRole(role, new Page.GetByRoleOptions().setName(name));
    }

    private static void check(Page page, String name) {
        page.waitForLoadState();
        for (int width : new int[] {NARROW, WIDE}) {
            page.setViewportSize(width, 900);
            assertThat((List<?>) page.evaluate("""
                            () => [...document.querySelectorAll('body, body *')]
                              .filter(element => element.getBoundingClientRect().right > window.innerWidth + 0.5)
                              .map(element => element.outerHTML.slice(0, 120))"""))
                    .as("what sticks out of " + name + " at " + width)
                    .isEmpty();
            assertThat(page.evaluate("document.scrollingElement.scrollWidth"))
                    .as(name + " at " + width)
                    .isEqualTo(width);
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(Path.of("target", "screenshots", "mail-" + name + "-" + width + ".png"))
                    .setFullPage(true));
            assertThat(Axe.violations(page)).as(name + " at " + width).isEmpty();
        }
    }
}
