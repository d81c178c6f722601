package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.multipart;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import jakarta.servlet.http.Cookie;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import se.vaxholm.svara.security.ExpiredForm;

/** Somebody at the public pages with a browser of their own: keeps cookies and comes from an address of their own. */
final class Visitor {

    private final MockMvc mvc;
    private final Map<String, Cookie> cookies = new LinkedHashMap<>();
    private final String address;
    private MockHttpServletResponse last = new MockHttpServletResponse();

    Visitor(MockMvc mvc) {
        this.mvc = mvc;
        ThreadLocalRandom random = ThreadLocalRandom.current();
        this.address = "10.%d.%d.%d".formatted(random.nextInt(256), random.nextInt(256), random.nextInt(256));
    }

    Visitor opens(String path) {
        return does(get(path));
    }

    /** Sends a form with these fields: name, value, name, value … */
    Visitor sends(String path, String... fields) {
        return does(withFields(post(path).with(csrf()), fields));
    }

    /** Sends a form with files. */
    Visitor sendsFiles(String path, MockMultipartFile... files) {
        var request = multipart(path);
        Arrays.stream(files).forEach(request::file);
        return does(request.with(csrf()));
    }

    /** A file as a browser sends it. */
    static MockMultipartFile file(String name, byte[] content) {
        return new MockMultipartFile("files", name, "application/x-whatever", content);
    }

    /** What the security chain makes of a form whose token has run out: the page's GET with all that was typed. */
    Visitor sendsWithOldToken(String path, String... fields) {
        return does(withFields(get(path).requestAttr(ExpiredForm.ATTRIBUTE, true), fields));
    }

    Visitor losesCookie(String name) {
        cookies.remove(name);
        return this;
    }

    Visitor fillsIn(String text) {
        sends("/fraga", "kind", "QUESTION", "category", "gata-och-vag").isSentTo("/fraga/text");
        sends("/fraga/text", "text", text).isSentTo("/fraga/svar");
        return sends("/fraga/svar", "replyBy", "STATUS_PAGE", "language", "SV").isSentTo("/fraga/kontrollera");
    }

    /** What the page to be checked carries when Send is pressed: which matter, and what was shown of it. */
    String[] checks() {
        opens("/fraga/kontrollera");
        return new String[] {
            "key",
            find("name=\"key\" value=\"([0-9a-f-]{36})\""),
            "shown",
            find("name=\"shown\" value=\"([A-Za-z0-9_-]{43})\"")
        };
    }

    Visitor isSentTo(String path) {
        assertThat(last.getStatus()).as(page()).isEqualTo(302);
        assertThat(last.getRedirectedUrl()).isEqualTo(path);
        return this;
    }

    Visitor sees(String... texts) {
        assertThat(page()).contains(texts);
        return this;
    }

    Visitor seesNothingOf(String... texts) {
        assertThat(page()).doesNotContain(texts);
        return this;
    }

    Visitor hasStatus(int status) {
        assertThat(last.getStatus()).as(page()).isEqualTo(status);
        return this;
    }

    String find(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page());
        assertThat(matcher.find()).as(pattern + " in " + page()).isTrue();
        return matcher.group(1);
    }

    String page() {
        try {
            return last.getContentAsString(StandardCharsets.UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nullable
    String header(String name) {
        return last.getHeader(name);
    }

    Cookie cookie(String name) {
        return Objects.requireNonNull(cookies.get(name), name);
    }

    void bringsCookie(Cookie cookie) {
        cookies.put(cookie.getName(), cookie);
    }

    private static MockHttpServletRequestBuilder withFields(MockHttpServletRequestBuilder request, String... fields) {
        for (int i = 0; i < fields.length; i += 2) {
            request.param(fields[i], fields[i + 1]);
        }
        return request;
    }

    private Visitor does(AbstractMockHttpServletRequestBuilder<?> request) {
        if (!cookies.isEmpty()) {
            request.cookie(cookies.values().toArray(Cookie[]::new));
        }
        try {
            last = mvc.perform(request.with(from -> {
                        from.setRemoteAddr(address);
                        return from;
                    }))
                    .andReturn()
                    .getResponse();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        for (Cookie cookie : last.getCookies()) {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie);
            }
        }
        return this;
    }
}
