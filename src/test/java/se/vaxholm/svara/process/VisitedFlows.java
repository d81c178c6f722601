package se.vaxholm.svara.process;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Remembers every line of every model along which a case has gone in this JVM. The engine's history knows the nodes only,
 * so the engine of the tests gets a listener on each line.
 */
@TestConfiguration(proxyBeanMethods = false)
public class VisitedFlows {

    private static final Set<String> TAKEN = ConcurrentHashMap.newKeySet();

    @Bean
    ProcessEnginePlugin visitedFlowsPlugin() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                List<BpmnParseListener> listeners = new ArrayList<>(List.of(new Listener()));
                if (engine.getCustomPreBPMNParseListeners() != null) {
                    listeners.addAll(engine.getCustomPreBPMNParseListeners());
                }
                engine.setCustomPreBPMNParseListeners(listeners);
            }
        };
    }

    /** The nodes and lines of a model along which no case has gone yet, as {@code model: id}, in alphabetical order. */
    static Set<String> unvisited(BpmnModelInstance model) {
        String name =
                model.getModelElementsByType(Process.class).iterator().next().getId();
        Set<String> unvisited = new TreeSet<>();
        for (SequenceFlow flow : model.getModelElementsByType(SequenceFlow.class)) {
            // The engine waits in the gateway's events themselves: a case is on that line when it goes on from the
            // event.
            Collection<SequenceFlow> lines = flow.getSource() instanceof EventBasedGateway
                    ? flow.getTarget().getOutgoing()
                    : List.of(flow);
            if (lines.stream().noneMatch(line -> TAKEN.contains(key(name, line.getId())))) {
                unvisited.add(name + ": " + flow.getId());
            }
        }
        for (FlowNode node : model.getModelElementsByType(FlowNode.class)) {
            // A sub-process that an event starts has no lines of its own: whoever goes along one in it has been there.
            Stream<SequenceFlow> inner = node instanceof SubProcess scope
                    ? scope.getChildElementsByType(SequenceFlow.class).stream()
                    : Stream.of();
            Set<String> lines = Stream.concat(
                            Stream.concat(node.getIncoming().stream(), node.getOutgoing().stream()), inner)
                    .map(flow -> key(name, flow.getId()))
                    .collect(Collectors.toSet());
            if (lines.stream().noneMatch(TAKEN::contains)) {
                unvisited.add(name + ": " + node.getId());
            }
        }
        return unvisited;
    }

    private static String key(String model, String flow) {
        return model + ": " + flow;
    }

    private static final class Listener extends AbstractBpmnParseListener implements ExecutionListener {

        @Override
        public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
            transition.addListener(EVENTNAME_TAKE, this);
        }

        @Override
        public void notify(DelegateExecution execution) {
            String definition = execution.getProcessDefinitionId();
            TAKEN.add(key(definition.substring(0, definition.indexOf(':')), execution.getCurrentTransitionId()));
        }
    }
}
