package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.SelectOption;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
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
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;

/** The officers' pages in a real browser, signed in through Keycloak: accessible, on a phone, without scripts, and no word lost. */
@SvaraBrowserTest
class StaffPagesBrowserTests {

    private static final String TAKE = ".holder form button";
    private static final int UNTIL_IT_TRIES_AGAIN = 10_000;
    private static final String SEND = "#assess button[value=ANSWER]";

    private static Playwright playwright;
    private static Browser browser;

    @Autowired
    Intake intake;

    @Autowired
    TestClock clock;

    private final List<BrowserContext> contexts = new ArrayList<>();

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
        contexts.forEach(BrowserContext::close);
    }

    @ParameterizedTest
    @CsvSource({"sv, 320", "en, 1280"})
    void everyPageIsAccessibleAndFitsTheScreen(String language, int width) {
        String number = question("Fråga om " + "ettmycketlångtord".repeat(20));
        Page page = signIn("handlaggare", new Browser.NewContextOptions().setViewportSize(width, 800));
        page.navigate(address("/arbete?lista=otagna&lang=" + language));
        isAccessible(page);
        page.navigate(address("/arbete?lista=i-dag"));
        isAccessible(page);
        page.navigate(address("/arenden/" + number));
        isAccessible(page);
        page.click(TAKE);
        page.waitForSelector("#assess-text");
        page.waitForSelector(".notice--good:focus");
        page.locator("details")
                .all()
                .forEach(details -> details.locator("summary").click());
        isAccessible(page);
        page.click(SEND);
        page.waitForSelector(".govuk-error-summary:focus");
        assertThat(page.title()).startsWith(language.equals("sv") ? "Fel: " : "Error: ");
        isAccessible(page);
        page.click("#assess a[href$='redan-besvarat']");
        page.click("button[value=ANSWERED_OTHERWISE]");
        isAccessible(page);
        page.navigate(address("/arenden/" + number));
        page.click("#assess a[href$='inget-svar']");
        isAccessible(page);
        page.navigate(address("/arenden/" + number));
        page.fill("#assess-text", "Svar: " + "långt".repeat(100));
        page.click("#assess button[formaction$='/brev']");
        page.waitForURL("**/brev");
        isAccessible(page);
        page.click("button[value=ANSWER]");
        page.waitForURL("**/arenden/" + number);
        isAccessible(page);
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(page.isVisible("#note-text")).isFalse();
        assertThat(page.isVisible(".site-nav")).isFalse();
        page.emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        page.navigate(address("/arenden/VS-2019-00001"));
        isAccessible(page);
    }

    @ParameterizedTest
    @CsvSource({"sv, 320", "en, 1280"})
    void manyAreChosenPutAsideAndOpenedAgainWithoutScripts(String language, int width) {
        String number = question("Tack! " + "ettmycketlångtord".repeat(20));
        Page page = signIn(
                "handlaggare",
                new Browser.NewContextOptions().setViewportSize(width, 800).setJavaScriptEnabled(false));
        page.navigate(address("/arbete?lista=otagna&lang=" + language));
        page.click(".work-list__deeds button");
        assertThat(page.locator(".govuk-error-summary").count()).isOne();
        page.check("#valj-" + number);
        page.click(".work-list__deeds button");
        assertThat(page.locator("main").innerText()).contains(number);
        page.click("main button.govuk-button--warning");
        assertThat(page.locator(".notice--good").innerText()).contains(number);
        page.click("main form button");
        page.navigate(address("/arenden/" + number));
        assertThat(page.isVisible("#assess-text")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"sv, 320", "en, 1280"})
    void thePagesOfCasesThatHaveEndedAreAccessibleAndFitTheScreen(String language, int width) {
        String number = question("Fråga om " + "ettmycketlångtord".repeat(20));
        Page page = signIn("handlaggare", new Browser.NewContextOptions().setViewportSize(width, 800));
        page.navigate(address("/arbete/inget-svar?arende=" + number + "&arende=VS-2019-00001&lang=" + language));
        isAccessible(page);
        page.click("main button.govuk-button--warning");
        page.waitForSelector(".notice--good:focus");
        isAccessible(page);
        page.navigate(address("/arenden/" + number));
        isAccessible(page);
        page.click("a[href$='/angra-avslut']");
        isAccessible(page);
        page.click("main form button");
        page.waitForSelector("#assess-text");
        page.click("#assess a[href$='redan-besvarat']");
        page.check("#assess-how");
        page.fill(
                "#assess-at",
                LocalDateTime.ofInstant(clock.instant(), TestClock.STOCKHOLM)
                        .truncatedTo(ChronoUnit.MINUTES)
                        .toString());
        page.fill("#assess-said", "Ja.");
        page.click("button[value=ANSWERED_OTHERWISE]");
        page.waitForSelector(".notice--good:focus");
        page.click("a[href$='/ratta-svar']");
        isAccessible(page);
        page.click("main form button");
        page.waitForSelector(".govuk-error-summary:focus");
        isAccessible(page);
        page.fill("#mistake-text", "Nej. " + "långt".repeat(100));
        page.check("#mistake-solved");
        page.click("main form button");
        page.waitForSelector(".letter");
        isAccessible(page);
        page.click("main form button:first-of-type");
        page.waitForSelector(".notice--good:focus");
        isAccessible(page);
    }

    @Test
    void whatIsTypedIsSavedByItselfAndOutlivesReloadAndSignOut() {
        String number = question("Får man ha höns?");
        Page page = signIn("handlaggare", new Browser.NewContextOptions());
        take(page, number);
        page.locator("#assess-text").pressSequentially("Ja, men ingen tupp");
        page.waitForSelector("[data-draft-status]:has-text('Utkast sparat')");
        page.reload();
        assertThat(page.inputValue("#assess-text")).isEqualTo("Ja, men ingen tupp");
        page.locator("#assess-text").pressSequentially(" ");
        page.click("form[action='/logout'] button");
        Page again = signIn("handlaggare", new Browser.NewContextOptions());
        again.navigate(address("/arenden/" + number));
        assertThat(again.inputValue("#assess-text").strip()).isEqualTo("Ja, men ingen tupp");
        again.selectOption("#standardsvar", new SelectOption().setIndex(1));
        again.locator("#assess-text").press("End");
        again.click("[data-insert]");
        assertThat(again.inputValue("#assess-text").strip())
                .startsWith("Ja, men ingen tupp")
                .contains("\n\n");
    }

    @Test
    void whoeverIsSignedOutWhileWritingSignsInInAnotherTabAndGoesOn() {
        String number = question("Får man ha bin?");
        Page page = signIn("handlaggare", new Browser.NewContextOptions());
        page.clock().install();
        take(page, number);
        page.context().clearCookies(new BrowserContext.ClearCookiesOptions().setName("SESSION"));
        page.locator("#assess-text").pressSequentially("Ja, tre kupor");
        page.waitForSelector("[data-draft-status]:has-text('Du är utloggad')");
        page.click(SEND);
        assertThat(page.inputValue("#assess-text")).isEqualTo("Ja, tre kupor");
        Page tab = page.context().newPage();
        tab.navigate(address("/arbete"));
        tab.waitForSelector("h1:has-text('Arbete')");
        page.clock().fastForward(UNTIL_IT_TRIES_AGAIN);
        page.waitForSelector("[data-draft-status]:has-text('Utkast sparat')");
        page.click(SEND);
        page.waitForSelector(".message--municipality:has-text('Ja, tre kupor')");
    }

    @Test
    void whoeverLosesTheCaseWhileWritingSeesBothTexts() {
        String number = question("Får man elda?");
        Page maja = signIn("handlaggare", new Browser.NewContextOptions());
        take(maja, number);
        maja.locator("#assess-text").pressSequentially("Nej");
        maja.locator("#assess-text").blur();
        maja.waitForSelector("[data-draft-status]:has-text('Utkast sparat')");
        Page helena = signIn("chef", new Browser.NewContextOptions());
        helena.navigate(address("/arenden/" + number));
        helena.click(TAKE);
        helena.fill("#assess-text", "Ja, i tunna");
        helena.waitForResponse("**/utkast", () -> helena.locator("#assess-text").blur());
        maja.locator("#assess-text").pressSequentially(", aldrig");
        maja.locator("#assess-text").blur();
        maja.waitForSelector("[data-draft-status]:has-text('Helena Fyrvik tog ärendet')");
        assertThat(maja.inputValue("#assess-text")).isEqualTo("Nej, aldrig");
        assertThat(maja.inputValue(".theirs textarea")).isEqualTo("Ja, i tunna");
    }

    @Test
    void everythingWorksWithoutScripts() {
        String number = question("Utan skript?");
        Page page = signIn("handlaggare", new Browser.NewContextOptions().setJavaScriptEnabled(false));
        take(page, number);
        page.fill("#assess-text", "Första raden");
        page.selectOption("#standardsvar", new SelectOption().setIndex(1));
        page.click("[data-insert]");
        assertThat(page.inputValue("#assess-text")).startsWith("Första raden\n\n");
        page.fill("#assess-text", "Så här är det");
        page.click("#assess button[formaction$='/utkast']:not([name])");
        assertThat(page.textContent(".notice--good")).contains("Utkast sparat");
        page.dblclick(SEND);
        page.waitForURL("**/arenden/" + number);
        page.reload();
        assertThat(page.textContent(".message--municipality")).contains("Så här är det");
        page.fill("#note-text", "Klart");
        page.click("#anteckning button");
        assertThat(page.textContent(".message--internal"))
                .contains("Syns bara internt")
                .contains("Klart");
    }

    private String question(String text) {
        return intake.register(new Submission(
                        UUID.randomUUID().toString(),
                        Channel.WEB,
                        Kind.QUESTION,
                        "bygglov",
                        text,
                        new Enquirer("Karin Ek", "karin@example.org", null, ReplyBy.EMAIL, Language.SV),
                        clock.instant()))
                .number()
                .value();
    }

    private Page signIn(String who, Browser.NewContextOptions options) {
        BrowserContext context = browser.newContext(options);
        contexts.add(context);
        Page page = context.newPage();
        page.navigate(address("/arbete"));
        page.fill("#username", who);
        page.fill("#password", who);
        page.click("[type=submit]");
        page.waitForURL("**/arbete**");
        return page;
    }

    private static void take(Page page, String number) {
        page.navigate(address("/arenden/" + number));
        page.click(TAKE);
        page.waitForSelector("#assess-text");
    }

    private static String address(String path) {
        return TestServers.applicationUrl() + path;
    }

    private static void isAccessible(Page page) {
        assertThat(Axe.violations(page)).as(page.url()).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("sideways scroll at " + page.url())
                .isEqualTo(0);
    }
}
