package se.vaxholm.svara.process;

/** What code tells a case while it is under way; a model waits for it by its name. */
enum CaseMessage {
    FIRST_RESPONSE_GIVEN(
            "FirstResponseGiven", "Frågeställaren har fått sitt första svar på annat håll än i uppgiften."),
    WITHDRAWN("Withdrawn", "Frågeställaren har dragit tillbaka sin fråga."),
    ENQUIRER_WROTE("EnquirerWrote", "Frågeställaren har skrivit mer i ärendet."),
    ACKNOWLEDGEMENT_REFUSED("AcknowledgementRefused", "Bekräftelsen kom inte fram till frågeställaren."),
    LETTER_SENT("LetterSent", "Brevet till frågeställaren, med svar eller besked, har lämnat huset."),
    LETTER_REFUSED("LetterRefused", "Brevet till frågeställaren, med svar eller besked, kom inte fram."),
    LETTER_STOPPED("LetterStopped", "Brevet till frågeställaren stoppades innan det hade gått."),
    FORWARDING_SENT("ForwardingSent", "Brevet till den som ärendet vidarebefordras till har lämnat huset."),
    FORWARDING_REFUSED("ForwardingRefused", "Brevet till den som ärendet vidarebefordras till kom inte fram."),
    FORWARDING_CONFIRMED("ForwardingConfirmed", "Mottagaren har bekräftat att den har tagit över ärendet."),
    NOT_SOLVED("NotSolved", "Frågeställaren säger att frågan inte är besvarad."),
    CONTACT_WANTED("ContactWanted", "Frågeställaren vill bli kontaktad av en chef.");

    private final String word;
    private final String meaning;

    CaseMessage(String word, String meaning) {
        this.word = word;
        this.meaning = meaning;
    }

    /** The message's name in the models. */
    String word() {
        return word;
    }

    String meaning() {
        return meaning;
    }
}
