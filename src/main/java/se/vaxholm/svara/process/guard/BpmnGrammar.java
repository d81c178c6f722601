package se.vaxholm.svara.process.guard;

import se.vaxholm.svara.process.Vocabulary;

/** What a process may be drawn with: what Camunda Modeler writes for the elements that Svara uses. */
final class BpmnGrammar {

    static final String BUSINESS_KEY = "execution.processBusinessKey";

    private static final String[] DRAWN_IN_A_SCOPE = {
        "bpmn:documentation",
        "bpmn:extensionElements",
        "bpmn:startEvent",
        "bpmn:endEvent",
        "bpmn:boundaryEvent",
        "bpmn:intermediateCatchEvent",
        "bpmn:intermediateThrowEvent",
        "bpmn:exclusiveGateway",
        "bpmn:inclusiveGateway",
        "bpmn:parallelGateway",
        "bpmn:eventBasedGateway",
        "bpmn:userTask",
        "bpmn:serviceTask",
        "bpmn:businessRuleTask",
        "bpmn:callActivity",
        "bpmn:subProcess",
        "bpmn:sequenceFlow",
        "bpmn:laneSet",
        "bpmn:textAnnotation",
        "bpmn:association",
        "bpmn:group"
    };

    private BpmnGrammar() {}

    static Grammar grammar() {
        Grammar.Builder grammar = new Grammar.Builder();
        frame(grammar);
        people(grammar);
        work(grammar);
        events(grammar);
        ways(grammar);
        remarks(grammar);
        picture(grammar);
        explanations(grammar);
        return grammar.build();
    }

    private static void frame(Grammar.Builder grammar) {
        grammar.element("bpmn:definitions")
                .writtenByCamundaModeler()
                .may("targetNamespace", Value.NAME)
                .may("camunda:diagramRelationId", Value.ID)
                .holds("bpmn:process", "bpmn:message", "bpmn:collaboration", "bpmn:category", "bpmndi:BPMNDiagram");
        grammar.element("bpmn:process")
                .must("id", Value.ID, Rule.PROCESS, "processen saknar id")
                .must("name", Value.NAME, Rule.PROCESS, "processen saknar namn")
                .must("isExecutable", Value.exactly(Rule.PROCESS, "true"), Rule.PROCESS, "processen är inte körbar")
                .keptForTenYears("camunda:historyTimeToLive")
                .may("camunda:versionTag", Value.text(40))
                .may("camunda:isStartableInTasklist", Value.exactly(Rule.VARDE, "false"))
                .may("processType", Value.exactly(Rule.VARDE, "None", "Public", "Private"))
                .may("isClosed", Value.exactly(Rule.VARDE, "false"))
                .holds(DRAWN_IN_A_SCOPE);
        grammar.element("bpmn:message")
                .may("id", Value.ID)
                .must("name", Value.MESSAGE, Rule.MEDDELANDE, "meddelandet saknar namn");
        grammar.element("bpmn:documentation").may("id", Value.ID).text(Value.EXPLANATION);
        grammar.element("bpmn:extensionElements").holds("camunda:in");
    }

    /** Pools and lanes are for the eye: the engine takes no notice of them. */
    private static void people(Grammar.Builder grammar) {
        grammar.element("bpmn:collaboration")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .may("isClosed", Value.exactly(Rule.VARDE, "false"))
                .holds(
                        "bpmn:documentation",
                        "bpmn:participant",
                        "bpmn:messageFlow",
                        "bpmn:textAnnotation",
                        "bpmn:association",
                        "bpmn:group");
        grammar.element("bpmn:participant")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .may("processRef", Value.ID)
                .holds("bpmn:documentation");
        grammar.element("bpmn:messageFlow")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .may("sourceRef", Value.ID)
                .may("targetRef", Value.ID)
                .holds("bpmn:documentation");
        grammar.element("bpmn:laneSet")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .holds("bpmn:lane");
        grammar.element("bpmn:childLaneSet", "bpmn:laneSet");
        grammar.element("bpmn:lane")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .holds("bpmn:documentation", "bpmn:flowNodeRef", "bpmn:childLaneSet");
        grammar.element("bpmn:flowNodeRef").text(Value.ID);
    }

    private static Grammar.Builder node(Grammar.Builder grammar, String name) {
        return templated(grammar, name)
                .may("name", Value.NAME)
                .holds("bpmn:documentation", "bpmn:extensionElements", "bpmn:incoming", "bpmn:outgoing");
    }

