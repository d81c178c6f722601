package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Media;
import com.microsoft.playwright.options.ViewportSize;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.organisation.Language;

/** The auditors' desk in a real browser: no barriers, and a way through it from a search to a unit's reply. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class AuditPagesTests {

    @Autowired
    private ApplicationContext svara;

    @ParameterizedTest
    @EnumSource
    void theDeskKeepsNobodyOut(Language language, People people) {
        Questions questions = new Questions(svara);
        questions.saying("Karin Ek", "Får jag bygga " + Questions.LONG_WORD);
        Person rut = people.somebody().signsIn("revisor", "/granskning");
        see(rut, "/granskning?lang=" + language.locale().getLanguage());
        rut.page().locator("#text").fill("bygga -friggebod och");
        rut.page().locator("main form button").first().click();
        rut.page().waitForURL("**/granskning?ord=*");
        assertThat(rut.page().locator(".work-list tbody tr").first()).isVisible();
        Barriers.none(rut, "what was found");
        rut.page().locator("#text").fill("finnsinteallsnågonstans");
        rut.page().locator("main form button").first().click();
        assertThat(rut.page().locator(".empty")).isVisible();
        Barriers.none(rut, "nothing found");
        see(rut, "/granskning?fran=x&till=y");
        see(rut, "/granskning/avvikelser");
        fitsThePaper(rut);
        see(rut, "/granskning/avvikelser?fran=x&till=2026-01-01");

        see(rut, "/granskning/stickprov");
        rut.page().locator("#antal").fill("0");
        rut.page().locator("main form button").first().click();
        Barriers.none(rut, "a sample of none");
        rut.page().locator("#antal").fill("200");
        rut.page().locator("main form button").first().click();
        Barriers.none(rut, "a sample");
        rut.page().locator(".audit-explained summary").click();
        rut.page().locator("a[href$='kontroll=1']").click();
        Barriers.none(rut, "a sample drawn again");
        // The unit of the manager who signs in below.
        rut.page()
                .locator("tr:has(td:text-is('Stadsbyggnad'), td:text-is('Urban Planning')) td a[href*='/stickprov/']")
                .first()
                .click();
        Barriers.none(rut, "no finding yet");
        rut.page().locator("main form button").click();
        Barriers.none(rut, "a finding without a verdict");
        rut.page().locator("#omdome-DEVIATION").check();
        rut.page().locator("#utlatande").fill("Svaret kom sent. " + Questions.LONG_WORD);
        rut.page().locator("main form button").click();
        Barriers.none(rut, "a finding");

        Person berit = people.somebody().signsIn("chef", "/enhet/granskning");
        see(berit, "/enhet/granskning?lang=" + language.locale().getLanguage());
        berit.page().locator("a[href*='/enhet/granskning/']").first().click();
        berit.page().locator("main form button").click();
        Barriers.none(berit, "a reply with nothing in it");
        berit.page().locator("#svar").fill("Vi var få den veckan.");
        berit.page().locator("main form button").click();
        Barriers.none(berit, "a reply");
    }

    /** What is left of an A4's width between the margins; a column that does not fit is lost on paper. */
    private static void fitsThePaper(Person person) {
        ViewportSize before = person.page().viewportSize();
        person.page().setViewportSize(673, 960);
        person.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
        assertThat(person.page().locator(".audit-counts tbody tr").first()).isVisible();
        Object beyond = person.page().locator(".audit-wide").evaluate("wide => wide.scrollWidth - wide.clientWidth");
        Assertions.assertThat(beyond).isEqualTo(0);
        person.page().emulateMedia(new Page.EmulateMediaOptions().setMedia(Media.SCREEN));
        person.page().setViewportSize(before.width, before.height);
    }

    private static void see(Person person, String address) {
        person.opens(address);
        Barriers.none(person, address);
    }
}
