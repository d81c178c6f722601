package se.vaxholm.svara.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.StreamSupport;
import se.vaxholm.svara.Browsers;
import se.vaxholm.svara.NodePackages;
import se.vaxholm.svara.models.Drawing.Box;
import se.vaxholm.svara.models.Drawing.Edge;
import se.vaxholm.svara.models.Drawing.Label;
import se.vaxholm.svara.models.Drawing.Mark;
import se.vaxholm.svara.models.Drawing.Segment;
import se.vaxholm.svara.models.Drawing.Shape;

/** Draws models in a browser with the viewers of bpmn.io, into pictures and into measured {@link Drawing}s. */
final class ModelPainter implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path pictures;
    private final Playwright playwright = Browsers.playwright();
    private final Browser browser = Browsers.launch(playwright);
    private final Page page;

    ModelPainter(Path pictures) {
        this.pictures = pictures;
        Path viewers = NodePackages.install("pictures");
        Path modules = viewers.resolve("node_modules");
        page = browser.newPage(
                new Browser.NewPageOptions().setViewportSize(2000, 1200).setDeviceScaleFactor(2));
        page.setContent("<!doctype html><html lang='sv'><body style='margin:0;background:white'></body></html>");
        style(modules.resolve("bpmn-js/dist/assets/diagram-js.css"));
        for (String sheet : List.of("diagram-js", "dmn-js-shared", "dmn-js-drd", "dmn-js-decision-table")) {
            style(modules.resolve("dmn-js/dist/assets/" + sheet + ".css"));
        }
        page.addStyleTag(new Page.AddStyleTagOptions()
                .setContent(".dmn-decision-table-container{font-family:Arial,sans-serif} .bjs-powered-by{display:none}"
                        + " .view-drd-button,.dmn-decision-table-container .create-inputs{display:none!important}"));
        letters(modules.resolve("@fontsource/arimo/files"));
        script(modules.resolve("bpmn-js/dist/bpmn-viewer.production.min.js"));
        script(modules.resolve("dmn-js/dist/dmn-viewer.production.min.js"));
        script(viewers.resolve("pictures.js"));
    }

    /** Measures a process's drawing and keeps no picture of it. */
    Drawing measureProcess(String xml) {
        return drawing(draw("drawProcess", xml));
    }

    Drawing paintProcess(String name, String xml) {
        JsonNode drawn = draw("drawProcess", xml);
        keep(name, drawn);
        return drawing(drawn);
    }

    Drawing paintDecisions(String name, String xml) {
        JsonNode drawn = draw("drawDecisions", xml);
        keep(name, drawn);
        return drawing(drawn);
    }

    /** Keeps a picture of one decision's table and gives the texts that do not fit their cells. */
    List<String> paintTable(String name, String xml, String decision) {
        JsonNode cut = JSON.valueToTree(
                page.evaluate("([xml, decision]) => window.showTable(xml, decision)", List.of(xml, decision)));
        page.locator(".tjs-container").screenshot(picture(name));
        return StreamSupport.stream(cut.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private JsonNode draw(String function, String xml) {
        JsonNode drawn = JSON.valueToTree(page.evaluate("xml => window." + function + "(xml)", xml));
        assertThat(drawn.get("warnings")).as("what the viewer complains of").isEmpty();
        return drawn;
    }

    private void keep(String name, JsonNode drawn) {
        String svg = drawn.get("svg").asText();
        try {
            Files.createDirectories(pictures);
            Files.writeString(pictures.resolve(name + ".svg"), svg);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
        page.evaluate("svg => window.showSvg(svg)", svg);
        page.locator("svg").first().screenshot(picture(name));
    }

    private Locator.ScreenshotOptions picture(String name) {
        return new Locator.ScreenshotOptions().setPath(pictures.resolve(name + ".png"));
    }

    private void style(Path file) {
        page.addStyleTag(new Page.AddStyleTagOptions().setPath(file));
    }

    /** The viewers write in Arial, which few servers have: letters of the same width, so that texts break alike everywhere. */
    private void letters(Path fonts) {
        for (String weight : List.of("400", "700")) {
            byte[] font = read(fonts.resolve("arimo-latin-" + weight + "-normal.woff2"));
            page.addStyleTag(new Page.AddStyleTagOptions()
                    .setContent("@font-face{font-family:Arial;font-weight:" + weight
                            + ";src:url(data:font/woff2;base64,"
                            + Base64.getEncoder().encodeToString(font) + ")}"));
            page.evaluate("weight => document.fonts.load(weight + ' 12px Arial')", weight);
        }
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private void script(Path file) {
        page.addScriptTag(new Page.AddScriptTagOptions().setPath(file));
    }

    private static Drawing drawing(JsonNode drawn) {
        List<Shape> shapes = new ArrayList<>();
        for (JsonNode it : drawn.get("shapes")) {
            shapes.add(new Shape(
                    it.get("id").asText(),
                    it.get("parent").asText(),
                    it.get("host").asText(),
                    it.get("container").asBoolean(),
                    box(it)));
        }
        List<Label> labels = new ArrayList<>();
        for (JsonNode it : drawn.get("labels")) {
            labels.add(new Label(
                    it.get("owner").asText(),
                    it.get("text").asText(),
                    it.get("inside").asBoolean(),
                    box(it)));
        }
        List<Mark> marks = new ArrayList<>();
        for (JsonNode it : drawn.get("marks")) {
            marks.add(new Mark(it.get("owner").asText(), box(it)));
        }
        List<Edge> edges = new ArrayList<>();
        for (JsonNode it : drawn.get("edges")) {
            edges.add(new Edge(
                    it.get("id").asText(),
                    it.get("parent").asText(),
                    it.get("source").asText(),
                    it.get("target").asText(),
                    segments(it.get("points"))));
        }
        return new Drawing(shapes, labels, marks, edges);
    }

    private static Box box(JsonNode it) {
        return new Box(
                it.get("x").asDouble(),
                it.get("y").asDouble(),
                it.get("width").asDouble(),
                it.get("height").asDouble());
    }

    private static List<Segment> segments(JsonNode points) {
        List<Segment> segments = new ArrayList<>();
        for (int i = 1; i < points.size(); i++) {
            JsonNode from = points.get(i - 1);
            JsonNode to = points.get(i);
            segments.add(new Segment(
                    from.get("x").asDouble(),
                    from.get("y").asDouble(),
                    to.get("x").asDouble(),
                    to.get("y").asDouble()));
        }
        return segments;
    }
}
