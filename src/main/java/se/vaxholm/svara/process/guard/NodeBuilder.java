package se.vaxholm.svara.process.guard;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.Locator;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/** Puts {@link Node}s together while a file is read, and stops as soon as it is more than any model needs. */
final class NodeBuilder extends DefaultHandler {

    static final int MOST_ELEMENTS = 20_000;
    static final int DEEPEST = 40;
    static final int MOST_ATTRIBUTES = 30;
    static final int LONGEST = 10_000;

    private @Nullable Node root;
    private @Nullable Node current;
    private @Nullable Locator locator;
    private int elements;
    private int depth;

    /** More than any model needs. */
    static final class OutOfBoundsException extends SAXException {

        private static final long serialVersionUID = 1;

        private final String what;

        OutOfBoundsException(String what) {
            super(what);
            this.what = "filen " + what;
        }

        String what() {
            return what;
        }
    }

    Node root() {
        if (root == null) {
            throw new IllegalStateException("Nothing has been read");
        }
        return root;
    }

    int line() {
        return locator == null ? 1 : locator.getLineNumber();
    }

    @Override
    public void setDocumentLocator(Locator locator) {
        this.locator = locator;
    }

    @Override
    public void startElement(String uri, String localName, String qName, Attributes attributes) throws SAXException {
        require(++elements <= MOST_ELEMENTS, "har fler än %d element".formatted(MOST_ELEMENTS));
        require(++depth <= DEEPEST, "är djupare än %d element".formatted(DEEPEST));
        require(
                attributes.getLength() <= MOST_ATTRIBUTES,
                "har ett element med fler än %d attribut".formatted(MOST_ATTRIBUTES));
        Map<String, String> read = new LinkedHashMap<>();
        for (int i = 0; i < attributes.getLength(); i++) {
            String value = attributes.getValue(i);
            require(value.length() <= LONGEST, "har ett attribut som är längre än %d tecken".formatted(LONGEST));
            read.put(Names.of(attributes.getURI(i), attributes.getLocalName(i)), value);
        }
        current = new Node(Names.of(uri, localName), read, current, line());
        if (root == null) {
            root = current;
        }
    }

    @Override
    public void characters(char[] letters, int start, int length) throws SAXException {
        if (current != null) {
            current.append(letters, start, length);
            require(
                    current.textLength() <= LONGEST * 10,
                    "har ett element med mer text än %d tecken".formatted(LONGEST * 10));
        }
    }

    @Override
    public void endElement(String uri, String localName, String qName) {
        if (current != null) {
            current = current.parent();
            depth--;
        }
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    private static void require(boolean kept, String otherwise) throws OutOfBoundsException {
        if (!kept) {
            throw new OutOfBoundsException(otherwise);
        }
    }
}
