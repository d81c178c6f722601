package se.vaxholm.svara.journeys;

import java.util.regex.Pattern;

/** The public form as somebody fills it in, step by step. */
final class QuestionForm {

    private static final Pattern NUMBER = Pattern.compile("VS-\\d{4}-\\d{5,}");

    private final Person person;

    QuestionForm(Person person) {
        this.person = person;
    }

    /** Number and code, as the receipt shows them. */
    record Reference(String number, String code) {}

    /** From the start page to the page where everything is checked. */
    QuestionForm isFilledIn(String category, String text, String email) {
        person.opens("/").presses("Skriv till oss").isAt("/fraga");
        person.chooses("Ställa en fråga").chooses(category).presses("Fortsätt").isAt("/fraga/text");
        person.writes("Vad vill du säga?", text).presses("Fortsätt").isAt("/fraga/svar");
        person.chooses("Med e-post").writes("E-postadress", email);
        person.presses("Fortsätt").isAt("/fraga/kontrollera");
        return this;
    }

    Reference isSent() {
        person.presses("Skicka");
        return reference();
    }

    /** What the receipt says. */
    Reference reference() {
        person.isAt("/fraga/klart");
        Reference reference =
                new Reference(person.reads(".reference div:nth-child(1) dd"), person.reads(".reference .code"));
        if (!NUMBER.matcher(reference.number()).matches()) {
            throw new AssertionError("No number on the receipt: " + reference);
        }
        return reference;
    }
}
