package se.vaxholm.svara.process.guard;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;

/**
 * Reads a model's bytes into {@link Node}s: no document type, no entity of its own, nothing fetched, and bounds on
 * everything. Only UTF-8 is read, so that the engine's parser can't see other letters than the guard did.
 */
final class ModelReader {

    static final int MOST_BYTES = 2 * 1024 * 1024;

    private static final Pattern DECLARATION = Pattern.compile("^<\\?xml\\s[^?<>]{0,200}\\?>");
    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)[\"']");

    private ModelReader() {}

    static Node read(byte[] content) throws UnreadableModelException {
        if (content.length > MOST_BYTES) {
            throw new UnreadableModelException("filen är större än %d MB".formatted(MOST_BYTES / 1024 / 1024));
        }
        String text = text(content);
        requirePlain(text);
        NodeBuilder builder = new NodeBuilder();
        try {
            SAXParserFactory factory = SAXParserFactory.newDefaultInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            XMLReader reader = factory.newSAXParser().getXMLReader();
            reader.setContentHandler(builder);
            reader.setErrorHandler(builder);
            reader.setEntityResolver((publicId, systemId) -> {
                throw new SAXException("filen hänvisar till en annan fil");
            });
            reader.parse(new InputSource(new StringReader(text)));
            return builder.root();
        } catch (NodeBuilder.OutOfBoundsException e) {
            throw new UnreadableModelException(e.what());
        } catch (SAXException | IOException e) {
            throw new UnreadableModelException("filen är inte läsbar XML nära rad " + builder.line());
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("This Java has no XML parser that can be told to be careful", e);
        }
    }

    private static String text(byte[] content) throws UnreadableModelException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(content))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableModelException("filen är inte sparad som UTF-8");
        }
    }

    private static void requirePlain(String text) throws UnreadableModelException {
        Matcher declaration = DECLARATION.matcher(text);
        int start = 0;
        if (declaration.find()) {
            start = declaration.end();
            Matcher encoding = ENCODING.matcher(declaration.group());
            if (encoding.find() && !encoding.group(1).toUpperCase(Locale.ROOT).equals("UTF-8")) {
                throw new UnreadableModelException("filen säger att den inte är UTF-8");
            }
        }
        if (text.indexOf("<!DOCTYPE") >= 0 || text.indexOf("<!ENTITY") >= 0) {
            throw new UnreadableModelException("filen har en dokumenttyp eller egna entiteter");
        }
        if (text.indexOf("<?", start) >= 0) {
            throw new UnreadableModelException("filen har en instruktion till program (<?…?>)");
        }
        if (text.indexOf('\0') >= 0) {
            throw new UnreadableModelException("filen är inte text");
        }
    }
}
