package se.vaxholm.svara.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.Drawing;
import se.vaxholm.svara.process.DrawnModels;

/** Draws each version of each process that a case went by, with where the case was at a moment. */
@Component
class Diagrams {

    private static final int MOST_VISITS = 20;

    private final DrawnModels models;
    private final Marks marks;

    Diagrams(DrawnModels models, Marks marks) {
        this.models = models;
        this.marks = marks;
    }

    /** In the order in which the case came to them. */
    List<Diagram> of(List<Stay> stays, int moment) {
        Map<String, List<Stay>> byVersion = stays.stream()
                .collect(Collectors.groupingBy(Stay::definitionId, LinkedHashMap::new, Collectors.toList()));
        List<Diagram> diagrams = new ArrayList<>();
        byVersion.forEach((definitionId, own) -> diagrams.add(diagram(models.of(definitionId), own, moment)));
        return diagrams;
    }

    private Diagram diagram(DrawnModels.Drawn drawn, List<Stay> stays, int moment) {
        Map<String, List<Stay>> byElement = stays.stream()
                .collect(Collectors.groupingBy(stay -> stay.step().element(), LinkedHashMap::new, Collectors.toList()));
        Map<String, List<Mark>> changes = new HashMap<>();
        for (Drawing.Part part : drawn.drawing().parts()) {
            if (byElement.containsKey(part.element())) {
                changes.put(part.element(), marks.of(byElement.get(part.element()), part.isBox()));
            }
        }
        return new Diagram(
                drawn.process() + "-" + drawn.version(),
                drawn.name(),
                drawn.version(),
                running(stays),
                Paint.svg(drawn.drawing(), changes, moment),
                byElement.values().stream()
                        .map(own -> row(drawn.nameOf(own.get(0).step().element()), own))
                        .filter(row -> !row.name().isEmpty())
                        .toList(),
                drawn.drawing().parts().stream()
                        .filter(part -> !part.element().isEmpty() && !byElement.containsKey(part.element()))
                        .map(Drawing.Part::name)
                        .filter(name -> !name.isEmpty())
                        .distinct()
                        .toList());
    }

    private static Span running(List<Stay> stays) {
        int from = stays.stream().mapToInt(stay -> stay.span().from()).min().orElse(0);
        boolean ended = stays.stream().allMatch(stay -> stay.span().until() != null);
        return new Span(
                from,
                ended
                        ? Integer.valueOf(stays.stream()
                                .map(stay -> stay.span().until())
                                .mapToInt(until -> until == null ? from : until)
                                .max()
                                .orElse(from))
                        : null);
    }

    /** @param name as this version has it: a step that was moved to another one is remembered by its name there */
    private Diagram.Row row(String name, List<Stay> stays) {
        return new Diagram.Row(
                name,
                stays.get(0).step().kind(),
                marks.of(stays, true),
                stays.stream()
                        .limit(MOST_VISITS)
                        .map(stay -> new Diagram.Visit(stay.span(), stay.startedAt(), stay.endedAt(), stay.end()))
                        .toList(),
                Math.max(0, stays.size() - MOST_VISITS));
    }
}
