package se.vaxholm.svara.audit.export;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.IOException;
import java.io.OutputStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.TextNode;
import org.jsoup.parser.Parser;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import se.vaxholm.svara.audit.AuditNames;
import se.vaxholm.svara.audit.Outcome;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.files.FileWords;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.tasklist.JournalLines;
import se.vaxholm.svara.tasklist.StaffDates;

/** Sets a case as a tagged PDF (PDF/UA-1), which screen readers read as the page it was: headings, tables, language, bookmarks. */
@Component
class CasePdf {

    /** Characters in a case that is set: some four hundred pages, and some hundred megabytes while it is done. */
    static final int MOST = 1_500_000;

    static {
        // It tells of every step of its own.
        XRLog.setLoggingEnabled(false);
    }

    private final ITemplateEngine templates;
    private final Letters letters;
    private final Organisation organisation;
    private final AuditNames names;
    private final JournalLines lines;
    private final StaffDates dates;
    private final FileWords fileWords;

    CasePdf(
            ITemplateEngine templates,
            Letters letters,
            Organisation organisation,
            AuditNames names,
            JournalLines lines,
            StaffDates dates,
            FileWords fileWords) {
        this.templates = templates;
        this.letters = letters;
        this.organisation = organisation;
        this.names = names;
        this.lines = lines;
        this.dates = dates;
        this.fileWords = fileWords;
    }

    static boolean fits(WholeCase whole) {
        return whole.messages().stream()
                                .mapToLong(message -> message.text().length())
                                .sum()
                        + whole.letters().stream()
                                .mapToLong(queued -> queued.letter().text().length())
                                .sum()
                        + whole.entries().size() * 100L
                <= MOST;
    }

    void write(WholeCase whole, About about, OutputStream out) throws IOException {
        PdfRendererBuilder pdf = new PdfRendererBuilder();
        pdf.usePdfUaAccessibility(true);
        letters.lend(pdf);
        pdf.useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory());
        pdf.useUnicodeBidiReorderer(new ICUBidiReorderer());
        pdf.defaultTextDirection(TextDirection.LTR);
        // Nothing is ever fetched: a page that asks for something gets nothing.
        pdf.useUriResolver((base, address) -> null);
        pdf.withProducer("Svara");
        pdf.withW3cDocument(page(whole, about), null);
        pdf.toStream(out);
        pdf.run();
    }

    private org.w3c.dom.Document page(WholeCase whole, About about) {
        Locale locale = LocaleContextHolder.getLocale();
        Document page = Jsoup.parse(
                templates.process("audit/export/paper", new Context(locale, told(whole, about))), Parser.xmlParser());
        page.nodeStream(TextNode.class).toList().forEach(text -> text.text(letters.settable(text.getWholeText())));
        return new W3CDom().fromJsoup(page);
    }

    private Map<String, Object> told(WholeCase whole, About about) {
        Enquiry enquiry = whole.enquiry();
        Map<String, Object> told = new HashMap<>();
        told.put("whole", whole);
        told.put("enquiry", enquiry);
        told.put("about", about);
        told.put("contents", Measured.sha256(CaseJson.of(whole)));
        told.put("lines", lines.tell(whole.entries()));
        told.put("outcome", Outcome.of(enquiry.isOpen(), enquiry.status()));
        told.put(
                "board",
                organisation
                        .findUnit(enquiry.unitId())
                        .map(unit -> names.board(unit.boardId()))
                        .orElse(Reveal.MASK));
        told.put("names", names);
        told.put("dates", dates);
        told.put("files", fileWords);
        return told;
    }
}
