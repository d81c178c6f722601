package se.vaxholm.svara.process;

/** What code tells a case while it is under way; a model waits for it by its name. */
enum CaseMessage {
    FIRST_RESPONSE_GIVEN(
            "FirstResponseGiven", "Frågeställaren har fått sitt första svar på annat håll än i uppgiften."),
    ENQUIRER_WROTE("EnquirerWrote", "Frågeställaren har skrivit mer i ärendet."),
    ACKNOWLEDGEMENT_REFUSED("AcknowledgementRefused", "Bekräftelsen kom inte fram till frågeställaren."),
    LETTER_SENT("LetterSent", "Brevet med svaret har lämnat huset."),
    LETTER_REFUSED("LetterRefused", "Brevet med svaret kom inte fram.");

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
