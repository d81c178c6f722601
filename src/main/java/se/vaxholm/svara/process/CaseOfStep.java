package se.vaxholm.svara.process;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.TextBounds;
import se.vaxholm.svara.security.Actor;

/** What a step needs of its case: the case itself, and what stands in the forms that belong to it. */
@Component
class CaseOfStep {

    private final Enquiries enquiries;
    private final Drafts drafts;

    CaseOfStep(Enquiries enquiries, Drafts drafts) {
        this.enquiries = enquiries;
        this.drafts = drafts;
    }

    static UUID id(DelegateExecution execution) {
        return UUID.fromString((String) execution.getVariable(Variables.ENQUIRY_ID));
    }

    Enquiry of(DelegateExecution execution) {
        return enquiries.get(id(execution));
    }

    /** What stands in a field of a form, without space around it; empty when nothing does. */
    String field(Enquiry enquiry, String form, String name) {
        return drafts.find(enquiry.id(), form)
                .map((Draft draft) -> draft.field(name))
                .orElse("")
                .strip();
    }

    /** All that stands in a form. */
    Map<String, String> fields(Enquiry enquiry, String form) {
        return drafts.find(enquiry.id(), form).map(Draft::fields).orElse(Map.of());
    }

    /** Empties a field whose words have left, so that they don't leave again. */
    void forget(Enquiry enquiry, String form, String name, Actor by) {
        drafts.find(enquiry.id(), form).ifPresent(draft -> {
            Map<String, String> fields = new HashMap<>(draft.fields());
            fields.remove(name);
            drafts.save(enquiry.id(), form, fields, draft.version(), by);
        });
    }

    /** @throws IncompleteDraftException when it can't be sent as it is */
    String text(Enquiry enquiry, String form) {
        String text = field(enquiry, form, "text");
        require("text", text);
        return text;
    }

    /** @throws IncompleteDraftException when the text can't be sent as it is */
    static void require(String field, String text) {
        TextBounds.ofText(text, TextBounds.TEXT).ifPresent(problem -> {
            throw new IncompleteDraftException(
                    field, problem.name().toLowerCase(Locale.ROOT).replace('_', '-'));
        });
    }

    /**
     * Tells every process of the case that knows a unit which one it is now: where the work is for the process that handles
     * the case, who answers for it for those that call that one and escalate.
     */
    static void isWith(Enquiry enquiry, DelegateExecution execution) {
        for (DelegateExecution at = execution; at != null; at = caller(at)) {
            if (at == execution || at.hasVariable(Variables.UNIT)) {
                boolean handles = at.getProcessDefinitionId().startsWith(Contract.HANDLING.id() + ":");
                set(at, Variables.UNIT, handles ? enquiry.worksAt() : enquiry.unitId());
            }
        }
    }

    private static @Nullable DelegateExecution caller(DelegateExecution execution) {
        return execution.getProcessInstance().getSuperExecution();
    }

    /** Writes what is new alone: the history keeps a row of each writing. */
    static void set(DelegateExecution execution, String variable, Object value) {
        if (!value.equals(execution.getVariable(variable))) {
            execution.setVariable(variable, value);
        }
    }
}
