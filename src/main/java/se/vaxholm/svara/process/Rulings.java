package se.vaxholm.svara.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.history.HistoricDecisionInputInstance;
import org.camunda.bpm.engine.history.HistoricDecisionInstance;
import org.camunda.bpm.engine.history.HistoricDecisionOutputInstance;
import org.camunda.bpm.engine.repository.DecisionDefinition;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.CaseHistory.Ruling;
import se.vaxholm.svara.process.CaseHistory.Value;
import se.vaxholm.svara.process.guard.TableReader;

/** What tables decided in a case, with the row that hit as it stands in the version that was asked. */
@Component
class Rulings {

    private final RepositoryService repository;

    /** A version never changes once it is in use. */
    private final Map<String, Asked> known = new ConcurrentHashMap<>();

    Rulings(RepositoryService repository) {
        this.repository = repository;
    }

    /** A version of a table. */
    private record Asked(String name, int version, ModelView.@Nullable Table table) {}

    List<Ruling> of(CaseHistories.Rows rows) {
        List<HistoricDecisionInstance> decisions = rows.select("selectDecisionsOfCase");
        Map<String, List<HistoricDecisionInputInstance>> inputs =
                rows.<HistoricDecisionInputInstance>select("selectDecisionInputsOfCase").stream()
                        .collect(Collectors.groupingBy(HistoricDecisionInputInstance::getDecisionInstanceId));
        Map<String, List<HistoricDecisionOutputInstance>> outputs =
                rows.<HistoricDecisionOutputInstance>select("selectDecisionOutputsOfCase").stream()
                        .collect(Collectors.groupingBy(HistoricDecisionOutputInstance::getDecisionInstanceId));
        return decisions.stream()
                .map(decision -> ruling(
                        decision,
                        inputs.getOrDefault(decision.getId(), List.of()),
                        outputs.getOrDefault(decision.getId(), List.of())))
                .toList();
    }

    private Ruling ruling(
            HistoricDecisionInstance decision,
            List<HistoricDecisionInputInstance> inputs,
            List<HistoricDecisionOutputInstance> outputs) {
        Asked asked = known.computeIfAbsent(decision.getDecisionDefinitionId(), this::read);
        Integer rule = outputs.stream()
                .map(HistoricDecisionOutputInstance::getRuleOrder)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Ruling(
                decision.getEvaluationTime().toInstant(),
                decision.getDecisionDefinitionKey(),
                asked.name,
                asked.version,
                inputs.stream()
                        .map(input -> value(input.getClauseName(), input.getValue()))
                        .toList(),
                outputs.stream()
                        .map(output -> value(
                                Objects.requireNonNullElse(output.getClauseName(), output.getVariableName()),
                                output.getValue()))
                        .toList(),
                rule,
                row(asked.table, rule));
    }

    private static Value value(@Nullable String name, @Nullable Object value) {
        return new Value(Objects.requireNonNullElse(name, ""), value == null ? "" : String.valueOf(value));
    }

    private static ModelView.@Nullable Row row(ModelView.@Nullable Table table, @Nullable Integer rule) {
        return table == null || rule == null || rule < 1 || rule > table.rows().size()
                ? null
                : table.rows().get(rule - 1);
    }

    private Asked read(String definitionId) {
        DecisionDefinition definition = repository.getDecisionDefinition(definitionId);
        try (InputStream model = repository.getDecisionModel(definitionId)) {
            return new Asked(
                    Objects.requireNonNullElse(definition.getName(), definition.getKey()),
                    definition.getVersion(),
                    TableReader.read(model.readAllBytes()).tables().stream()
                            .filter(table -> table.id().equals(definition.getKey()))
                            .findFirst()
                            .orElse(null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