    /** What Camunda Modeler can fill in from one of our element templates. */
    private static Grammar.Builder templated(Grammar.Builder grammar, String name) {
        return grammar.element(name)
                .must("id", Value.ID, Rule.VARDE, "elementet saknar id")
                .may("camunda:modelerTemplate", Value.NAME)
                .may("camunda:modelerTemplateVersion", Value.pattern("\\d{1,9}", "ett tal"));
    }

    private static void work(Grammar.Builder grammar) {
        node(grammar, "bpmn:userTask")
                .must("name", Value.NAME, Rule.TEXT, "uppgiften saknar namn")
                .must("camunda:formKey", Value.FORM, Rule.FORMULAR, "uppgiften saknar formulär: välj ett i ordlistan")
                .must(
                        "camunda:candidateGroups",
                        Value.GROUPS,
                        Rule.GRUPP,
                        "uppgiften hör inte till någon grupp: skriv till exempel ${unit}")
                .must(
                        "camunda:dueDate",
                        Value.expression(Vocabulary.Type.MOMENT),
                        Rule.SISTA_DAG,
                        "uppgiften saknar sista dag: skriv till exempel ${answerDueAt}");
        node(grammar, "bpmn:serviceTask")
                .must(
                        "camunda:delegateExpression",
                        Value.STEP,
                        Rule.STEG,
                        "uppgiften gör inget: välj ett steg i ordlistan, till exempel ${remind}");
        node(grammar, "bpmn:businessRuleTask")
                .must("camunda:decisionRef", Value.DECISION, Rule.BESLUT, "det står inte vilket beslut som ska fattas")
                .may("camunda:decisionRefBinding", Value.exactly(Rule.BESLUT, "latest"))
                .must(
                        "camunda:mapDecisionResult",
                        Value.exactly(Rule.BESLUT, "singleEntry"),
                        Rule.BESLUT,
                        "beslutet ska ge ett enda värde: välj singleEntry")
                .must(
                        "camunda:resultVariable",
                        Value.OWN_VARIABLE,
                        Rule.BESLUT,
                        "beslutets värde tas inte om hand i en variabel");
        node(grammar, "bpmn:callActivity")
                .must("calledElement", Value.ID, Rule.ANROP, "det står inte vilken process som anropas")
                .may("camunda:calledElementBinding", Value.exactly(Rule.ANROP, "latest"));
        grammar.element("camunda:in")
                .may("businessKey", Value.exactly(Rule.ANROP, "#{" + BUSINESS_KEY + "}", "${" + BUSINESS_KEY + "}"))
                .may("source", Value.VARIABLE)
                .may("sourceExpression", Value.expression(null))
                .may("target", Value.ID);
        node(grammar, "bpmn:subProcess").may("triggeredByEvent", Value.YES_NO).holds(DRAWN_IN_A_SCOPE);
    }

    private static void events(Grammar.Builder grammar) {
        node(grammar, "bpmn:startEvent")
                .may("isInterrupting", Value.YES_NO)
                .holds("bpmn:timerEventDefinition", "bpmn:messageEventDefinition");
        node(grammar, "bpmn:endEvent").holds("bpmn:terminateEventDefinition");
        node(grammar, "bpmn:boundaryEvent")
                .may("cancelActivity", Value.YES_NO)
                .may("attachedToRef", Value.ID)
                .holds("bpmn:timerEventDefinition", "bpmn:messageEventDefinition");
        node(grammar, "bpmn:intermediateCatchEvent").holds("bpmn:timerEventDefinition", "bpmn:messageEventDefinition");
        node(grammar, "bpmn:intermediateThrowEvent");
        grammar.element("bpmn:terminateEventDefinition").may("id", Value.ID);
        grammar.element("bpmn:messageEventDefinition")
                .may("id", Value.ID)
                .must("messageRef", Value.ID, Rule.MEDDELANDE, "det står inte vilket meddelande händelsen väntar på");
        grammar.element("bpmn:timerEventDefinition")
                .may("id", Value.ID)
                .holds("bpmn:timeDate", "bpmn:timeDuration", "bpmn:timeCycle");
        grammar.element("bpmn:timeDate")
                .may("id", Value.ID)
                .may("xsi:type", Value.FORMAL_EXPRESSION)
                .text(Value.paddedExpression(Vocabulary.Type.MOMENT));
        grammar.element("bpmn:timeDuration", "bpmn:timeDate").text(Value.DURATION);
        grammar.element("bpmn:timeCycle", "bpmn:timeDate").text(Value.CYCLE);
    }

