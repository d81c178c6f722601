package se.vaxholm.svara.process.guard;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes models that look like the shipped ones and carry something that must never be put in use, at a place where the
 * notation would allow it. The same seed makes the same models.
 */
final class HostileModels {

    private static final List<String> ATTRIBUTES = List.of(
            "camunda:class=\"java.lang.Runtime\"",
            "camunda:expression=\"${execution.getProcessEngineServices()}\"",
            "camunda:assignee=\"handlaggare\"",
            "camunda:candidateUsers=\"handlaggare\"",
            "camunda:candidateStarterUsers=\"handlaggare\"",
            "camunda:asyncBefore=\"true\"",
            "camunda:asyncAfter=\"true\"",
            "camunda:exclusive=\"false\"",
            "camunda:jobPriority=\"${''.getClass()}\"",
            "camunda:taskPriority=\"${''.getClass()}\"",
            "camunda:priority=\"${''.getClass()}\"",
            "camunda:followUpDate=\"${''.getClass()}\"",
            "camunda:initiator=\"enquiryId\"",
            "camunda:type=\"external\"",
            "camunda:topic=\"${''.getClass()}\"",
            "camunda:caseRef=\"x\"",
            "camunda:calledElementTenantId=\"${''.getClass()}\"",
            "camunda:variableMappingClass=\"java.lang.Runtime\"",
            "camunda:variableMappingDelegateExpression=\"${remind}\"",
            "camunda:errorCodeVariable=\"enquiryId\"",
            "camunda:formHandlerClass=\"java.lang.Runtime\"",
            "camunda:formRef=\"x\"",
            "camunda:resource=\"deployment://x.js\"",
            "xmlns:activiti=\"http://activiti.org/bpmn\" activiti:class=\"java.lang.Runtime\"",
            "xmlns:x=\"http://example.org\" x:anything=\"1\"",
            "xsi:schemaLocation=\"http://example.org http://example.org/x.xsd\"",
            "xml:base=\"http://example.org\"",
            "operationRef=\"x\"",
            "implementation=\"${''.getClass()}\"",
            "language=\"javascript\"");

    private static final List<String> CHILDREN = List.of(
            "<camunda:executionListener event=\"start\"><camunda:script scriptFormat=\"javascript\">1</camunda:script></camunda:executionListener>",
            "<camunda:executionListener event=\"end\" class=\"java.lang.Runtime\" />",
            "<camunda:taskListener event=\"create\" delegateExpression=\"${remind}\" />",
            "<camunda:taskListener event=\"timeout\" expression=\"${''.getClass()}\" />",
            "<camunda:inputOutput><camunda:inputParameter name=\"unit\">${''.getClass()}</camunda:inputParameter></camunda:inputOutput>",
            "<camunda:inputOutput><camunda:outputParameter name=\"enquiryId\">x</camunda:outputParameter></camunda:inputOutput>",
            "<camunda:connector><camunda:connectorId>http-connector</camunda:connectorId></camunda:connector>",
            "<camunda:field name=\"x\" stringValue=\"y\" />",
            "<camunda:formData><camunda:formField id=\"x\" type=\"string\" defaultValue=\"${''.getClass()}\" /></camunda:formData>",
            "<camunda:properties><camunda:property name=\"x\" value=\"${''.getClass()}\" /></camunda:properties>",
            "<camunda:failedJobRetryTimeCycle>${''.getClass()}</camunda:failedJobRetryTimeCycle>",
            "<camunda:errorEventDefinition errorRef=\"x\" expression=\"${true}\" />",
            "<camunda:in variables=\"all\" />",
            "<camunda:out variables=\"all\" />",
            "<activiti:executionListener xmlns:activiti=\"http://activiti.org/bpmn\" event=\"start\" class=\"java.lang.Runtime\" />",
            "<x:y xmlns:x=\"http://example.org\" />");

