package se.vaxholm.svara.process.guard;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.vaxholm.svara.process.Decision;
import se.vaxholm.svara.process.Vocabulary;

/** Judges decision tables: their parts against the grammar, then every cell. */
final class Tables {

    private static final Grammar GRAMMAR = DmnGrammar.grammar();

    /** How a cell names a group: a unit by name, or the managers of the unit that has the case. */
    private static final Pattern GROUP =
            Pattern.compile("\"(?<name>[^\"]*)\"|unit(?<suffix>\\s*\\+\\s*\"-(chef|forvaltningschef)\")?|null|");

    private final Vocabulary vocabulary;

    Tables(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** The ids of the decisions that a file holds. */
    static Stream<String> decisions(Node root) {
        return root.children("dmn:decision").map(Node::id);
    }

    void judge(String file, Node root, Objections objections) {
        Predicate<String> none = id -> false;
        GRAMMAR.judge(root, new Words(vocabulary, Map.of(), none), objections);
        List<Node> decisions = root.children("dmn:decision").toList();
        if (decisions.isEmpty()) {
            objections.add(Rule.BESLUT, "filen har inget beslut");
        }
        for (Node decision : decisions) {
            Optional<Decision> known = Decision.of(decision.id());
            known.filter(it -> !it.file().equals(file))
                    .ifPresent(it -> objections.add(
                            Rule.FIL, decision, "beslutet ”%s” hör hemma i filen %s".formatted(it.id(), it.file())));
            if (decision.children("dmn:description")
                    .allMatch(text -> text.text().isBlank())) {
                objections.add(Rule.BESLUT, decision, "beslutet saknar beskrivning");
            }
            List<Node> tables = decision.children("dmn:decisionTable").toList();
            if (tables.size() == 1) {
                table(tables.get(0), known, objections);
            } else {
                objections.add(Rule.BESLUT, decision, "beslutet ska ha en enda tabell");
            }
        }
    }

    private void table(Node table, Optional<Decision> known, Objections objections) {
        Set<String> variables = known.map(decision -> Set.copyOf(decision.inputs()))
                .orElseGet(() -> vocabulary.decisions().stream()
                        .flatMap(decision -> decision.inputs().stream())
                        .collect(Collectors.toSet()));
        if (table.children("dmn:output").count() != 1) {
            objections.add(Rule.BESLUT, table, "tabellen ska ge ett enda värde");
        }
        long inputs = table.children("dmn:input").count();
        table.children("dmn:input").forEach(input -> {
            List<Node> expressions = input.children("dmn:inputExpression").toList();
            if (expressions.size() != 1 || text(expressions.get(0)).isBlank()) {
                objections.add(Rule.BESLUT, input, "det står inte vad kolumnen ser på");
            } else {
                add(Feel.value(text(expressions.get(0)), variables), expressions.get(0), objections);
            }
        });
        table.all()
                .filter(node -> node.is("dmn:inputValues") || node.is("dmn:outputValues"))
                .forEach(values -> add(Feel.conditions(text(values), Set.of()), values, objections));
        boolean givesGroup = known.flatMap(decision -> vocabulary.variable(decision.sets()))
                .filter(Vocabulary.Variable::group)
                .isPresent();
        table.children("dmn:rule").forEach(rule -> {
            if (rule.children("dmn:inputEntry").count() != inputs
                    || rule.children("dmn:outputEntry").count() != 1) {
                objections.add(Rule.BESLUT, rule, "raden har inte lika många celler som tabellen har kolumner");
            }
            rule.children("dmn:inputEntry")
                    .forEach(cell -> add(Feel.conditions(text(cell), variables), cell, objections));
            rule.children("dmn:outputEntry").forEach(cell -> {
                add(Feel.value(text(cell), variables), cell, objections);
                if (givesGroup) {
                    add(group(text(cell)), cell, objections);
                }
            });
        });
    }

    /** A decision that gives work to a group names one that exists: otherwise nobody would ever see it. */
    private Optional<Fault> group(String cell) {
        Matcher group = GROUP.matcher(cell.strip());
        if (!group.matches()) {
            return Optional.of(new Fault(
                    Rule.GRUPP,
                    "”%s” är ingen grupp: skriv till exempel \"registrator\" eller unit + \"-chef\""
                            .formatted(Wording.shown(cell))));
        }
        String name = group.group("name");
        return name == null
                        || vocabulary
                                .groups()
                                .map(groups -> groups.contains(name))
                                .orElse(true)
                ? Optional.empty()
                : Optional.of(new Fault(Rule.GRUPP, "gruppen ”%s” finns inte".formatted(Wording.shown(name))));
    }

    private static String text(Node cell) {
        return cell.child("dmn:text").map(Node::text).orElse("");
    }

    private static void add(Optional<Fault> fault, Node node, Objections objections) {
        fault.ifPresent(it -> objections.add(it, node));
    }
}
