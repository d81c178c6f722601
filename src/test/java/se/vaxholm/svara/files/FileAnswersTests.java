package se.vaxholm.svara.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import se.vaxholm.svara.SvaraTest;

/** Whatever is in a file, a browser that gets it from us shows or saves it and runs nothing of it. */
@SvaraTest
class FileAnswersTests {

    @Autowired
    private KeptFiles files;

    @Autowired
    private FileAnswers answers;

    static Stream<Arguments> everyWay() {
        byte[] script = Samples.text("<html><script>alert(1)</script></html>");
        return Stream.of(
                arguments("a.png", Samples.PNG, "image/png", "inline"),
                arguments("a.pdf", Samples.PDF, "application/pdf", "attachment"),
                arguments("a.html", Samples.text("Hej, bara text"), "text/plain", "attachment"),
                arguments("page.html", Samples.join(Samples.PDF, script), "application/pdf", "attachment"),
                arguments("page.html", Samples.join(Samples.GIF, script), "image/gif", "inline"),
                arguments("page.svg", Samples.join(Samples.PNG, Samples.text("<svg/>")), "image/png", "inline"),
                arguments("a.txt", Samples.text("x <script>alert(1)</script>"), "text/plain", "attachment"));
    }

    @ParameterizedTest
    @MethodSource("everyWay")
    void isGivenOutAsWhatItIsAndInASandbox(String name, byte[] content, String type, String way) throws Exception {
        MockHttpServletResponse response = send("GET", name, content);
        assertThat(response.getContentAsByteArray()).isEqualTo(content);
        assertThat(response.getContentType()).isEqualTo(type);
        assertThat(response.getContentLengthLong()).isEqualTo(content.length);
        assertThat(response.getHeader("Content-Disposition"))
                .startsWith(way + ";")
                .doesNotMatch(".*\\.(html|svg)(\"|\\?=|$).*");
        assertThat(response.getHeader("Content-Security-Policy")).startsWith("sandbox; default-src 'none'");
        assertThat(response.getHeader("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(response.getHeader("Cross-Origin-Resource-Policy")).isEqualTo("same-origin");
        assertThat(response.getHeader("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void aNameInAnyAlphabetArrivesWholeAndForgesNothing() throws Exception {
        String header =
                send("GET", "Åsas \"ritning\"\r\nX-Evil: 1 日本.pdf", Samples.PDF).getHeader("Content-Disposition");
        assertThat(header).contains("filename*=UTF-8''%C3%85sas").doesNotContain("\r", "\n");
    }

    @Test
    void aQuestionForTheHeadersAloneGetsThemAlone() throws Exception {
        MockHttpServletResponse response = send("HEAD", "a.pdf", Samples.PDF);
        assertThat(response.getContentAsByteArray()).isEmpty();
        assertThat(response.getContentLengthLong()).isEqualTo(Samples.PDF.length);
    }

    private MockHttpServletResponse send(String method, String name, byte[] content) throws Exception {
        KeptFile file = files.keep(name, Samples.stream(content), FilePlace.unsent(UUID.randomUUID()));
        MockHttpServletResponse response = new MockHttpServletResponse();
        answers.send(file, new MockHttpServletRequest(method, "/"), response);
        return response;
    }
}
