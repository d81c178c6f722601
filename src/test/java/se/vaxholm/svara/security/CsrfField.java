package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The token against forged requests in a form of ours. */
final class CsrfField {

    private static final Pattern FIELD = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"");

    private CsrfField() {}

    static String of(HttpResponse<String> page) {
        Matcher token = FIELD.matcher(page.body());
        assertThat(token.find()).as("a form's token in %s", page.uri()).isTrue();
        return token.group(1);
    }
}
