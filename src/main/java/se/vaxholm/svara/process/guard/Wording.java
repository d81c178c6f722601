package se.vaxholm.svara.process.guard;

import java.util.Map;
import se.vaxholm.svara.process.Vocabulary;

/** What process owners call the things that a model is made of. */
final class Wording {

    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("bpmn:process", "processen"),
            Map.entry("bpmn:userTask", "användaruppgiften"),
            Map.entry("bpmn:serviceTask", "serviceuppgiften"),
            Map.entry("bpmn:businessRuleTask", "beslutsuppgiften"),
            Map.entry("bpmn:callActivity", "anropet"),
            Map.entry("bpmn:subProcess", "delprocessen"),
            Map.entry("bpmn:exclusiveGateway", "vägvalet"),
            Map.entry("bpmn:inclusiveGateway", "vägvalet"),
            Map.entry("bpmn:parallelGateway", "grenen"),
            Map.entry("bpmn:eventBasedGateway", "väntan"),
            Map.entry("bpmn:sequenceFlow", "pilen"),
            Map.entry("bpmn:startEvent", "starten"),
            Map.entry("bpmn:endEvent", "slutet"),
            Map.entry("bpmn:boundaryEvent", "händelsen"),
            Map.entry("bpmn:intermediateCatchEvent", "händelsen"),
            Map.entry("bpmn:intermediateThrowEvent", "händelsen"),
            Map.entry("bpmn:message", "meddelandet"),
            Map.entry("dmn:decision", "beslutet"),
            Map.entry("dmn:decisionTable", "tabellen"),
            Map.entry("dmn:rule", "raden"),
            Map.entry("dmn:input", "kolumnen"),
            Map.entry("dmn:output", "resultatet"));

    private Wording() {}

    /** The element by its kind and name; what has no name is found by its nearest named surrounding and its line. */
    static String of(Node node) {
        for (Node at = node; at != null; at = at.parent()) {
            String kind = KINDS.get(at.name());
            if (kind != null) {
                return "%s ”%s” (rad %d)".formatted(kind, shown(label(at)), node.line());
            }
        }
        return "rad " + node.line();
    }

    private static String label(Node node) {
        String name = node.get("name").isBlank() ? node.get("label") : node.get("name");
        return name.isBlank() ? node.id() : name;
    }

    /** Something that somebody wrote, short enough and on one line. */
    static String shown(String text) {
        String line = text.strip().replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.length() > 80 ? line.substring(0, 80) + "…" : line;
    }

    static String of(Vocabulary.Type type) {
        return switch (type) {
            case TEXT -> "en text";
            case NUMBER -> "ett tal";
            case YES_NO -> "ja eller nej";
            case MOMENT -> "en tidpunkt";
        };
    }
}
