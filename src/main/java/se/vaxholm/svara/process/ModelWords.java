package se.vaxholm.svara.process;

import java.io.ByteArrayInputStream;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Which words of the vocabulary a model names. */
final class ModelWords {

    /** The attributes whose whole value is one word, and what stands before it: a decision may be called as a process is. */
    private static final Map<String, String> NAMING = Map.of(
            "formKey", "",
            "resultVariable", "",
            "source", "",
            "target", "",
            "decisionRef", "decision ",
            "calledElement", "process ");

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    private static final Pattern WORD = Pattern.compile("\\p{Alpha}\\w*");

    private final Set<String> words = new HashSet<>();

    private ModelWords() {}

    static Set<String> of(byte[] model) {
        ModelWords found = new ModelWords();
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(model));
            boolean inputOfTable = false;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        inputOfTable |= xml.getLocalName().equals("inputExpression");
                        found.element(xml);
                    }
                    case XMLStreamConstants.END_ELEMENT ->
                        inputOfTable &= !xml.getLocalName().equals("inputExpression");
                    case XMLStreamConstants.CHARACTERS -> found.text(xml.getText(), inputOfTable);
                    default -> {
                        // Comments and the like name nothing.
                    }
                }
            }
            return found.words;
        } catch (XMLStreamException e) {
            throw new IllegalStateException("A model in use can't be read", e);
        }
    }

    private void element(XMLStreamReader xml) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            String value = xml.getAttributeValue(i);
            String name = xml.getAttributeLocalName(i);
            boolean message = xml.getLocalName().equals("message") && name.equals("name");
            String before = message ? "" : NAMING.get(name);
            if (before != null) {
                words.add(before + value);
            }
            text(value, false);
        }
    }

    private void text(String text, boolean expression) {
        if (expression) {
            words(text);
        } else {
            EXPRESSION.matcher(text).results().forEach(found -> words(found.group(1)));
        }
    }

    private void words(String expression) {
        WORD.matcher(QUOTED.matcher(expression).replaceAll(" ")).results().forEach(word -> words.add(word.group()));
    }
}
