package se.vaxholm.svara.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MailPageTests {

    private final MailServer mail = MailServer.start(0, 0);
    private final MailPage page = MailPage.start(
            0, mail, () -> List.of(new FunctionMailboxes.Mailbox("Stadsbyggnad <1>", "stadsbyggnad@vaxholm.example")));
    private final HttpClient browser = HttpClient.newHttpClient();

    @AfterEach
    void stop() {
        page.close();
        mail.close();
    }

    @Test
    void aLetterToAnAddressThatBouncesIsRefusedAndThePageSaysWhichThoseAre() throws Exception {
        assertThatThrownBy(() -> deliver(mail, "Studsar.igen@example.com", "Hej", "Hej", "<p>Hej</p>"))
                .hasMessageContaining("Invalid Addresses")
                .hasStackTraceContaining("550 5.1.1");
        assertThat(mail.greenMail().getReceivedMessages()).isEmpty();
        assertThat(get("/").body()).contains("börjar med <b>studsar</b>");
    }

    @Test
    void aLetterFromTheMunicipalityIsListedAndCanBeReadWithItsLinkAndItsHtmlInASandbox() throws Exception {
        deliver(
                mail,
                "anna@example.com",
                "Vi har fått din fråga [VS-2026-00123]",
                "Följ ärendet: https://vaxholm.example/arende. <b>Hej</b>",
                "<p>Hej <a href='https://vaxholm.example/arende'>Följ</a><script>alert(1)</script></p>");

        assertThat(get("/").body()).contains("Vi har fått din fråga [VS-2026-00123]", "anna@example.com");

        String letter = get("/brev?lada=anna@example.com&nr=1").body();
        assertThat(letter)
                .contains(">https://vaxholm.example/arende</a>.", "&lt;b&gt;Hej&lt;/b&gt;", "sandbox=")
                .doesNotContain("<b>Hej</b>", "alert(1)");

        HttpResponse<String> html = get("/brev/html?lada=anna@example.com&nr=1");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox ")
                .contains("default-src 'none'")
                .doesNotContain("allow-scripts");
        assertThat(get("/brev/kalla?lada=anna@example.com&nr=1").headers().firstValue("Content-Type"))
                .hasValue("text/plain; charset=utf-8");
    }

    @Test
    void aPersonWritesToAUnitAndTheLetterArrives() throws Exception {
        HttpResponse<String> answer = post(page.url(), valid());

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(get(answer.headers().firstValue("location").orElseThrow()).body())
                .contains("Brevet är skickat.", "Åäö – hål i vägen 🕳️", "Åsa Ö");
        assertThat(get("/brev?lada=stadsbyggnad@vaxholm.example&nr=1").body()).contains("Första raden\nAndra raden");
    }

    @Test
    void whatBelongsTogetherIsOneConversationNewestFirst() throws Exception {
        post(page.url(), valid());
        deliver(mail, "anna@example.com", "Vi har fått ditt ärende [VS-2026-00123]", "Hej Anna", "<p>Hej Anna</p>");
        deliver(mail, "asa@example.com", "Vi har fått ditt ärende [VS-2026-00007]", "Hej Åsa", "<p>Hej Åsa</p>");
        deliver(mail, "asa@example.com", "Svar på ditt ärende [VS-2026-00007]", "Ja, Åsa", "<p>Ja</p>");
        deliver(mail, "stadsbyggnad@vaxholm.example", "Nytt ärende VS-2026-00007", "Internt", "<p>Internt</p>");
        post(
                page.url(),
                Map.of(
                        "fran", "asa@example.com",
                        "till", "stadsbyggnad@vaxholm.example",
                        "amne", "Sv: Svar",
                        "svarpa", messageId("asa@example.com", 2),
                        "text", "Tack Åsa"));

        String list = get("/").body();
        assertThat(list)
                .contains("Vi har fått ditt ärende [VS-2026-00007]", "3 brev", "Senast från")
                .doesNotContain("Nytt ärende VS-2026-00007");
        assertThat(list.split("<li>", -1))
                .filteredOn(line -> line.contains("/samtal"))
                .hasSize(3);
        assertThat(list.indexOf("[VS-2026-00007]")).isLessThan(list.indexOf("[VS-2026-00123]"));

        String conversation = get("/samtal?lada=asa@example.com&nr=1").body();
        assertThat(conversation)
                .containsSubsequence("Hej Åsa", "Ja, Åsa", "Tack Åsa")
                .doesNotContain("Hej Anna", "Internt", "Första raden");
        assertThat(get("/alla").body()).contains("Nytt ärende VS-2026-00007");
    }

    @Test
    void filesGoAlongAndCanBeFetchedButNeverRunHere() throws Exception {
        String form = String.join(
                "\r\n",
                field("fran", "asa@example.com"),
                field("till", "stadsbyggnad@vaxholm.example"),
                field("amne", "Med bilagor"),
                field("text", "Se bilagorna"),
                "--x\r\nContent-Disposition: form-data; name=\"bilagor\"; filename=\"ritning å.txt\"",
                "Content-Type: text/plain\r\n\r\nHär är huset",
                "--x\r\nContent-Disposition: form-data; name=\"bilagor\"; filename=\"sida.html\"",
                "Content-Type: text/html\r\n\r\n<script>alert(1)</script>",
                "--x--\r\n");

        HttpResponse<String> answer = post(page.url(), "multipart/form-data; boundary=x", form);

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(get(answer.headers().firstValue("location").orElseThrow()).body())
                .contains("Se bilagorna", "ritning å.txt", "sida.html");
        assertThat(get("/brev/bilaga?lada=stadsbyggnad@vaxholm.example&nr=1&fil=0")
                        .body())
                .isEqualTo("Här är huset");
        HttpResponse<String> html = get("/brev/bilaga?lada=stadsbyggnad@vaxholm.example&nr=1&fil=1");
        assertThat(html.headers().firstValue("Content-Disposition")).hasValue("attachment; filename*=UTF-8''sida.html");
        assertThat(html.headers().firstValue("Content-Type")).hasValue("application/octet-stream");
        assertThat(html.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox ");
        assertThat(get("/brev/bilaga?lada=stadsbyggnad@vaxholm.example&nr=1&fil=2")
                        .statusCode())
                .isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
    }

    @Test
    void whatIsTooLargeIsSaidAfterItHasBeenTaken() throws Exception {
        HttpResponse<String> answer = post(page.url(), "multipart/form-data; boundary=x", "x".repeat(26_000_000));

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("högst 25 MB");
    }

    @Test
    void anAnswerKeepsTheThread() throws Exception {
        deliver(mail, "anna@example.com", "Svar [VS-2026-00123]", "Hej", "<p>Hej</p>");

        assertThat(get("/skriv?lada=anna@example.com&nr=1").body())
                .contains("Sv: Svar [VS-2026-00123]", "value=\"anna@example.com\"", "stadsbyggnad@vaxholm.example")
                .containsPattern("name=\"svarpa\" value=\"&lt;[^\"]+&gt;\"");
    }

    @Test
    void whatIsWrongIsSaidAtItsFieldAndWhatWasTypedIsKept() throws Exception {
        HttpResponse<String> answer = post(
                page.url(),
                Map.of(
                        "fran",
                        "anna@example.com\nBcc: alla@example.com",
                        "till",
                        "stadsbyggnad@vaxholm.example",
                        "amne",
                        "",
                        "text",
                        "<script>alert(1)</script>"));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("Skriv din e-postadress", "Skriv ett ämne", "&lt;script&gt;alert(1)&lt;/script&gt;")
                .doesNotContain("<script>");
        assertThat(mail.greenMail().getReceivedMessages()).isEmpty();
    }

    @Test
    void aPageElsewhereCanNeitherPostNorReadByAnotherName() throws Exception {
        assertThat(post("https://evil.example", valid()).statusCode()).isEqualTo(403);
        assertThat(post("null", valid()).statusCode()).isEqualTo(403);
        assertThat(mail.greenMail().getReceivedMessages()).isEmpty();
        assertThat(raw("/", "evil.example:" + URI.create(page.url()).getPort())).startsWith("HTTP/1.1 421");
    }

    @Test
    void whatIsNotThereIsSaidPlainly() throws Exception {
        assertThat(get("/brev?lada=ingen@example.com&nr=7").statusCode()).isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        assertThat(get("/brev?lada=ingen@example.com&nr=x%00").statusCode())
                .isEqualTo(HttpURLConnection.HTTP_NOT_FOUND);
        assertThat(raw("/?lada=%ZZ", URI.create(page.url()).getAuthority())).startsWith("HTTP/1.1 ");
    }

    private static Map<String, String> valid() {
        return Map.of(
                "namn", "Åsa Ö",
                "fran", "asa@example.com",
                "till", "stadsbyggnad@vaxholm.example",
                "amne", "Åäö – hål i vägen 🕳️",
                "text", "Första raden\r\nAndra raden");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(page.url() + path.replace("@", "%40")))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String origin, Map<String, String> form)
            throws IOException, InterruptedException {
        String body = form.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return post(origin, "application/x-www-form-urlencoded", body);
    }

    private static String field(String name, String value) {
        return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value;
    }

    private String messageId(String mailbox, int number) throws MessagingException {
        return mail.greenMail()
                .getReceivedMessagesForDomain(mailbox)[number - 1]
                .getMessageID();
    }

    private HttpResponse<String> post(String origin, String type, String body)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(page.url() + "/skriv"))
                        .header("Content-Type", type)
                        .header("Origin", origin)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Java's own client lets one choose neither the name one comes by nor a malformed address. */
    private String raw(String path, String host) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", URI.create(page.url()).getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    static void deliver(MailServer mail, String to, String subject, String text, String html)
            throws MessagingException {
        Properties properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(mail.smtpPort()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom("stadsbyggnad@vaxholm.example");
        message.setRecipients(Message.RecipientType.TO, to);
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart formatted = new MimeBodyPart();
        formatted.setContent(html, "text/html; charset=utf-8");
        message.setContent(new MimeMultipart("alternative", plain, formatted));
        Transport.send(message);
    }
}
