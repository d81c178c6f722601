package se.vaxholm.svara.process;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.impl.juel.ExpressionFactoryImpl;
import org.camunda.bpm.impl.juel.SimpleContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;
import org.camunda.bpm.impl.juel.jakarta.el.ExpressionFactory;
import org.camunda.bpm.model.bpmn.instance.CallActivity;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Which outcomes of a form lead somewhere in the version of the model that a case runs in: a form must not offer what an older
 * drawing knows no way for.
 */
@Component
class HandledOutcomes {

    private final RepositoryService repository;
    private final ExpressionFactory expressions = new ExpressionFactoryImpl();

    /** A version never changes once it is in use. */
    private final Map<Place, List<Outcome>> known = new ConcurrentHashMap<>();

    HandledOutcomes(RepositoryService repository) {
        this.repository = repository;
    }

    /** A task in one version of one process. */
    private record Place(String definition, String element, String form) {}

    List<Outcome> of(String definition, String element, String form) {
        return known.computeIfAbsent(new Place(definition, element, form), this::read);
    }

    private List<Outcome> read(Place place) {
        List<Outcome> all = Outcome.of(place.form());
        FlowNode task = repository.getBpmnModelInstance(place.definition()).getModelElementById(place.element());
        ExclusiveGateway gateway = task == null ? null : gatewayAfter(task);
        if (gateway == null) {
            return all;
        }
        return all.stream().filter(outcome -> leadsOn(gateway, outcome)).toList();
    }

    /** Where the way parts next, before anybody decides anything else. */
    private static @Nullable ExclusiveGateway gatewayAfter(FlowNode task) {
        FlowNode node = task;
        for (int steps = 0; steps < 100; steps++) {
            Collection<SequenceFlow> ways = node.getOutgoing();
            if (node instanceof ExclusiveGateway gateway && ways.size() > 1) {
                return gateway;
            }
            boolean decidedElsewhere = node != task && (node instanceof UserTask || node instanceof CallActivity);
            if (ways.size() != 1 || decidedElsewhere) {
                return null;
            }
            node = ways.iterator().next().getTarget();
        }
        return null;
    }

    /** Gateways that stand one after the other decide together. */
    private boolean leadsOn(ExclusiveGateway gateway, Outcome outcome) {
        return leadsOn(gateway, outcome, new HashSet<>());
    }

    private boolean leadsOn(ExclusiveGateway gateway, Outcome outcome, Set<ExclusiveGateway> seen) {
        if (!seen.add(gateway)) {
            return false;
        }
        List<SequenceFlow> ways = gateway.getOutgoing().stream()
                .filter(way -> !way.equals(gateway.getDefault()))
                .filter(way -> way.getConditionExpression() == null
                        || mayHold(way.getConditionExpression().getTextContent(), outcome))
                .toList();
        SequenceFlow otherwise = gateway.getDefault();
        return (ways.isEmpty() && otherwise != null ? List.of(otherwise) : ways)
                .stream()
                        .anyMatch(way -> !(way.getTarget() instanceof ExclusiveGateway next)
                                || next.getOutgoing().size() < 2
                                || leadsOn(next, outcome, seen));
    }

    /** Also true when it depends on something else that isn't known yet. */
    private boolean mayHold(String condition, Outcome outcome) {
        SimpleContext context = new SimpleContext();
        context.setVariable(Variables.OUTCOME, expressions.createValueExpression(outcome.name(), String.class));
        try {
            return !Boolean.FALSE.equals(expressions
                    .createValueExpression(context, condition.strip(), Boolean.class)
                    .getValue(context));
        } catch (ELException e) {
            return true;
        }
    }
}
