package se.vaxholm.svara.process;

import java.util.Arrays;
import java.util.List;

/** What a person decides in a form; the gateway after the task reads it. */
public enum Outcome {
    ANSWER("assess", "Svaret är skrivet och ska skickas.", "sendAnswer", "direct-answer"),
    HOLDING_NOTICE("assess", "Frågeställaren får veta vem som svarar och när.", "sendAnswer", "direct-answer"),
    ASK_BACK("assess", "Vi behöver veta mer: en fråga ska ställas till frågeställaren.", "askBack"),
    FORWARD_INTERNAL("assess", "En annan enhet ska ha ärendet.", "forwarding"),
    FORWARD_EXTERNAL("assess", "Ärendet är någon annans utanför kommunen och ska vidarebefordras.", "forwarding"),
    RETURN("assess", "Enheten lämnar tillbaka ett ärende som den inte ska ha.", "forwarding"),
    ANSWERED_OTHERWISE("assess", "Frågan är redan besvarad, i telefon eller på annat sätt.", "recordAnsweredOtherwise"),
    NO_ANSWER_EXPECTED("assess", "Frågan är till för kännedom: inget svar behövs.", "recordNoAnswerExpected"),
    HANDLED_ELSEWHERE(
            "assess",
            "Ärendet tas om hand i ett annat system; frågeställaren ska få veta det.",
            "sendAnswer",
            "direct-answer"),
    CLOSE_UNANSWERED("assess", "Ärendet ska avslutas utan svar, med ett skäl.", "closeUnanswered"),
    UNIT_CHOSEN("choose-unit", "Registratorn har valt enhet.", "assignUnit", "assignAgain"),
    SEND_AGAIN(
            "reach-otherwise", "Adressen är rättad: brevet ska skickas igen.", "sendAnswer", "recordReachedOtherwise"),
    REACHED("reach-otherwise", "Frågeställaren är nådd på annat sätt.", "recordReachedOtherwise"),
    CALLED("call-back", "Samtalet är ringt.", "recordCall"),
    NO_REPLY("call-back", "Ingen svarade när vi ringde.", "recordNoReply"),
    POSTED("print-and-post", "Brevet är utskrivet och postat.", "recordPosted"),
    NOTHING_NEEDED("read-reply", "Meddelandet är läst och kräver inget mer.", "recordReplyRead"),
    REOPEN("read-reply", "Frågan är inte besvarad: ärendet ska öppnas igen.", "reopen"),
    CONTACTED("dissatisfied", "Chefen har kontaktat frågeställaren.", "recordContacted"),
    ACTED("late", "Chefen har agerat och antecknat vad som är gjort.", "recordActedOn"),
    FORWARD_AGAIN("forwarding-failed", "Brevet ska skickas vidare igen, till en rättad adress.", "sendForwarding"),
    KEPT("forwarding-failed", "Ärendet är kvar hos oss.", "keepCase"),
    CONFIRMED("check-forwarding", "Mottagaren har sagt att den tar hand om frågan.", "forwardingStands"),
    TAKEN_BACK("check-forwarding", "Mottagaren tar inte hand om frågan: den är vår igen.", "takeBackForwarding");

    private final String form;
    private final String meaning;
    private final List<String> carriedOutBy;

    Outcome(String form, String meaning, String... carriedOutBy) {
        this.form = form;
        this.meaning = meaning;
        this.carriedOutBy = List.of(carriedOutBy);
    }

    /** The form that offers this outcome. */
    public String form() {
        return form;
    }

    /** What has been decided, in Swedish, for process owners. */
    public String meaning() {
        return meaning;
    }

    /** The steps and processes that make it come true; one of them has to follow in the model. With none, no form offers it. */
    public List<String> carriedOutBy() {
        return carriedOutBy;
    }

    /** In the order in which the form declares them. */
    static List<Outcome> of(String form) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.form.equals(form) && !outcome.carriedOutBy.isEmpty())
                .toList();
    }
}