    private static void ways(Grammar.Builder grammar) {
        node(grammar, "bpmn:exclusiveGateway").may("default", Value.ID);
        node(grammar, "bpmn:inclusiveGateway").may("default", Value.ID);
        node(grammar, "bpmn:parallelGateway");
        node(grammar, "bpmn:eventBasedGateway");
        grammar.element("bpmn:incoming").text(Value.ID);
        grammar.element("bpmn:outgoing").text(Value.ID);
        templated(grammar, "bpmn:sequenceFlow")
                .may("name", Value.NAME)
                .must("sourceRef", Value.ID, Rule.VAGVAL, "pilen börjar ingenstans")
                .must("targetRef", Value.ID, Rule.VAGVAL, "pilen slutar ingenstans")
                .holds("bpmn:documentation", "bpmn:extensionElements", "bpmn:conditionExpression");
        grammar.element("bpmn:conditionExpression")
                .may("id", Value.ID)
                .may("xsi:type", Value.FORMAL_EXPRESSION)
                .text(Value.paddedExpression(Vocabulary.Type.YES_NO));
    }

    private static void remarks(Grammar.Builder grammar) {
        grammar.element("bpmn:textAnnotation").may("id", Value.ID).holds("bpmn:text");
        grammar.element("bpmn:text").text(Value.EXPLANATION);
        grammar.element("bpmn:association")
                .may("id", Value.ID)
                .may("sourceRef", Value.ID)
                .may("targetRef", Value.ID)
                .may("associationDirection", Value.exactly(Rule.VARDE, "None", "One", "Both"));
        grammar.element("bpmn:group").may("id", Value.ID).may("categoryValueRef", Value.ID);
        grammar.element("bpmn:category")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .holds("bpmn:categoryValue");
        grammar.element("bpmn:categoryValue").may("id", Value.ID).may("value", Value.NAME);
    }

    private static void picture(Grammar.Builder grammar) {
        grammar.element("bpmndi:BPMNDiagram")
                .may("id", Value.ID)
                .may("name", Value.NAME)
                .holds("bpmndi:BPMNPlane");
        grammar.element("bpmndi:BPMNPlane")
                .may("id", Value.ID)
                .may("bpmnElement", Value.ID)
                .holds("bpmndi:BPMNShape", "bpmndi:BPMNEdge");
        grammar.element("bpmndi:BPMNShape")
                .may("id", Value.ID)
                .may("bpmnElement", Value.ID)
                .may("isHorizontal", Value.YES_NO)
                .may("isExpanded", Value.YES_NO)
                .may("isMarkerVisible", Value.YES_NO)
                .may("bioc:stroke", Value.COLOUR)
                .may("bioc:fill", Value.COLOUR)
                .may("color:background-color", Value.COLOUR)
                .may("color:border-color", Value.COLOUR)
                .holds("dc:Bounds", "bpmndi:BPMNLabel");
        grammar.element("bpmndi:BPMNEdge", "bpmndi:BPMNShape").holds("di:waypoint");
        grammar.element("bpmndi:BPMNLabel")
                .may("id", Value.ID)
                .may("color:color", Value.COLOUR)
                .holds("dc:Bounds");
        grammar.places("dc:Bounds", "di:waypoint");
    }

    private static void explanations(Grammar.Builder grammar) {
        String people = "arbetet hör till en grupp, aldrig till en person";
        String code = "modeller når program bara genom ordlistans steg";
        String together = "uppgiften och steget efter den ska lyckas eller misslyckas tillsammans";
        grammar.explain("camunda:assignee", people)
                .explain("camunda:candidateUsers", people)
                .explain("bpmn:potentialOwner", people)
                .explain("bpmn:humanPerformer", people)
                .explain("camunda:asyncBefore", together)
                .explain("camunda:asyncAfter", together)
                .explain("camunda:async", together)
                .explain("camunda:class", code)
                .explain("camunda:expression", code)
                .explain("camunda:topic", code)
                .explain("camunda:type", code)
                .explain("camunda:executionListener", code)
                .explain("camunda:taskListener", code)
                .explain("camunda:connector", code)
                .explain("camunda:field", code)
                .explain("camunda:out", "processerna lämnar inget tillbaka")
                .explain("camunda:formData", "formulären finns i ordlistan")
                .explain("camunda:formRef", "formulären finns i ordlistan")
                .explain("bpmn:script", code)
                .explain("bpmn:scriptTask", code)
                .explain("bpmn:sendTask", "brev skickas av ordlistans steg")
                .explain("bpmn:task", "välj vilken sorts uppgift det är")
                .explain("bpmn:manualTask", "motorn stannar inte vid den: använd en användaruppgift")
                .explain("bpmn:receiveTask", "använd en händelse som väntar på ett meddelande")
                .explain("bpmn:multiInstanceLoopCharacteristics", "en uppgift görs en gång")
                .explain("bpmn:standardLoopCharacteristics", "en uppgift görs en gång");
    }
}
