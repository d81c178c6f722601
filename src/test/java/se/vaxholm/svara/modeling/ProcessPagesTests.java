package se.vaxholm.svara.modeling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;
import static se.vaxholm.svara.security.TestStaff.staff;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.HtmlUtils;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Decision;
import se.vaxholm.svara.process.ModelVersion;
import se.vaxholm.svara.process.Models;
import se.vaxholm.svara.process.Vocabulary;

/** Process owners can read everything that they may use, and have what is in use. */
@SvaraTest
class ProcessPagesTests {

    @Autowired
    private MockMvc mvc;

    @Autowired
    private Vocabulary vocabulary;

    @Autowired
    private Models models;

    @Test
    void theVocabularyPageLeavesNothingOut() throws Exception {
        String page = page("/processer/ordlista");

        assertThat(Stream.of(
                                vocabulary.steps().stream().map(Vocabulary.Step::description),
                                vocabulary.steps().stream().map(Vocabulary.Step::expression),
                                vocabulary.forms().stream().map(Vocabulary.Form::key),
                                vocabulary.forms().stream()
                                        .flatMap(form -> form.outcomes().stream())
                                        .map(outcome -> outcome.meaning()),
                                vocabulary.variables().stream().map(Vocabulary.Variable::meaning),
                                vocabulary.variables().stream().flatMap(variable -> variable.values().stream()),
                                vocabulary.messages().stream().map(Vocabulary.Message::meaning),
                                vocabulary.calendarMethods().stream().map(Vocabulary.CalendarMethod::meaning),
                                vocabulary.decisions().stream().map(Decision::meaning),
                                vocabulary.processes().stream().map(Contract::meaning),
                                vocabulary.groups().orElseThrow().stream())
                        .flatMap(words -> words))
                .allSatisfy(word -> assertThat(page).contains(word));
        assertThat(page).doesNotContain("??");
    }

    @Test
    void everyVariableThatAWordSpeaksOfIsALinkThatLeadsSomewhere() throws Exception {
        String page = page("/processer/ordlista");

        assertThat(java.util.regex.Pattern.compile("href=\"#([^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(page).contains("id=\"" + target + "\""));
    }

    @Test
    void aWordTellsWhichModelsUseIt() throws Exception {
        String page = page("/processer/ordlista");

        assertThat(entry(page, "steg-closeEnquiry"))
                .contains("Från fråga till svar")
                .doesNotContain("Eskalering");
        assertThat(entry(page, "meddelande-LetterSent")).contains("Svara");
        assertThat(entry(page, "variabel-topics")).contains("Bestäm enhet");
        assertThat(entry(page, "formular-late")).contains("Eskalering");
    }

    @Test
    void theCalendarsExampleIsWorkedOutNow() throws Exception {
        assertThat(entry(page("/processer/ordlista"), "kalender-workingHoursFromNow"))
                .containsPattern("Ger just nu \\p{L}+dag \\d+ \\p{L}+ \\d{4} kl\\. \\d\\d\\.\\d\\d");
    }

    @Test
    void theModelsInUseCanBeFetchedAsTheyAre() throws Exception {
        String page = page("/processer");

        for (ModelVersion model : models.versions()) {
            String address = "/processer/modeller/" + model.id() + "/" + model.file();
            assertThat(page).contains(address);
            if (model.inUse() && model.shipped()) {
                mvc.perform(get(address).with(staff("processagare")))
                        .andExpect(status().isOk())
                        .andExpect(header().string("Content-Disposition", containsString("attachment")))
                        .andExpect(content().bytes(Files.readAllBytes(Path.of("bpmn", model.file()))));
            }
        }
        assertThat(page).contains("Från fråga till svar", "receipt.bpmn", "routing.dmn", "Följer med Svara");
        mvc.perform(get("/processer/modeller/x/receipt.bpmn").with(staff("processagare")))
                .andExpect(status().isNotFound());
    }

    @Test
    void everyVersionThatIsDeployedIsShownAsAPictureAndInWords() throws Exception {
        String page = page("/processer");

        for (ModelVersion model : models.versions()) {
            String address = "/processer/" + model.file();
            assertThat(page).contains("href=\"" + address);
            String shown = page(address + "?version=" + model.number());
            assertThat(shown)
                    .contains(model.title(), "Version " + model.number())
                    .doesNotContain("??");
            if (model.file().endsWith(".bpmn")) {
                assertThat(shown).contains("<svg ", "Samma sak i ord", "role=\"img\"");
            } else {
                assertThat(shown).contains("<table", "Den översta rad som stämmer gäller.");
            }
        }
        assertThat(page("/processer/receipt.bpmn")).contains("i bruk", "Svarstiden är ute", "gå till", ">Handlägg</a>");
        assertThat(page("/processer/routing.dmn"))
                .contains("Bestäm enhet och svarstid", ">Felanmälan</span>", ">Stadsbyggnad</span>");
        for (String nothing : new String[] {"/processer/x.bpmn", "/processer/receipt.bpmn?version=99"}) {
            mvc.perform(get(nothing).with(staff("processagare"))).andExpect(status().isNotFound());
        }
    }

    @Test
    void everyWayInWordsLeadsToSomethingOnThePage() throws Exception {
        String page = page("/processer/receipt.bpmn");

        assertThat(java.util.regex.Pattern.compile("href=\"#(del-[^\"]+)\"")
                        .matcher(page)
                        .results()
                        .map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(target -> assertThat(page).containsOnlyOnce("id=\"" + target + "\""));
    }

    @Test
    void theElementTemplatesCanBeFetched() throws Exception {
        mvc.perform(get("/processer/element-templates.json").with(staff("processagare")))
                .andExpect(status().isOk())
                .andExpect(content().json(new ElementTemplates(vocabulary).together()));
    }

    @Test
    void whoeverOwnsNoProcessHasNothingToDoThere() throws Exception {
        for (String address : new String[] {"/processer", "/processer/ordlista", "/processer/element-templates.json"}) {
            for (String reader : new String[] {"processagare", "revisor", "admin"}) {
                mvc.perform(get(address).with(staff(reader))).andExpect(status().isOk());
            }
            for (String other :
                    new String[] {"handlaggare", "kontaktcenter", "registrator", "chef", "kommunstyrelse"}) {
                mvc.perform(get(address).with(staff(other))).andExpect(status().isForbidden());
            }
            mvc.perform(get(address)).andExpect(status().isFound());
        }
        assertThat(page("/arbete")).contains("href=\"/processer\"");
        mvc.perform(get("/arbete").with(staff("handlaggare")))
                .andExpect(content().string(org.hamcrest.Matchers.not(containsString("href=\"/processer\""))));
    }

    private String page(String address) throws Exception {
        return HtmlUtils.htmlUnescape(mvc.perform(get(address).with(staff("processagare")))
                .andExpect(status().isOk())
                .andReturn()
                .getResponse()
                .getContentAsString());
    }

    private static String entry(String page, String id) {
        int start = page.indexOf("id=\"" + id + "\"");
        assertThat(start).as(id).isPositive();
        return page.substring(start, page.indexOf("</article>", start));
    }
}
