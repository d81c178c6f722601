package se.vaxholm.svara.process;

import java.util.Map;
import org.camunda.bpm.engine.impl.FormServiceImpl;
import org.camunda.bpm.engine.variable.VariableMap;

/** The engine's forms, held to the same as {@link GuardedTasks}: what a form sends with its task is the outcome alone. */
class GuardedForms extends FormServiceImpl {

    @Override
    public void submitTaskFormData(String taskId, Map<String, String> properties) {
        submitTaskForm(taskId, Map.copyOf(properties));
    }

    @Override
    public void submitTaskForm(String taskId, Map<String, Object> properties) {
        GuardedTasks.requireOutcomeAlone(properties);
        super.submitTaskForm(taskId, properties);
    }

    @Override
    public VariableMap submitTaskFormWithVariablesInReturn(
            String taskId, Map<String, Object> properties, boolean deserializeValues) {
        GuardedTasks.requireOutcomeAlone(properties);
        return super.submitTaskFormWithVariablesInReturn(taskId, properties, deserializeValues);
    }
}
