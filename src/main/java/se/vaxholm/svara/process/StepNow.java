package se.vaxholm.svara.process;

import org.camunda.bpm.engine.impl.context.BpmnExecutionContext;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.ModelStep;

/** The step that the engine is in, in this thread. */
@Component
class StepNow implements ModelStep {

    @Override
    public @Nullable String now() {
        BpmnExecutionContext context = Context.getBpmnExecutionContext();
        if (context == null) {
            return null;
        }
        ExecutionEntity execution = context.getExecution();
        String element = execution.getCurrentActivityId();
        return element == null ? null : execution.getProcessDefinitionId() + " " + element;
    }
}
