package se.vaxholm.svara.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private record Asked(String name, int version, ModelView.@Nullable Table table) {

        /** Where a row stands, from 0; the engine counts only those that hit. */
        int place(String rule) {
            return table == null
                    ? -1
                    : table.rows().stream().map(ModelView.Row::id).toList().indexOf(rule);
        }

        Value value(@Nullable String label, @Nullable Object value) {
            return new Value(
                    Objects.requireNonNullElse(label, ""),
                    table == null || label == null ? "" : column(table, label),
                    value == null ? "" : String.valueOf(value));
        }

        private static String column(ModelView.Table table, String label) {
            int place = Stream.concat(table.inputs().stream(), table.outputs().stream())
                    .toList()
                    .indexOf(label);
            return place < 0 ? "" : table.names().get(place);
        }
    }

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
        int row = outputs.stream()
                .map(HistoricDecisionOutputInstance::getRuleId)
                .filter(Objects::nonNull)
                .findFirst()
                .map(asked::place)
                .orElse(-1);
        return new Ruling(
                decision.getEvaluationTime().toInstant(),
                decision.getDecisionDefinitionKey(),
                asked.name,
                asked.version,
                inputs.stream()
                        .map(input -> asked.value(input.getClauseName(), input.getValue()))
                        .toList(),
                outputs.stream()
                        .map(output -> asked.value(
                                Objects.requireNonNullElse(output.getClauseName(), output.getVariableName()),
                                output.getValue()))
                        .toList(),
                row < 0 ? null : Integer.valueOf(row + 1),
                row < 0 || asked.table == null ? null : asked.table.rows().get(row));
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
