package se.vaxholm.svara.process.guard;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.vaxholm.svara.process.ModelView;
import se.vaxholm.svara.process.ModelView.Row;
import se.vaxholm.svara.process.ModelView.Table;

/** Reads a file of decisions as the tables that people see. */
public final class TableReader {

    private TableReader() {}

    /** @throws IllegalStateException when it can't be read, which nothing that has been let through is */
    public static ModelView read(byte[] content) {
        try {
            Node root = ModelReader.read(content);
            List<Table> tables =
                    root.children("dmn:decision").flatMap(TableReader::table).toList();
            String title = tables.stream().map(Table::name).collect(Collectors.joining(", "));
            return new ModelView(title, "", "", List.of(), tables);
        } catch (UnreadableModelException e) {
            throw new IllegalStateException("A model in use can't be read: " + e.what(), e);
        }
    }

    private static Stream<Table> table(Node decision) {
        return decision.children("dmn:decisionTable")
                .map(table -> new Table(
                        decision.id(),
                        decision.get("name"),
                        table.children("dmn:input").map(TableReader::label).toList(),
                        table.children("dmn:output").map(TableReader::label).toList(),
                        Stream.concat(
                                        table.children("dmn:input").map(TableReader::expression),
                                        table.children("dmn:output").map(output -> output.get("name")))
                                .toList(),
                        table.children("dmn:rule").map(TableReader::row).toList()));
    }

    private static String expression(Node input) {
        return input.child("dmn:inputExpression")
                .map(expression -> text(expression, "dmn:text"))
                .orElse("");
    }

    private static String label(Node column) {
        return column.get("label").isBlank() ? column.get("name") : column.get("label");
    }

    private static Row row(Node rule) {
        return new Row(
                rule.id(),
                rule.children("dmn:inputEntry").map(TableReader::text).toList(),
                rule.children("dmn:outputEntry").map(TableReader::text).toList(),
                text(rule, "dmn:description"));
    }

    /** As it stands, without the quotation marks around a single text; a dash means anything, as nothing does. */
    private static String text(Node entry) {
        String text = text(entry, "dmn:text");
        boolean quoted = text.length() > 1 && text.startsWith("\"") && text.indexOf('"', 1) == text.length() - 1;
        return text.equals("-") ? "" : quoted ? text.substring(1, text.length() - 1) : text;
    }

    private static String text(Node parent, String child) {
        return parent.child(child).map(node -> node.text().strip()).orElse("");
    }
}
