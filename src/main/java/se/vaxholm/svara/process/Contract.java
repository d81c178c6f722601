package se.vaxholm.svara.process;

import static se.vaxholm.svara.process.Variables.ANSWERED_ON_THE_SPOT;
import static se.vaxholm.svara.process.Variables.ANSWER_DUE_AT;
import static se.vaxholm.svara.process.Variables.CATEGORY_ID;
import static se.vaxholm.svara.process.Variables.CHANNEL;
import static se.vaxholm.svara.process.Variables.ENQUIRY_ID;
import static se.vaxholm.svara.process.Variables.KIND;
import static se.vaxholm.svara.process.Variables.LEGAL_KIND;
import static se.vaxholm.svara.process.Variables.LEVEL;
import static se.vaxholm.svara.process.Variables.OUTCOME;
import static se.vaxholm.svara.process.Variables.PROMISED;
import static se.vaxholm.svara.process.Variables.REMIND_AT;
import static se.vaxholm.svara.process.Variables.TOPICS;
import static se.vaxholm.svara.process.Variables.UNIT;
import static se.vaxholm.svara.process.Variables.UNIT_MISSING;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What each process is given by whoever starts it: code for the first one, other models for the rest. A process may be
 * redrawn while cases run; what goes in and out stays.
 *
 * <p>In the order of calling: a process calls only those that stand after it, so that no two call each other for ever.
 */
public enum Contract {
    RECEIPT(
            "receipt",
            "Varje fråga går den här vägen, från att den kommer in tills ärendet avslutas.",
            List.of(
                    ENQUIRY_ID,
                    CHANNEL,
                    KIND,
                    CATEGORY_ID,
                    LEGAL_KIND,
                    TOPICS,
                    ANSWERED_ON_THE_SPOT,
                    ANSWER_DUE_AT,
                    REMIND_AT)),
    HOLDING_NOTICE(
            "holding-notice",
            "Håller ett löfte: svaret kommer den dag som frågeställaren har fått besked om.",
            List.of(ENQUIRY_ID, UNIT)),
    HANDLING(
            "handling",
            "Ger ärendet till rätt enhet och gör det som handläggaren bestämmer.",
            List.of(ENQUIRY_ID, UNIT, UNIT_MISSING, ANSWER_DUE_AT, PROMISED)),
    FORWARDING(
            "forwarding",
            "Lämnar ärendet till en annan enhet, tillbaka, eller till någon utanför kommunen.",
            List.of(ENQUIRY_ID, UNIT, ANSWER_DUE_AT, OUTCOME)),
    DIRECT_ANSWER(
            "direct-answer",
            "Skickar det svar som är skrivet och ser till att det kommer fram.",
            List.of(ENQUIRY_ID, UNIT, ANSWER_DUE_AT)),
    WATCH(
            "watch",
            "Bevakar ett ärende som har vidarebefordrats ut ur kommunen, tills det är säkert att det kom fram.",
            List.of(ENQUIRY_ID, UNIT)),
    FOLLOW_UP(
            "follow-up",
            "Tar hand om det som frågeställaren säger när ärendet är avslutat.",
            List.of(ENQUIRY_ID, UNIT)),
    ESCALATION(
            "escalation", "Lyfter ett försenat ärende nivå för nivå.", List.of(ENQUIRY_ID, UNIT, ANSWER_DUE_AT, LEVEL));

    /** Those that a case never goes straight through. */
    private static final Set<Contract> WAITING = EnumSet.of(HOLDING_NOTICE, HANDLING, WATCH, FOLLOW_UP);

    private final String id;
    private final String meaning;
    private final List<String> inputs;

    Contract(String id, String meaning, List<String> inputs) {
        this.id = id;
        this.meaning = meaning;
        this.inputs = inputs;
    }

    /** The contract of a process, by the id in its model. */
    public static Optional<Contract> of(String process) {
        return Arrays.stream(values())
                .filter(contract -> contract.id.equals(process))
                .findFirst();
    }

    public String id() {
        return id;
    }

    public String meaning() {
        return meaning;
    }

    /** The variables that the process may count on from its first moment. */
    public List<String> inputs() {
        return inputs;
    }

    /** Whether a case always stands still in it somewhere, so that a caller who comes back to it goes round no endless loop. */
    public boolean waits() {
        return WAITING.contains(this);
    }

    /** Whether this process may call the other one. */
    public boolean mayCall(Contract other) {
        return compareTo(other) < 0;
    }
}
