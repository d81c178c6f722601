package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.ModelVersion;
import se.vaxholm.svara.process.Models;

/** Which versions of the processes and the decision tables were in use while a case went on. */
@Component
class RulesThen {

    private final Models models;

    RulesThen(Models models) {
        this.models = models;
    }

    /** A version, from when till when it was what a case that came in then would go by. */
    record Valid(Span span, String file, String title, int version, Instant since) {}

    List<Valid> of(Moments moments) {
        Map<String, List<ModelVersion>> byFile = models.versions().stream()
                .collect(Collectors.groupingBy(ModelVersion::file, TreeMap::new, Collectors.toList()));
        List<Valid> valid = new ArrayList<>();
        byFile.values().forEach(versions -> {
            List<ModelVersion> inOrder = versions.stream()
                    .sorted(Comparator.comparing(ModelVersion::number))
                    .toList();
            for (int i = 0; i < inOrder.size(); i++) {
                ModelVersion version = inOrder.get(i);
                Integer until =
                        i + 1 < inOrder.size() ? moments.of(inOrder.get(i + 1).since()) : null;
                Span span = new Span(i == 0 ? 0 : moments.of(version.since()), until);
                if (!span.isEmpty() && span.from() < moments.size()) {
                    valid.add(new Valid(span, version.file(), version.title(), version.number(), version.since()));
                }
            }
        });
        return List.copyOf(valid);
    }
}