    private static final List<String> PARTS = List.of(
            "<bpmn:scriptTask id=\"Hostile\" scriptFormat=\"groovy\"><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
            "<bpmn:serviceTask id=\"Hostile\" camunda:type=\"shell\" />",
            "<bpmn:serviceTask id=\"Hostile\" camunda:class=\"java.lang.Runtime\" />",
            "<bpmn:sendTask id=\"Hostile\" camunda:expression=\"${''.getClass()}\" />",
            "<bpmn:userTask id=\"Hostile\" name=\"Fri uppgift\" />",
            "<bpmn:callActivity id=\"Hostile\" calledElement=\"${unit}\" />",
            "<bpmn:intermediateThrowEvent id=\"Hostile\"><bpmn:messageEventDefinition camunda:expression=\"${''.getClass()}\" /></bpmn:intermediateThrowEvent>",
            "<bpmn:endEvent id=\"Hostile\"><bpmn:signalEventDefinition signalRef=\"x\" /></bpmn:endEvent>",
            "<bpmn:subProcess id=\"Hostile\" triggeredByEvent=\"true\"><bpmn:startEvent id=\"HostileStart\"><bpmn:conditionalEventDefinition><bpmn:condition>${''.getClass()}</bpmn:condition></bpmn:conditionalEventDefinition></bpmn:startEvent></bpmn:subProcess>",
            "<bpmn:adHocSubProcess id=\"Hostile\"><bpmn:completionCondition>${''.getClass()}</bpmn:completionCondition></bpmn:adHocSubProcess>",
            "<bpmn:ioSpecification />",
            "<bpmn:auditing />",
            "<x:scriptTask xmlns:x=\"http://example.org\" id=\"Hostile\" scriptFormat=\"groovy\"><x:script>1</x:script></x:scriptTask>");

    private static final List<String> TEXTS = List.of(
            "${execution.getProcessEngineServices().getRuntimeService()}",
            "#{''.getClass().forName('java.lang.Runtime').getMethods()[6].invoke(null).exec('id')}",
            "${calendar.getClass().getClassLoader()}",
            "${remind.execute(execution)}",
            "${task.delete()}",
            "Hej ${enquiryId}",
            "embedded:/tasklist-forms/${unit}.html",
            "${authenticatedUserId}",
            "${dateTime().plusYears(9)}",
            "${dataSource.connection}");

    private static final List<String> CELLS = List.of(
            "${''.getClass()}",
            "function(x) external {java: {class: \"java.lang.System\", method signature: \"exit(int)\"}}",
            "for i in 1..1000000000 return i",
            "some x in [1] satisfies x = 1",
            "{a: 1}.a",
            "enquirer.email",
            "@\"2026-12-24\"",
            "import(\"x\")",
            "\"\\u0024\"",
            "((((((((1))))))))");

