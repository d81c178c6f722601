package se.vaxholm.svara.journeys;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What looks for barriers finds them. */
@ExtendWith(Browsing.class)
class BarriersTests {

    private static final String PAGE = """
            <!DOCTYPE html><html lang="sv"><head><title>Sida</title><meta name="viewport" content="width=device-width"></head>
            <body><main><h1>Sida</h1>%s</main></body></html>""";

    @Test
    void aGoodPageHasNone(People people) {
        Person person = people.somebody();
        person.page().setContent(PAGE.formatted("<label>Namn <input autocomplete='name'></label>"));

        assertThatNoException().isThrownBy(() -> Barriers.none(person, "a good page"));
    }

    @Test
    void aFieldWithoutALabelIsOne(People people) {
        Person person = people.somebody();
        person.page().setContent(PAGE.formatted("<input id='nameless'>"));

        assertThatThrownBy(() -> Barriers.none(person, "a page"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContainingAll("label: ", "nameless");
    }

    @Test
    void whatDoesNotFitAPhoneIsOne(People people) {
        Person person = people.somebody();
        person.page().setContent(PAGE.formatted("<p id='wide' style='width:400px'>Text</p>"));

        assertThatThrownBy(() -> Barriers.none(person, "a page"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("wide");
    }
}
