package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import se.vaxholm.svara.TestServers;

/** Somebody with a browser so simple that it only keeps cookies, follows redirects and fills in Keycloak's sign-in form. */
public final class TestVisitor {

    private static final Pattern FORM = Pattern.compile("id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    private static final int MOST_REDIRECTS = 10;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new LinkedHashMap<>();

    /** The answer where the redirects end. */
    public HttpResponse<String> visit(String path) throws IOException, InterruptedException {
        return follow(once(TestServers.applicationUrl() + path));
    }

    /** The first answer, also when it is a redirect. */
    public HttpResponse<String> once(String address) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address)));
    }

    public HttpResponse<String> signIn(String path, String userName) throws IOException, InterruptedException {
        HttpResponse<String> form = visit(path);
        if (form.uri().getPath().equals(AccessPages.WAY_IN)) {
            form = visit("/oauth2/authorization/keycloak");
        }
        Matcher action = FORM.matcher(form.body());
        assertThat(action.find()).as("Keycloak's sign-in form: %s", form.body()).isTrue();
        String address = action.group(1).replace("&amp;", "&");
        return follow(post(address, Map.of("username", userName, "password", userName)));
    }

    public HttpResponse<String> post(String address, Map<String, String> fields)
            throws IOException, InterruptedException {
        String body = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return send(HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    public HttpResponse<String> follow(HttpResponse<String> first) throws IOException, InterruptedException {
        HttpResponse<String> answer = first;
        for (int i = 0; i < MOST_REDIRECTS && answer.statusCode() / 100 == 3; i++) {
            String next = answer.headers().firstValue("Location").orElseThrow();
            answer = once(answer.uri().resolve(next).toString());
        }
        return answer;
    }

    public HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        for (String set : answer.headers().allValues("Set-Cookie")) {
            HttpCookie cookie = HttpCookie.parse(set).get(0);
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        }
        return answer;
    }
}
