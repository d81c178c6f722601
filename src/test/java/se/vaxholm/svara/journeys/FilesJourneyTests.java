package se.vaxholm.svara.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.FilePayload;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.SvaraBrowserTest;
import se.vaxholm.svara.TestServers;
import se.vaxholm.svara.files.Samples;

/** Files through a real browser and a real server: with and without scripts, too large, far too large, and cut off. */
@SvaraBrowserTest
@ExtendWith(Browsing.class)
class FilesJourneyTests {

    private static final String CATEGORY = "Gator, vägar och belysning";
    private static final int MEGABYTE = 1 << 20;

    private final String text = "Lampan är släckt " + UUID.randomUUID();
    private final String email = UUID.randomUUID() + "@example.org";

    @Autowired
    private JdbcClient jdbc;

    @TempDir
    private Path folder;

    @Test
    void filesComeAlongWithoutScripts(People people) {
        comeAlong(people.withoutScripts());
    }

    @Test
    void filesComeAlongWithScripts(People people) {
        comeAlong(people.somebody());
    }

    private void comeAlong(Person anna) {
        begin(anna);
        choose(anna, file("lampan.png", Samples.PNG), file("karta.pdf", Samples.PDF));
        anna.presses("Lägg till").sees("Filer som kommer med", "lampan.png", "karta.pdf");
        anna.page().locator("form[action$='/ta-bort'] button").first().click();
        assertThat(anna.page().locator(".files__item")).hasCount(1);
        choose(anna, file("sida.html", Samples.text("<html></html>")));
        anna.presses("Lägg till").sees("Något behöver rättas", "sida.html är en sorts fil", "karta.pdf");
        assertThat(anna.title()).startsWith("Fel: ");
        choose(anna, file("sist.png", Samples.PNG));
        anna.presses("Klar med filer").isAt("/fraga/text").sees("karta.pdf", "sist.png");
        assertThat(anna.field("Vad vill du säga?")).hasValue(text);
        anna.presses("Fortsätt").isAt("/fraga/svar");
        anna.chooses("Med e-post").writes("E-postadress", email);
        anna.presses("Fortsätt").sees("karta.pdf").presses("Skicka").sees("Filer som kom med", "karta.pdf");
        anna.presses("Öppna ärendet").isAt("/arende/visa");
        Download download = anna.page().waitForDownload(() -> anna.follows("karta.pdf"));
        assertThat(download.suggestedFilename()).isEqualTo("karta.pdf");
    }

    @Test
    void whatIsTooLargeIsToldInWordsAndNothingIsLost(People people) throws IOException {
        for (Person anna : new Person[] {people.withoutScripts(), people.somebody()}) {
            begin(anna);
            choose(anna, file("karta.pdf", Samples.PDF));
            anna.presses("Lägg till").sees("karta.pdf");
            anna.page().locator("#files").setInputFiles(large("film.mp4", 26));
            anna.presses("Lägg till").sees("film.mp4 är större än 25 MB", "karta.pdf");
            anna.page()
                    .locator("#files")
                    .setInputFiles(new Path[] {large("1.txt", 24), large("2.txt", 24), large("3.txt", 24)});
            anna.presses("Lägg till").sees("större än 50 MB tillsammans", "karta.pdf");
            anna.opens("/fraga/text").sees("karta.pdf");
            assertThat(anna.field("Vad vill du säga?")).hasValue(text);
        }
    }

    /** Nobody waits for the end of it, and nothing of it is kept. */
    @Test
    void aFilmOfThreeHundredMegabytesCostsTheServerNothing() throws IOException {
        long before = kept();
        try (Socket socket = connect()) {
            OutputStream out = socket.getOutputStream();
            out.write(head(300L * MEGABYTE));
            String answer = answer(socket.getInputStream());
            assertThat(answer).startsWith("HTTP/1.1 302");
            byte[] megabyte = new byte[MEGABYTE];
            int sent = 0;
            try {
                while (sent < 300) {
                    out.write(megabyte);
                    sent++;
                }
            } catch (IOException e) {
                assertThat(sent).isBetween(150, 299);
            }
        }
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void aSenderWhoHangsUpLeavesNothing() throws Exception {
        long before = kept();
        for (int i = 0; i < 10; i++) {
            try (Socket socket = connect()) {
                socket.getOutputStream().write(head(20L * MEGABYTE));
                socket.getOutputStream().write(new byte[3 * MEGABYTE]);
            }
        }
        assertThat(kept()).isEqualTo(before);
    }

    @Test
    void formsWithFilesAreTakenOnlyWhereFilesAre() throws IOException {
        try (Socket socket = connect()) {
            byte[] whole = body("a.png", Samples.PNG);
            String head =
                    new String(head(whole.length), StandardCharsets.US_ASCII).replace("/fraga/filer", "/fraga/text");
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(whole);
            assertThat(answer(socket.getInputStream())).startsWith("HTTP/1.1 415");
        }
    }

    private void begin(Person anna) {
        anna.opens("/fraga")
                .chooses("Ställa en fråga")
                .chooses(CATEGORY)
                .presses("Fortsätt")
                .isAt("/fraga/text");
        anna.writes("Vad vill du säga?", text).presses("Lägg till filer").isAt("/fraga/filer");
    }

    private static void choose(Person anna, FilePayload... files) {
        anna.page().locator("#files").setInputFiles(files);
    }

    private static FilePayload file(String name, byte[] content) {
        return new FilePayload(name, "application/octet-stream", content);
    }

    private Path large(String name, int megabytes) throws IOException {
        Path file = folder.resolve(name);
        if (Files.notExists(file)) {
            try (InputStream letters = Samples.letters((long) megabytes * MEGABYTE)) {
                Files.copy(letters, file);
            }
        }
        return file;
    }

    private static Socket connect() throws IOException {
        URI address = URI.create(TestServers.applicationUrl());
        Socket socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static byte[] head(long length) {
        return ("POST /fraga/filer HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\n"
                        + "Content-Length: " + length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] body(String name, byte[] content) {
        return Samples.join(
                Samples.text(
                        "--b\r\nContent-Disposition: form-data; name=\"files\"; filename=\"" + name + "\"\r\n\r\n"),
                content,
                Samples.text("\r\n--b--\r\n"));
    }

    private static String answer(InputStream in) throws IOException {
        return new String(in.readNBytes(40), StandardCharsets.US_ASCII);
    }

    private long kept() {
        return jdbc.sql("select count(*) from file").query(Long.class).single();
    }
}
