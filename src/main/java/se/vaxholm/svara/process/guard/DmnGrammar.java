package se.vaxholm.svara.process.guard;

/** What a decision may be made of: tables of FEEL and the picture of what they look at, as Camunda Modeler writes them. */
final class DmnGrammar {

    private static final Value TYPE =
            Value.exactly(Rule.VARDE, "string", "boolean", "integer", "long", "double", "number", "Any");

    private static final Value FEEL = Value.exactly(Rule.UTTRYCK, "feel", "FEEL");

    private DmnGrammar() {}

    static Grammar grammar() {
        Grammar.Builder grammar = new Grammar.Builder();
        frame(grammar);
        table(grammar);
        picture(grammar);
        String tables = "ett beslut är en tabell";
        String code = "en tabell når aldrig program";
        return grammar.explain("dmn:literalExpression", tables)
                .explain("dmn:context", tables)
                .explain("dmn:invocation", code)
                .explain("dmn:functionDefinition", code)
                .explain("dmn:businessKnowledgeModel", code)
                .explain("dmn:encapsulatedLogic", code)
                .explain("dmn:import", code)
                .explain("dmn:requiredDecision", "modellen frågar tabellerna en i taget")
                .build();
    }

    private static void frame(Grammar.Builder grammar) {
        grammar.element("dmn:definitions")
                .writtenByCamundaModeler()
                .may("namespace", Value.NAME)
                .may("camundadmn:diagramRelationId", Value.ID)
                .holds(
                        "dmn:description",
                        "dmn:inputData",
                        "dmn:decision",
                        "dmn:textAnnotation",
                        "dmn:association",
                        "dmndi:DMNDI");
        grammar.element("dmn:inputData")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .holds("dmn:description", "dmn:variable");
        grammar.element("dmn:variable")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .may("typeRef", TYPE);
        grammar.element("dmn:description").text(Value.EXPLANATION);
        grammar.element("dmn:question").text(Value.EXPLANATION);
        grammar.element("dmn:allowedAnswers").text(Value.EXPLANATION);
        grammar.element("dmn:decision")
                .must("id", Value.ID, Rule.BESLUT, "beslutet saknar id")
                .must("name", Value.NAME, Rule.BESLUT, "beslutet saknar namn")
                .keptForTenYears("camundadmn:historyTimeToLive")
                .may("camundadmn:versionTag", Value.text(40))
                .holds(
                        "dmn:description",
                        "dmn:question",
                        "dmn:allowedAnswers",
                        "dmn:variable",
                        "dmn:informationRequirement",
                        "dmn:decisionTable");
        grammar.element("dmn:informationRequirement").may("id", Value.ID).holds("dmn:requiredInput");
        grammar.element("dmn:requiredInput")
                .may("href", Value.pattern("#[\\p{L}_][\\p{L}\\p{N}_.-]{0,120}", "# och ett id i filen"));
        grammar.element("dmn:textAnnotation")
                .may("id", Value.ID)
                .may("textFormat", Value.exactly(Rule.VARDE, "text/plain"))
                .holds("dmn:text");
        grammar.element("dmn:association")
                .may("id", Value.ID)
                .may("associationDirection", Value.exactly(Rule.VARDE, "None", "One", "Both"))
                .holds("dmn:sourceRef", "dmn:targetRef");
        grammar.element("dmn:sourceRef", "dmn:requiredInput");
        grammar.element("dmn:targetRef", "dmn:requiredInput");
    }

    private static void table(Grammar.Builder grammar) {
        grammar.element("dmn:decisionTable")
                .may("id", Value.ID)
                .may("hitPolicy", Value.exactly(Rule.BESLUT, "UNIQUE", "FIRST", "ANY"))
                .holds("dmn:input", "dmn:output", "dmn:annotation", "dmn:rule");
        grammar.element("dmn:input")
                .may("id", Value.ID)
                .may("label", Value.NAME)
                .may("biodi:width", Value.COORDINATE)
                .holds("dmn:inputExpression", "dmn:inputValues");
        grammar.element("dmn:inputExpression")
                .may("id", Value.ID)
                .may("typeRef", TYPE)
                .may("expressionLanguage", FEEL)
                .holds("dmn:text");
        grammar.element("dmn:inputValues", "dmn:inputExpression");
        grammar.element("dmn:output")
                .may("id", Value.ID)
                .may("label", Value.NAME)
                .may("name", Value.NAME)
                .may("typeRef", TYPE)
                .may("biodi:width", Value.COORDINATE)
                .holds("dmn:outputValues");
        grammar.element("dmn:outputValues", "dmn:inputExpression");
        grammar.element("dmn:annotation").may("name", Value.NAME).may("biodi:width", Value.COORDINATE);
        grammar.element("dmn:rule")
                .may("id", Value.ID)
                .holds("dmn:description", "dmn:inputEntry", "dmn:outputEntry", "dmn:annotationEntry");
        grammar.element("dmn:inputEntry")
                .may("id", Value.ID)
                .may("expressionLanguage", FEEL)
                .holds("dmn:description", "dmn:text");
        grammar.element("dmn:outputEntry", "dmn:inputEntry");
        grammar.element("dmn:annotationEntry").holds("dmn:text");
        grammar.element("dmn:text").text(Value.EXPLANATION);
    }

    private static void picture(Grammar.Builder grammar) {
        grammar.element("dmndi:DMNDI").holds("dmndi:DMNDiagram");
        grammar.element("dmndi:DMNDiagram")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .holds("dmndi:DMNShape", "dmndi:DMNEdge");
        grammar.element("dmndi:DMNShape")
                .may("id", Value.ID)
                .may("dmnElementRef", Value.ID)
                .may("isCollapsed", Value.YES_NO)
                .holds("dmndc:Bounds", "dmndi:DMNLabel");
        grammar.element("dmndi:DMNEdge", "dmndi:DMNShape").holds("dmndd:waypoint");
        grammar.element("dmndi:DMNLabel").may("id", Value.ID).holds("dmndc:Bounds");
        grammar.places("dmndc:Bounds", "dmndd:waypoint");
    }
}
