package se.vaxholm.svara.process;

import java.util.Arrays;
import java.util.List;

/** What a person decides in a form; the gateway after the task reads it. */
public enum Outcome {
    ANSWER("assess", "Svaret är skrivet och ska skickas."),
    ANSWERED_OTHERWISE("assess", "Frågan är redan besvarad, i telefon eller på annat sätt."),
    NO_ANSWER_EXPECTED("assess", "Frågan är till för kännedom: inget svar behövs."),
    UNIT_CHOSEN("choose-unit", "Registratorn har valt enhet."),
    SEND_AGAIN("reach-otherwise", "Adressen är rättad: brevet ska skickas igen."),
    REACHED("reach-otherwise", "Frågeställaren är nådd på annat sätt."),
    CALLED("call-back", "Samtalet är ringt."),
    ACTED("late", "Chefen har agerat och antecknat vad som är gjort.");

    private final String form;
    private final String meaning;

    Outcome(String form, String meaning) {
        this.form = form;
        this.meaning = meaning;
    }

    /** The form that offers this outcome. */
    public String form() {
        return form;
    }

    /** What has been decided, in Swedish, for process owners. */
    public String meaning() {
        return meaning;
    }

    /** In the order in which the form declares them. */
    static List<Outcome> of(String form) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.form.equals(form))
                .toList();
    }
}
