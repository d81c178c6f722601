package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import se.vaxholm.svara.TestServers;

/** Somebody in front of a browser: does what people do there, and finds things by the words that people read. */
final class Person {

    static final int WIDTH = 1200;
    static final int HEIGHT = 800;

    /** Also on a busy machine, and while jobs in the background take their turn. */
    private static final double PATIENCE = 20_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    private final Page page;

    Person(Page page) {
        this.page = page;
    }

    Page page() {
        return page;
    }

    Person opens(String address) {
        page.navigate(address);
        return this;
    }

    Person reloads() {
        page.reload();
        return this;
    }

    Person presses(String button) {
        button(button).click();
        return this;
    }

    /** Twice, as quick as a finger can. */
    Person pressesTwice(String button) {
        button(button).dblclick();
        return this;
    }

    Person follows(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .first()
                .click();
        return this;
    }

    Person writes(String field, String text) {
        field(field).fill(text);
        return this;
    }

    /** And goes on to something else, so that it is saved sooner than after a pause. */
    Person writesAndLeaves(String field, String text) {
        writes(field, text);
        field(field).blur();
        return this;
    }

    Person chooses(String option) {
        page.getByRole(
                        AriaRole.RADIO,
                        new Page.GetByRoleOptions().setName(option).setExact(true))
                .check();
        return this;
    }

    Person sees(String... texts) {
        for (String text : texts) {
            assertThat(page.locator("body"))
                    .containsText(text, new LocatorAssertions.ContainsTextOptions().setTimeout(PATIENCE));
        }
        return this;
    }

    Person seesNothingOf(String... texts) {
        for (String text : texts) {
            assertThat(page.locator("body")).not().containsText(text);
        }
        return this;
    }

    /** What stands in a field. */
    Person hasWritten(String field, String text) {
        assertThat(field(field)).hasValue(text);
        return this;
    }

    /** Is at this path of the site, whatever the query. */
    Person isAt(String path) {
        page.waitForURL(Pattern.compile("^" + Pattern.quote(TestServers.applicationUrl() + path) + "([?#].*)?$"));
        return this;
    }

    /** Opens a page for staff and signs in at Keycloak, which asks because nobody is signed in. */
    Person signsIn(String userName, String address) {
        opens(address);
        isAskedToSignIn();
        page.locator("#username").fill(userName);
        page.locator("#password").fill(userName);
        page.locator("#kc-login").click();
        page.waitForURL(Pattern.compile(Pattern.quote(TestServers.applicationUrl()) + ".*"));
        return this;
    }

    Person isAskedToSignIn() {
        assertThat(page.locator("#kc-form-login")).isVisible();
        org.assertj.core.api.Assertions.assertThat(page.url())
                .startsWith(TestServers.keycloak().url());
        return this;
    }

    Locator button(String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    Locator field(String label) {
        return page.getByLabel(label, new Page.GetByLabelOptions().setExact(true));
    }

    String reads(String selector) {
        return page.locator(selector).first().innerText().strip();
    }

    String title() {
        return page.title();
    }
}
