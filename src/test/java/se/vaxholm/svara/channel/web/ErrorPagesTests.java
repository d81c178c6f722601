package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.RequestDispatcher;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import se.vaxholm.svara.SvaraTest;

/** The pages that somebody reads when something went wrong. */
@SvaraTest
@ExtendWith(OutputCaptureExtension.class)
class ErrorPagesTests {

    @Autowired
    MockMvc mvc;

    @ParameterizedTest
    @CsvSource({
        "400, Vi förstår inte, We do not understand",
        "403, Du kommer inte åt, You cannot open",
        "404, Sidan finns inte, There is no such page",
        "405, Så går sidan inte, cannot be opened that way",
        "413, för mycket på en gång, too much at once",
        "429, Vänta en stund, Please wait a while",
        "500, Något gick fel hos oss, Something went wrong on our side",
        "503, Något gick fel hos oss, Something went wrong on our side",
        "418, Vi förstår inte, We do not understand"
    })
    void everyErrorSaysWhatHappenedAndWhomToCallInBothLanguages(int status, String swedish, String english)
            throws Exception {
        assertThat(page(status, "/x", "sv")).contains(swedish, "08-541 708 00", "08.00–16.30", "lang=\"sv\"");
        assertThat(page(status, "/x", "en")).contains(english, "08-541 708 00", "08:00–16:30", "lang=\"en\"");
    }

    @Test
    void anErrorInTheFormSaysThatTheDraftIsKept() throws Exception {
        assertThat(page(500, "/fraga/kontrollera", "sv")).contains("72 timmar", "halvt registrerat");
    }

    @Test
    void theErrorsIdStandsInTheLogAndLettersLinksDoNot(CapturedOutput log) throws Exception {
        String page = page(500, "/arende/l/secret-token", "sv");
        String id = page.replaceAll("(?s).*error-id\">([^<]+)<.*", "$1");
        assertThat(id).hasSize(8);
        assertThat(log.getOut()).contains(id).doesNotContain("secret-token");
    }

    @Test
    void theLanguageLinkOfAnErrorNeverLeavesTheSite() throws Exception {
        assertThat(page(400, "//evil.example/x", "sv"))
                .contains("href=\"/evil.example/x?lang=en\"")
                .doesNotContain("href=\"//");
    }

    @Test
    void machinesGetData() throws Exception {
        mvc.perform(get("/error")
                        .accept(MediaType.APPLICATION_JSON)
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, 404))
                .andExpect(status().isNotFound())
                .andExpect(result ->
                        assertThat(result.getResponse().getContentType()).startsWith("application/json"));
    }

    private String page(int status, String path, String language) throws Exception {
        return mvc.perform(get("/error?lang=" + language)
                        .accept(MediaType.TEXT_HTML)
                        .with(request -> {
                            request.setDispatcherType(DispatcherType.ERROR);
                            return request;
                        })
                        .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                        .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, path))
                .andExpect(status().is(status))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
