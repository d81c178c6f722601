package se.vaxholm.svara.audit.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletResponse;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Message;

/** A case on paper is PDF/UA-1 by an independent judge, whatever people have written in it. */
class CasePdfTests extends ExportStory {

    @BeforeAll
    static void theJudgeIsReady() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    private byte[] pdf(Enquiry enquiry, String... parameters) throws Exception {
        String[] all = new String[parameters.length + 2];
        all[0] = "format";
        all[1] = "pdf";
        System.arraycopy(parameters, 0, all, 2, parameters.length);
        MockHttpServletResponse response = ofCase(enquiry, all);
        assertThat(response.getStatus()).isEqualTo(200);
        assertThat(response.getContentType()).isEqualTo("application/pdf");
        byte[] pdf = response.getContentAsByteArray();
        assertThat(entry(enquiry, Deed.What.EXPORTED).detail())
                .containsEntry("format", "PDF")
                .containsEntry("sha256", Measured.sha256(pdf));
        return pdf;
    }

    private static void assertAccessible(byte[] pdf) throws Exception {
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                PDFAValidator judge = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult result = judge.validate(parser);
            assertThat(result.getTestAssertions()).isEmpty();
            assertThat(result.isCompliant()).isTrue();
        }
    }

    private static List<PDStructureElement> tagged(PDStructureNode node, String type) {
        List<PDStructureElement> found = new ArrayList<>();
        for (Object kid : node.getKids()) {
            if (kid instanceof PDStructureElement element) {
                if (element.getStructureType().equals(type)) {
                    found.add(element);
                }
                found.addAll(tagged(element, type));
            }
        }
        return found;
    }

    private static String read(byte[] pdf) throws Exception {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    @Test
    void aScreenReaderGetsTheWholeCaseWithItsHeadingsTablesLanguageAndBookmarks() throws Exception {
        Enquiry enquiry = asked("Får jag bygga?");
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        for (int i = 0; i < 60; i++) {
            enquiries.note(enquiry.id(), "Anteckning " + i, actor("handlaggare"));
        }
        answers("handlaggare", enquiry, "Ja, i Vaxholm.");
        postGoes(enquiry);
        byte[] pdf = pdf(enquiry);
        assertAccessible(pdf);
        try (PDDocument document = Loader.loadPDF(pdf)) {
            PDStructureNode root = document.getDocumentCatalog().getStructureTreeRoot();
            assertThat(document.getDocumentCatalog().getLanguage()).isEqualTo("sv");
            assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Ärende " + enquiry.number());
            assertThat(document.getDocumentCatalog()
                            .getDocumentOutline()
                            .getFirstChild()
                            .getTitle())
                    .isEqualTo("Om utdraget");
            assertThat(tagged(root, "H1")).hasSize(1);
            assertThat(tagged(root, "H2")).hasSize(7);
            assertThat(tagged(root, "Table")).hasSizeGreaterThanOrEqualTo(3);
            assertThat(tagged(root, "TR"))
                    .hasSizeGreaterThan(60)
                    .allSatisfy(row -> assertThat(
                                    tagged(row, "TH").size() + tagged(row, "TD").size())
                            .isPositive());
            for (PDPage page : document.getPages()) {
                for (var name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
            assertThat(document.getNumberOfPages()).isGreaterThan(3);
        }
        assertThat(read(pdf))
                .contains("Får jag bygga? " + word, "Ja, i Vaxholm.", "Anteckning 59", "Rut Revisor", "Besvara")
                .contains("till " + word + "@example.org", "Petronella " + word, "+46701234567");
    }

    @Test
    void whatPeopleWriteNeverBreaksIt() throws Exception {
        Enquiry enquiry =
                registered(submission("bygglov", "Hej 🙏🏽 <script>alert(1)</script> & ]]> \u202eesrever", asker()));
        List<String> texts = List.of(
                "x".repeat(20_000),
                "مرحبا بالعالم، أريد أن أبني بيتا 123",
                "שלום, אני רוצה לבנות בית",
                "漢字かな交じり文",
                "a\tb\n\n\n   c\u00a0d\u2028e\u0301\ufeff\u200d\ufe0f",
                "\ud835\udd38".repeat(2_000),
                "🙏".repeat(1_000),
                "&nbsp;&#0;&bogus; <bookmarks><table><tr><td>",
                " ",
                "ﬁ ﬀ ½ № € ♥ → ∑ \u0378");
        for (String text : texts) {
            if (!text.isBlank()) {
                enquiries.enquirerAdded(enquiry.id(), text);
            }
        }
        for (String text : List.of("\u0007 ring\u001b[31m", "\ud800 halv")) {
            jdbc.sql("update message set body = body || ? where enquiry_id = ? and type = 'QUESTION'")
                    .params(text.replace("\ud800", "\ufffe"), enquiry.id())
                    .update();
        }
        byte[] pdf = pdf(enquiry);
        assertAccessible(pdf);
        assertThat(read(pdf))
                .contains("[person with folded hands]", "<script>alert(1)</script>", "[U+202E]", "[U+0007]", "[U+6F22]")
                .contains("&nbsp;&#0;&bogus; <bookmarks>");
        assertThat(enquiries.messages(enquiry.id())).extracting(Message::type).contains(Message.Type.ENQUIRER_ADDED);
    }

    @Test
    void aMarkedCaseIsMaskedOnPaperToo() throws Exception {
        Enquiry enquiry = marked(asked("Får Petronella bo?"));
        byte[] pdf = pdf(enquiry);
        assertAccessible(pdf);
        assertThat(read(pdf)).contains("ersatta med streck").doesNotContain(word, "Petronella", "+46701234567");
    }

    @Test
    void aCaseThatIsTooLargeForPaperIsSaidToBeSo() throws Exception {
        Enquiry enquiry = asked("Mycket");
        jdbc.sql("update message set body = repeat('mycket text ', 200000) where enquiry_id = ?")
                .param(enquiry.id())
                .update();
        MockHttpServletResponse response = ofCase(enquiry, "format", "pdf");
        assertThat(response.getStatus()).isEqualTo(400);
        assertThat(response.getContentAsString()).contains("för stort för ett dokument. Välj zip-filen");
        assertThat(deeds(enquiry)).doesNotContain(Deed.What.EXPORTED);
    }
}
