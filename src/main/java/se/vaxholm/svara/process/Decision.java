package se.vaxholm.svara.process;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The decision tables that the shipped models ask, and what each of them may look at: never what the asker wrote. */
public enum Decision {
    ROUTING("routing", "Vilken enhet som svarar.", Variables.UNIT),
    ROUTING_TIME("routing-time", "Hur många arbetsdagar det får ta, en eller två.", Variables.WORKING_DAYS),
    ESCALATION("escalation", "Vem ett försenat ärende lyfts till.", Variables.ESCALATION_GROUP),
    ESCALATION_TIME(
            "escalation-time", "Hur många arbetstimmar den som får ärendet har på sig.", Variables.ESCALATION_HOURS);

    private final String id;
    private final String meaning;
    private final String sets;

    Decision(String id, String meaning, String sets) {
        this.id = id;
        this.meaning = meaning;
        this.sets = sets;
    }

    public static Optional<Decision> of(String id) {
        return Arrays.stream(values())
                .filter(decision -> decision.id.equals(id))
                .findFirst();
    }

    public String id() {
        return id;
    }

    /** The file that holds it. */
    public String file() {
        return switch (this) {
            case ROUTING, ROUTING_TIME -> "routing.dmn";
            case ESCALATION, ESCALATION_TIME -> "escalation.dmn";
        };
    }

    public String meaning() {
        return meaning;
    }

    /** The variable that the decision's single value becomes. */
    public String sets() {
        return sets;
    }

    /** What is known whenever the decision is asked. */
    public List<String> inputs() {
        return switch (this) {
            case ROUTING, ROUTING_TIME ->
                List.of(
                        Variables.CHANNEL,
                        Variables.KIND,
                        Variables.CATEGORY_ID,
                        Variables.LEGAL_KIND,
                        Variables.TOPICS,
                        Variables.ANSWERED_ON_THE_SPOT);
            case ESCALATION, ESCALATION_TIME -> List.of(Variables.UNIT, Variables.LEVEL);
        };
    }
}
