package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What somebody wrote, as HTML that can do nothing but be read and followed. */
class UserTextTests {

    @ParameterizedTest
    @CsvSource({
        "Se https://vaxholm.se/bygglov., https://vaxholm.se/bygglov",
        "(https://vaxholm.se/a), https://vaxholm.se/a",
        "https://sv.wikipedia.org/wiki/Svara_(verb) är bra, https://sv.wikipedia.org/wiki/Svara_(verb)",
        "HTTPS://VAXHOLM.SE/ÅÄÖ, HTTPS://VAXHOLM.SE/ÅÄÖ",
        "https://vaxholm.se/?a=1&b=2!, https://vaxholm.se/?a=1&amp;b=2"
    })
    void addressesBecomeLinksWithoutTheStopAfterThem(String text, String address) {
        assertThat(UserText.toHtml(text)).contains("href=\"" + address + "\">" + address + "</a>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "vaxholm.se",
                "ftp://x",
                "//x.example",
                "mailto:a@b.se"
            })
    void nothingElseBecomesALink(String text) {
        assertThat(UserText.toHtml(text)).doesNotContain("<a ");
    }

    @Test
    void everythingIsEscapedAlsoInsideAndAroundLinks() {
        String html = UserText.toHtml("<img src=x onerror=y> https://x.example/\"onmouseover=\"z'<b> & slut");
        assertThat(html)
                .startsWith("&lt;img src=x onerror=y&gt; <a ")
                .contains(
                        "href=\"https://x.example/\">https://x.example/</a>&quot;onmouseover=&quot;z&#39;&lt;b&gt; &amp; slut")
                .doesNotContain("<img", "<b>");
    }
}
