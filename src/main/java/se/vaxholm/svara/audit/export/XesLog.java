package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.security.Actor;

/**
 * Cases as an event log for process mining (IEEE 1849, XES): a case is a trace, an entry of its journal an event. Nothing is in
 * it of who asked and what.
 */
final class XesLog implements CaseWriter {

    private static final String NAMESPACE = "http://www.xes-standard.org/";
    private static final String NAME = "concept:name";
    private static final String TIME = "time:timestamp";
    private static final String TRANSITION = "lifecycle:transition";

    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx").withZone(WorkingCalendar.ZONE);

    private final XMLStreamWriter xml;
    private final Instant at;
    private final Function<List<UUID>, Map<UUID, List<Entry>>> journal;

    /** @param journal the entries of some cases, each case's in order */
    XesLog(Writer out, Instant at, Function<List<UUID>, Map<UUID, List<Entry>>> journal) throws IOException {
        try {
            this.xml = XMLOutputFactory.newFactory().createXMLStreamWriter(out);
        } catch (XMLStreamException e) {
            throw new IOException(e);
        }
        this.at = at;
        this.journal = journal;
    }

    @Override
    public void begin() throws IOException {
        told(() -> {
            xml.writeStartDocument("UTF-8", "1.0");
            line();
            xml.setDefaultNamespace(NAMESPACE);
            xml.writeStartElement("log");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("xes.version", "1849.2023");
            xml.writeAttribute("xes.features", "");
            extension("Concept", "concept");
            extension("Time", "time");
            extension("Lifecycle", "lifecycle");
            extension("Organizational", "org");
            global("trace", () -> attribute("string", NAME, "?"));
            global("event", () -> {
                attribute("string", NAME, "?");
                attribute("date", TIME, MOMENT.format(Instant.EPOCH));
                attribute("string", TRANSITION, "complete");
            });
            line();
            xml.writeEmptyElement("classifier");
            xml.writeAttribute("name", "Deed");
            xml.writeAttribute("keys", NAME);
            attribute("string", NAME, "Svara");
            attribute("string", "lifecycle:model", "standard");
            attribute("date", "exportedAt", MOMENT.format(at));
        });
    }

    private void extension(String name, String prefix) throws XMLStreamException {
        line();
        xml.writeEmptyElement("extension");
        xml.writeAttribute("name", name);
        xml.writeAttribute("prefix", prefix);
        xml.writeAttribute("uri", NAMESPACE + prefix + ".xesext");
    }

    private void global(String scope, Part attributes) throws XMLStreamException {
        line();
        xml.writeStartElement("global");
        xml.writeAttribute("scope", scope);
        attributes.write();
        xml.writeEndElement();
    }

    @Override
    public long add(List<ToldCase> cases) throws IOException {
        Map<UUID, List<Entry>> entries =
                journal.apply(cases.stream().map(one -> one.found().id()).toList());
        long told = 0;
        for (ToldCase one : cases) {
            List<Entry> happened = entries.getOrDefault(one.found().id(), List.of());
            told(() -> trace(one, happened));
            told += happened.size();
        }
        return told;
    }

    private void trace(ToldCase one, List<Entry> happened) throws XMLStreamException {
        line();
        xml.writeStartElement("trace");
        attribute("string", NAME, one.found().number());
        attribute("string", "board", one.board());
        attribute("string", "unit", one.found().unitId());
        attribute("string", "category", one.found().categoryId());
        attribute("string", "channel", one.found().channel().name());
        attribute("string", "outcome", one.found().outcome().name());
        attribute("boolean", "late", Boolean.toString(one.found().late()));
        attribute("boolean", "marked", Boolean.toString(one.found().sensitive()));
        for (Entry entry : happened) {
            event(entry, one.masked());
        }
        line();
        xml.writeEndElement();
    }

    private void event(Entry entry, boolean masked) throws XMLStreamException {
        line();
        xml.writeStartElement("event");
        attribute("string", NAME, entry.what().name());
        attribute("string", TRANSITION, "complete");
        attribute("date", TIME, MOMENT.format(entry.at()));
        boolean staff = entry.actorRole() == Actor.Role.STAFF;
        attribute(
                "string",
                "org:resource",
                staff ? entry.actorId() : entry.actorRole().name());
        attribute("string", "org:role", entry.actingAs());
        attribute("string", "org:group", entry.unit());
        attribute("int", "seq", Integer.toString(entry.seq()));
        if (!masked) {
            for (Map.Entry<String, String> detail : new TreeMap<>(entry.detail()).entrySet()) {
                attribute("string", "detail." + detail.getKey(), detail.getValue());
            }
        }
        xml.writeEndElement();
    }

    @Override
    public void end() throws IOException {
        told(() -> {
            line();
            xml.writeEndElement();
            xml.writeEndDocument();
            line();
            xml.flush();
        });
    }

    /** Nothing for what is not known. */
    private void attribute(String type, String key, @Nullable String value) throws XMLStreamException {
        if (value != null) {
            xml.writeEmptyElement(type);
            xml.writeAttribute("key", key);
            xml.writeAttribute("value", readable(value));
        }
    }

    /** What XML can't hold at all is shown as what can't be shown. */
    private static String readable(String text) {
        return text.codePoints()
                .map(one ->
                        one == '\t' || one == '\n' || one == '\r' || (one >= ' ' && !isNoCharacter(one)) ? one : 0xfffd)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static boolean isNoCharacter(int one) {
        return (one >= 0xd800 && one <= 0xdfff) || one == 0xfffe || one == 0xffff;
    }

    private void line() throws XMLStreamException {
        xml.writeCharacters("\n");
    }

    /** Writes some of it. */
    @FunctionalInterface
    private interface Part {
        void write() throws XMLStreamException;
    }

    private static void told(Part part) throws IOException {
        try {
            part.write();
        } catch (XMLStreamException e) {
            throw e.getNestedException() instanceof IOException cause ? cause : new IOException(e);
        }
    }
}
