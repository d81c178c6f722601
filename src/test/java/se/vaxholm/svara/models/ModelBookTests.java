package se.vaxholm.svara.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;
import se.vaxholm.svara.Pictures;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.ModelView;
import se.vaxholm.svara.process.ModelView.Item;
import se.vaxholm.svara.process.ModelView.Table;
import se.vaxholm.svara.process.ModelView.Way;

/** Every build writes all models into one page, each as a picture and in words: {@code target/pictures/processer.html}. */
class ModelBookTests {

    private static final Path BOOK = Pictures.FOLDER.resolve("processer.html");

    @Test
    void theBookHoldsEveryProcessAndEveryDecisionAsAPictureAndInWords() throws IOException {
        StringBuilder book = new StringBuilder("<!doctype html><html lang=\"sv\"><meta charset=\"utf-8\">"
                + "<title>Processerna i Svara</title><style>body{font-family:Arial,sans-serif;max-width:90em;"
                + "margin:2em auto;padding:0 1em;line-height:1.5}figure{margin:0;overflow:auto}td,th{text-align:left;"
                + "border-bottom:1px solid #ccc;padding:.3em .8em}</style><h1>Processerna i Svara</h1>");
        List<String> files = files();
        for (String file : files) {
            ModelView view = ModelView.of(file, Files.readAllBytes(Path.of("bpmn", file)));
            book.append("<h2>%s</h2><p>%s</p>".formatted(text(view.title()), text(view.explanation())));
            if (!view.svg().isEmpty()) {
                book.append("<figure role=\"img\" aria-label=\"Bild; samma sak står i ord under den\">%s</figure>"
                        .formatted(view.svg()));
            }
            book.append(items(view.items()));
            view.tables().forEach(table -> book.append(table(table)));
        }
        Files.createDirectories(Pictures.FOLDER);
        Files.writeString(BOOK, book.append("</html>"));

        assertThat(files).hasSizeGreaterThanOrEqualTo(5).startsWith("receipt.bpmn");
        assertThat(book.toString().split("<h2>", -1)).hasSize(files.size() + 1);
        assertThat(book.toString().split("<svg ", -1))
                .hasSize(files.stream()
                                .filter(file -> file.endsWith(".bpmn"))
                                .toList()
                                .size()
                        + 1);
        assertThat(book).contains("Från fråga till svar", "Svarstiden är ute", "Bestäm enhet");
    }

    /** Processes in the order in which they call each other, then the decisions. */
    private static List<String> files() throws IOException {
        try (Stream<Path> decisions = Files.list(Path.of("bpmn"))) {
            return Stream.concat(
                            Arrays.stream(Contract.values())
                                    .map(process -> process.id() + ".bpmn")
                                    .filter(file -> Files.exists(Path.of("bpmn", file))),
                            decisions
                                    .map(file -> file.getFileName().toString())
                                    .filter(file -> file.endsWith(".dmn"))
                                    .sorted())
                    .toList();
        }
    }

    private static String items(List<Item> items) {
        return items.isEmpty()
                ? ""
                : items.stream()
                        .map(item -> "<li><strong>%s</strong> %s%s%s%s</li>"
                                .formatted(
                                        text(item.name()),
                                        text(item.explanation()),
                                        ways(item.ways()),
                                        items(item.inner()),
                                        item.borders().stream()
                                                .map(border -> "<p>När det pågår: <strong>%s</strong></p>%s%s"
                                                        .formatted(
                                                                text(border.name()),
                                                                ways(border.ways()),
                                                                items(border.items())))
                                                .collect(Collectors.joining())))
                        .collect(Collectors.joining("", "<ol>", "</ol>"));
    }

    private static String ways(List<Way> ways) {
        return ways.isEmpty()
                ? ""
                : ways.stream()
                        .map(way -> "<li>%s → %s</li>".formatted(text(way.name()), text(way.targetName())))
                        .collect(Collectors.joining("", "<ul>", "</ul>"));
    }

    private static String table(Table table) {
        String head = Stream.concat(table.inputs().stream(), table.outputs().stream())
                .map(name -> "<th scope=\"col\">" + text(name) + "</th>")
                .collect(Collectors.joining());
        String rows = table.rows().stream()
                .map(row -> Stream.of(row.inputs(), row.outputs(), List.of(row.explanation()))
                        .flatMap(List::stream)
                        .map(cell -> "<td>" + text(cell) + "</td>")
                        .collect(Collectors.joining("", "<tr>", "</tr>")))
                .collect(Collectors.joining());
        return "<h3>%s</h3><table><tr>%s<th scope=\"col\">Förklaring</th></tr>%s</table>"
                .formatted(text(table.name()), head, rows);
    }

    private static String text(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
