package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.Browsers;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.TestStaff;

/** The page of a case's course in a real browser: the slider shows what the server shows, also by keyboard. */
@SvaraBrowserTest
class SliderBrowserTests {

    private static Playwright playwright;
    private static Browser browser;

    @Autowired
    Intake intake;

    @Autowired
    Enquiries enquiries;

    @Autowired
    EnquiryProcess process;

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

    @Test
    void theSliderShowsAtEveryMomentWhatTheServerShows() throws InterruptedException {
        String number = answered();
        Page page = signIn("revisor");
        page.navigate(address(number));
        page.waitForSelector(".moment--live");
        int moments = page.locator("#vid option").count();
        assertThat(moments).isGreaterThan(2);

        List<List<String>> seen = new ArrayList<>();
        for (int moment = moments - 1; moment >= 0; moment--) {
            List<String> shown = state(Jsoup.parse(page.content()));
            String value = page.locator("#vid option").nth(moment).getAttribute("value");
            Document served = Jsoup.parse(
                    page.request().get(address(number) + "?vid=" + value).text());
            assertThat(shown).as("moment " + moment).isEqualTo(state(served));
            seen.add(shown);
            page.locator("[data-slider] input").press("ArrowLeft");
        }
        assertThat(seen).as("no two are alike").doesNotHaveDuplicates();
        assertThat(page.locator("[data-slider] input").getAttribute("aria-valuetext"))
                .isEqualTo(page.locator("#vid option").first().textContent())
                .isEqualTo(page.textContent("[data-shown]"));
        assertThat(page.url()).contains("vid=");
        assertThat(page.isDisabled("[data-move='-1']")).isTrue();
        page.click("[data-move='1']");
        assertThat(page.locator("#vid").evaluate("choice => choice.selectedIndex"))
                .isEqualTo(1);
    }

    /** How every part of the page looks that changes from moment to moment. */
    private static List<String> state(Document page) {
        List<String> state = new ArrayList<>();
        for (Element marked : page.select("[data-marks]")) {
            state.add(marked.className() + " " + (marked.hasClass("step") ? "" : marked.text()));
        }
        for (Element part : page.select("[data-from], [data-empty]")) {
            state.add(part.tagName() + " " + part.attr("data-from") + "-" + part.attr("data-until") + " "
                    + (part.hasAttr("hidden") ? "hidden" : "shown"));
        }
        assertThat(state).hasSizeGreaterThan(50);
        return state;
    }

    /** A case that was asked, taken and answered, with time in between. */
    private String answered() throws InterruptedException {
        EnquiryNumber number = intake.register(new Submission(
                        UUID.randomUUID().toString(),
                        Channel.WEB,
                        Kind.QUESTION,
                        "bygglov",
                        "Får jag bygga en brygga?",
                        new Enquirer("Karin Ek", "karin@example.org", null, ReplyBy.EMAIL, Language.SV),
                        clock.instant()))
                .number();
        Enquiry enquiry = enquiries.find(number).orElseThrow();
        TimeUnit.MILLISECONDS.sleep(2_100);
        process.claim(task(enquiry), TestStaff.named("handlaggare"));
        TimeUnit.MILLISECONDS.sleep(2_100);
        process.complete(
                task(enquiry), Outcome.ANSWER, Map.of("text", "Ja, det får du."), TestStaff.named("handlaggare"));
        for (int i = 0; i < 100 && enquiries.get(enquiry.id()).isOpen(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(enquiries.get(enquiry.id()).isOpen()).isFalse();
        return number.value();
    }

    private String task(Enquiry enquiry) {
        return process.openTasks(enquiry).get(0).id();
    }

    private static String address(String number) {
        return TestServers.applicationUrl() + "/granskning/arenden/" + number;
    }

    private Page signIn(String user) {
        BrowserContext context = browser.newContext();
        contexts.add(context);
        Page page = context.newPage();
        page.navigate(TestServers.applicationUrl() + "/arbete");
        page.fill("#username", user);
        page.fill("#password", user);
        page.click("[name=login]");
        page.waitForSelector(".site-header__who");
        return page;
    }
}