    private static final Pattern ELEMENT = Pattern.compile("<bpmn:(?!definitions|message)[a-zA-Z]+ (?=id=)");
    private static final Pattern EXTENSIONS = Pattern.compile("<bpmn:extensionElements>");
    private static final Pattern ACTIVITY =
            Pattern.compile("<bpmn:(serviceTask|userTask|businessRuleTask|exclusiveGateway) [^>]*[^/]>");
    private static final Pattern IN_SCOPE = Pattern.compile("(?=<bpmn:(serviceTask|sequenceFlow|endEvent) )");
    private static final Pattern NAME = Pattern.compile("<bpmn:[a-zA-Z]+ id=\"[^\"]+\" name=\"[^\"]*\"");
    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{[^}]*}");
    private static final Pattern EXPLANATION = Pattern.compile("<bpmn:documentation>");
    private static final Pattern NEEDED = Pattern.compile(
            " (camunda:(formKey|candidateGroups|dueDate|delegateExpression|decisionRef|mapDecisionResult|resultVariable|historyTimeToLive)|calledElement|isExecutable)=\"[^\"]*\"");
    private static final Pattern CELL = Pattern.compile("<text>[^<]*");
    private static final Pattern CELL_ELEMENT = Pattern.compile("<(inputExpression|inputEntry|outputEntry) ");
    private static final Pattern TABLE = Pattern.compile("<decisionTable [^>]*>");

    private final Random random;

    HostileModels(long seed) {
        random = new Random(seed);
    }

    Stream<ModelFile> some(int number) {
        return IntStream.range(0, number).mapToObj(i -> one());
    }

    private ModelFile one() {
        boolean table = random.nextInt(4) == 0;
        String name = any(
                table
                        ? List.of(ShippedFiles.ROUTING, ShippedFiles.LADDER)
                        : List.of(ShippedFiles.RECEIPT, ShippedFiles.ANSWER, ShippedFiles.LATE));
        String model = ShippedFiles.text(name);
        for (int left = 1 + random.nextInt(3); left > 0; left--) {
            model = any(table ? tables() : processes()).apply(model);
        }
        return ShippedFiles.file(name, model);
    }

    private List<UnaryOperator<String>> processes() {
        return List.of(
                model -> at(model, ELEMENT, found -> found + any(ATTRIBUTES) + " "),
                model -> at(model, ELEMENT, found -> found + any(ATTRIBUTES) + " "),
                model -> at(model, ACTIVITY, found -> found + extensions(any(CHILDREN))),
                model -> at(model, ACTIVITY, found -> found + extensions(any(CHILDREN))),
                model -> at(model, EXTENSIONS, found -> found + any(CHILDREN)),
                model -> at(model, IN_SCOPE, found -> any(PARTS)),
                model -> at(model, IN_SCOPE, found -> any(PARTS)),
                model -> at(model, NAME, found -> found.substring(0, found.length() - 1) + any(TEXTS) + "\""),
                model -> at(model, EXPRESSION, found -> any(TEXTS)),
                model -> at(model, EXPRESSION, found -> any(TEXTS)),
                model -> at(model, EXPLANATION, found -> found + any(TEXTS)),
                model -> at(model, NEEDED, found -> ""),
                this::entities);
    }

    private List<UnaryOperator<String>> tables() {
        return List.of(
                model -> at(model, CELL, found -> "<text>" + any(CELLS)),
                model -> at(model, CELL, found -> "<text>" + any(CELLS)),
                model -> at(model, CELL_ELEMENT, found -> found + "expressionLanguage=\"juel\" "),
                model -> at(model, CELL_ELEMENT, found -> found + "expressionLanguage=\"groovy\" "),
                model -> at(model, TABLE, found -> "<literalExpression><text>1</text></literalExpression>" + found),
                model -> model.replaceFirst(" camunda:historyTimeToLive=\"[^\"]*\"", ""),
                this::entities);
    }

    private static String extensions(String child) {
        return "<bpmn:extensionElements>" + child + "</bpmn:extensionElements>";
    }

    /** A document type with entities of its own; a file has only one. */
    private String entities(String model) {
        String entities = IntStream.range(0, 2 + random.nextInt(8))
                .mapToObj(i -> "<!ENTITY e%d \"%s\">".formatted(i + 1, ("&e" + i + ";").repeat(10)))
                .collect(joining("", "<!DOCTYPE x [<!ENTITY e0 \"ha\">", "]>"));
        return model.contains("<!DOCTYPE") ? model : model.replaceFirst("\\?>", "?>" + entities);
    }

    /** Changes one of the places where a pattern is found, whichever chance picks. */
    private String at(String model, Pattern pattern, UnaryOperator<String> change) {
        List<MatchResult> places =
                new ArrayList<>(pattern.matcher(model).results().toList());
        if (places.isEmpty()) {
            return entities(model);
        }
        MatchResult place = any(places);
        return model.substring(0, place.start()) + change.apply(place.group()) + model.substring(place.end());
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
