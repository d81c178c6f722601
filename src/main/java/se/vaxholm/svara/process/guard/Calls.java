package se.vaxholm.svara.process.guard;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Vocabulary;

/** What one process gives another: all that was agreed, and nothing more. */
final class Calls {

    private final Contract caller;
    private final Words words;
    private final Objections objections;

    Calls(Contract caller, Words words, Objections objections) {
        this.caller = caller;
        this.words = words;
        this.objections = objections;
    }

    void judge(Node process) {
        process.all("camunda:in")
                .filter(input -> !isCall(input.parent()))
                .forEach(input -> objections.add(Rule.ANROP, input, "bara ett anrop lämnar över variabler"));
        process.all("bpmn:callActivity").forEach(this::call);
    }

    private static boolean isCall(@Nullable Node extensions) {
        Node owner = extensions == null ? null : extensions.parent();
        return owner != null && owner.is("bpmn:callActivity");
    }

    private void call(Node call) {
        String called = call.get("calledElement");
        Optional<Contract> contract = Contract.of(called);
        if (contract.isEmpty()) {
            objections.add(Rule.ANROP, call, "processen ”%s” finns inte".formatted(Wording.shown(called)));
            return;
        }
        if (!caller.mayCall(contract.get())) {
            objections.add(Rule.ANROP, call, "processen ”%s” kan inte anropas härifrån".formatted(called));
            return;
        }
        List<Node> inputs = call.children("bpmn:extensionElements")
                .flatMap(extensions -> extensions.children("camunda:in"))
                .toList();
        if (inputs.stream().filter(input -> input.has("businessKey")).count() != 1) {
            objections.add(
                    Rule.ANROP, call, "ärendenumret ska följa med: businessKey #{" + BpmnGrammar.BUSINESS_KEY + "}");
        }
        inputs.forEach(input -> input(input, contract.get()));
        for (String needed : contract.get().inputs()) {
            long given = inputs.stream()
                    .filter(input -> input.get("target").equals(needed))
                    .count();
            if (given != 1) {
                objections.add(Rule.ANROP, call, "”%s” behöver variabeln ”%s”, en gång".formatted(called, needed));
            }
        }
    }

    /** A promise's day takes the place of the first deadline: both are code's, and no model makes up either. */
    private boolean isAnotherMomentOfCodes(String source, Vocabulary.Variable target) {
        return target.type() == Vocabulary.Type.MOMENT
                && words.vocabulary()
                        .variable(source)
                        .filter(given -> given.from() == Vocabulary.Variable.From.CODE && given.type() == target.type())
                        .isPresent();
    }

    private void input(Node input, Contract contract) {
        if (input.has("businessKey")) {
            if (input.attributes().size() > 1) {
                objections.add(Rule.ANROP, input, "ärendenumret lämnas över för sig");
            }
            return;
        }
        String target = input.get("target");
        Optional<Vocabulary.Variable> variable = words.vocabulary().variable(target);
        if (input.has("source") == input.has("sourceExpression")
                || !contract.inputs().contains(target)
                || variable.isEmpty()) {
            objections.add(
                    Rule.ANROP,
                    input,
                    "”%s” tar emot %s, en variabel i taget"
                            .formatted(contract.id(), String.join(", ", contract.inputs())));
        } else if (variable.get().from() == Vocabulary.Variable.From.CODE
                && !input.get("source").equals(target)
                && !isAnotherMomentOfCodes(input.get("source"), variable.get())) {
            objections.add(Rule.VARIABEL, input, "variabeln ”%s” lämnas över som den är".formatted(target));
        } else if (input.has("sourceExpression")) {
            new ExpressionCheck(words)
                    .fault(input.get("sourceExpression"), variable.get().type())
                    .filter(fault -> fault.rule() == Rule.UTTRYCK)
                    .ifPresent(fault -> objections.add(fault, input));
        }
    }
}
