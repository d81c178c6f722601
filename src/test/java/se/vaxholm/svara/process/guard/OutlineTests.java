package se.vaxholm.svara.process.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import se.vaxholm.svara.process.ModelView;
import se.vaxholm.svara.process.ModelView.Item;
import se.vaxholm.svara.process.ModelView.Kind;
import se.vaxholm.svara.process.ModelView.Way;

/** Who reads a model in words learns all that the picture shows. */
class OutlineTests {

    static Stream<String> shipped() {
        return ShippedFiles.all().stream().map(ModelFile::name).filter(name -> name.endsWith(".bpmn"));
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void everythingWithANameIsToldOnceAndEveryWayLeadsToSomethingTold(String file) throws Exception {
        Node process = ModelReader.read(ShippedFiles.text(file).getBytes(StandardCharsets.UTF_8))
                .child("bpmn:process")
                .orElseThrow();
        Flow flow = new Flow(process);
        List<String> told = new ArrayList<>();
        List<Way> ways = new ArrayList<>();
        each(view(ShippedFiles.text(file)).items(), told, ways);

        assertThat(told).doesNotHaveDuplicates();
        assertThat(told)
                .containsAll(flow.nodes()
                        .filter(node -> !node.get("name").isBlank())
                        .map(Node::id)
                        .toList());
        Set<String> known = new HashSet<>(told);
        assertThat(ways).allSatisfy(way -> assertThat(known).contains(way.target()));
        // What each arrow is called is told as well.
        List<String> names = ways.stream().map(Way::name).toList();
        assertThat(names)
                .containsAll(process.all("bpmn:sequenceFlow")
                        .map(arrow -> arrow.get("name"))
                        .filter(name -> !name.isBlank())
                        .toList());
    }

    private static void each(List<Item> items, List<String> told, List<Way> ways) {
        Consumer<List<Item>> deeper = inner -> each(inner, told, ways);
        items.forEach(item -> {
            told.add(item.id());
            ways.addAll(item.ways());
            deeper.accept(item.inner());
            item.borders().forEach(border -> {
                told.add(border.id());
                ways.addAll(border.ways());
                deeper.accept(border.items());
            });
        });
    }

    private static ModelView view(String model) {
        return ModelView.of("receipt.bpmn", model.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void theOrderIsThatOfHappeningWhateverTheOrderInTheFile() {
        ModelView view = view("""
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"><bpmn:process id="p" name="Process">
                  <bpmn:documentation>Vad  den
                    gör.</bpmn:documentation>
                  <bpmn:endEvent id="end" name="Klart" />
                  <bpmn:exclusiveGateway id="choice" name="Bra?" />
                  <bpmn:exclusiveGateway id="merge" />
                  <bpmn:userTask id="task" name="Läs" />
                  <bpmn:boundaryEvent id="late" name="Tiden är ute" attachedToRef="task" cancelActivity="false"><bpmn:timerEventDefinition /></bpmn:boundaryEvent>
                  <bpmn:serviceTask id="remind" name="Påminn" />
                  <bpmn:endEvent id="reminded" />
                  <bpmn:startEvent id="start" name="Börja" />
                  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="merge" />
                  <bpmn:sequenceFlow id="f2" sourceRef="merge" targetRef="task" />
                  <bpmn:sequenceFlow id="f3" sourceRef="task" targetRef="choice" />
                  <bpmn:sequenceFlow id="f4" name="Ja" sourceRef="choice" targetRef="end" />
                  <bpmn:sequenceFlow id="f5" name="Nej" sourceRef="choice" targetRef="merge" />
                  <bpmn:sequenceFlow id="f6" sourceRef="late" targetRef="remind" />
                  <bpmn:sequenceFlow id="f7" sourceRef="remind" targetRef="reminded" />
                </bpmn:process></bpmn:definitions>""");

        assertThat(view.explanation()).isEqualTo("Vad den gör.");
        assertThat(view.svg()).isEmpty();
        assertThat(view.items()).extracting(Item::name).containsExactly("Börja", "Läs", "Bra?", "Klart");
        assertThat(view.items().get(0).ways()).isEmpty();
        assertThat(view.items().get(2).ways())
                .containsExactly(
                        new Way("Ja", "end", Kind.END, "Klart"), new Way("Nej", "task", Kind.USER_TASK, "Läs"));
        assertThat(view.items().get(1).borders()).singleElement().satisfies(border -> {
            assertThat(border.kind()).isEqualTo(Kind.TIME);
            assertThat(border.interrupting()).isFalse();
            assertThat(border.items()).extracting(Item::id).containsExactly("remind", "reminded");
        });
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void thePictureHoldsEveryShapeAndArrowAndNothingThatActs(String file) {
        String model = ShippedFiles.text(file);
        String svg = view(model).svg();

        assertThat(svg).startsWith("<svg ").endsWith("</svg>").doesNotContain("NaN", "null", "<script", "style=");
        assertThat(svg.split("marker-end=", -1).length - 1).isEqualTo(model.split("<bpmndi:BPMNEdge ", -1).length - 1);
        for (String word : List.of("Bestäm enhet", "Ring upp", "Meddela chefen")) {
            if (model.contains("name=\"" + word + "\"")) {
                assertThat(svg).contains(">" + word + "<");
            }
        }
    }

    @Test
    void whatIsWrittenInAModelStaysTextInThePicture() {
        String svg = view(ShippedFiles.text("receipt.bpmn").replace("name=\"Påminn\"", "name=\"&lt;b&gt;Påminn&amp;\""))
                .svg();

        assertThat(svg).contains("&lt;b&gt;Påminn&amp;").doesNotContain("<b>");
    }

    @Test
    void aDecisionIsItsTables() {
        ModelView view = ModelView.of(
                "routing.dmn", ShippedFiles.text(ShippedFiles.ROUTING).getBytes(StandardCharsets.UTF_8));

        assertThat(view.tables()).extracting(ModelView.Table::name).containsExactly("Bestäm enhet", "Bestäm svarstid");
        assertThat(view.tables())
                .allSatisfy(table -> assertThat(table.rows()).isNotEmpty().allSatisfy(row -> {
                    assertThat(row.inputs()).hasSameSizeAs(table.inputs());
                    assertThat(row.outputs()).hasSameSizeAs(table.outputs());
                    assertThat(row.explanation()).isNotBlank();
                }));
    }
}
