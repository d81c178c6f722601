package se.vaxholm.svara.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The public form as browsers use it over HTTP, each visitor from an address of their own behind a proxy. */
final class PublicForm {

    static final String[] CATEGORIES = {"bygglov", "gata-och-vag", "kultur-fritid", "aldreomsorg"};

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*? value=\"([^\"]+)\"");
    private static final Pattern KEY = Pattern.compile("name=\"key\" value=\"([0-9a-f-]{36})\"");
    private static final Pattern SHOWN = Pattern.compile("name=\"shown\" value=\"([A-Za-z0-9_-]{43})\"");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final String site;
    private final AtomicInteger visitors = new AtomicInteger();

    PublicForm(String site) {
        this.site = site;
    }

    /** All steps of the form but the last press of Send, in five requests. */
    Visit fillIn(int number) {
        Visit visit = new Visit(visitors.incrementAndGet());
        String token = visit.find(visit.get("/fraga"), TOKEN);
        visit.fields.put("_csrf", token);
        visit.post("/fraga", Map.of("kind", "QUESTION", "category", CATEGORIES[number % CATEGORIES.length]));
        visit.post("/fraga/text", Map.of("text", text(number)));
        visit.post(
                "/fraga/svar",
                Map.of(
                        "replyBy",
                        "EMAIL",
                        "language",
                        "SV",
                        "name",
                        "Lena Skarpö",
                        "email",
                        "fragare." + number + "@example.org"));
        String page = visit.get("/fraga/kontrollera");
        visit.fields.put("key", visit.find(page, KEY));
        visit.fields.put("shown", visit.find(page, SHOWN));
        return visit;
    }

    static String text(int number) {
        return "Fråga nummer " + number + " om vår uteplats\n\nHej! Vi vill bygga ett plank mot gatan, högst 1,2 meter"
                + " högt. Behöver vi söka lov för det, och hur lång tid tar det i så fall innan vi får börja?";
    }

    /** Somebody who has filled in the form. */
    final class Visit {

        private final Map<String, String> cookies = new TreeMap<>();
        private final Map<String, String> fields = new TreeMap<>();
        private final String address;

        private Visit(int number) {
            address = "10." + (number >> 16 & 255) + "." + (number >> 8 & 255) + "." + (number & 255);
        }

        /** The press by which the matter is registered. */
        void send() {
            post("/fraga/kontrollera", Map.of());
        }

        private String get(String path) {
            HttpResponse<String> response = exchange(request(path).GET().build());
            return expect(response, 200).body();
        }

        private void post(String path, Map<String, String> own) {
            Map<String, String> all = new TreeMap<>(fields);
            all.putAll(own);
            String body = all.entrySet().stream()
                    .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                    .collect(Collectors.joining("&"));
            HttpRequest request = request(path)
                    .header("Content-Type", "application/x-www-form-urlencoded")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            String next = expect(exchange(request), 302)
                    .headers()
                    .firstValue("Location")
                    .orElse("");
            if (path.equals("/fraga/kontrollera") && !next.endsWith("/fraga/klart")) {
                throw new IllegalStateException("The form was not taken but led to " + next);
            }
        }

        private HttpRequest.Builder request(String path) {
            String jar = cookies.entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; "));
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(site + path)).header("X-Forwarded-For", address);
            return jar.isEmpty() ? request : request.header("Cookie", jar);
        }

        private HttpResponse<String> exchange(HttpRequest request) {
            try {
                HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
                for (String cookie : response.headers().allValues("Set-Cookie")) {
                    String pair = cookie.split(";", 2)[0];
                    cookies.put(pair.split("=", 2)[0], pair.split("=", 2)[1]);
                }
                return response;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }

        private HttpResponse<String> expect(HttpResponse<String> response, int status) {
            if (response.statusCode() != status) {
                throw new IllegalStateException(
                        response.uri() + " gave " + response.statusCode() + ": " + response.body());
            }
            return response;
        }

        private String find(String page, Pattern what) {
            Matcher matcher = what.matcher(page);
            if (!matcher.find()) {
                throw new IllegalStateException("No " + what + " in " + page);
            }
            return matcher.group(1);
        }
    }
}
