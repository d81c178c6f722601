package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static se.vaxholm.svara.audit.OwnCases.number;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Actor;

/** What is typed into the field for words: found in any form, anywhere in the case, and never anything but words. */
@SvaraTest
class SearchWordsTests {

    OwnCases cases;

    @Autowired
    void comeIn(AutowireCapableBeanFactory beans) {
        cases = beans.createBean(OwnCases.class);
    }

    @Autowired
    CaseSearch search;

    @Autowired
    Enquiries enquiries;

    @Autowired
    JdbcClient jdbc;

    @Test
    void wordsAreFoundInAnyFormAnywhereInTheCase() {
        Enquiry deck = cases.asked("bygglov", "Vi vill bygga en stor altan med två våningar mot havet");
        Enquiry shed = cases.asked("bygglov", "Hur nära tomtgränsen får en friggebod stå?");
        assertThat(cases.found("altaner")).as("another form").containsExactly(number(deck));
        assertThat(cases.found("ALTAN havet")).as("both words").containsExactly(number(deck));
        assertThat(cases.found("altan friggebod")).isEmpty();
        assertThat(cases.found("\"två våningar\"")).containsExactly(number(deck));
        assertThat(cases.found("\"våningar två\"")).isEmpty();
        assertThat(cases.found("frigg*")).as("a beginning").containsExactly(number(shed));
        assertThat(cases.found("frigg")).isEmpty();
        assertThat(cases.found("-friggebod")).containsExactly(number(deck));
        enquiries.note(shed.id(), "Ringde om avlopp", new Actor("maja", "Maja", Actor.Role.STAFF));
        assertThat(cases.found("friggebod avlopp"))
                .as("in the question and in a note")
                .containsExactly(number(shed));
        jdbc.sql("update message set enquiry_id = ? where enquiry_id = ? and type = 'NOTE'")
                .params(deck.id(), shed.id())
                .update();
        assertThat(cases.found("avlopp"))
                .as("words follow a message that is moved")
                .containsExactly(number(deck));
    }

    @Test
    void wordsThatEveryTextHasAreToldApart() {
        assertThat(search.common(Term.parse("och altan \"att det\" som*")))
                .extracting(Term::text)
                .containsExactly("och", "att det", "som");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "altan & | ! <-> ( ) :*",
                "altan':*",
                "'altan'",
                "altan\\",
                "%altan%",
                "\"altan",
                "altan:A*",
                "a<2>b",
                "); drop table enquiry; --",
                "--- \"\" altan",
                "altan* b* %*",
                "åäö* 😀altan",
                "?",
                "-",
                "\"\""
            })
    void whateverIsTypedIsWordsAndNeverSyntax(String words) {
        cases.asked("bygglov", "Får jag bygga en altan?");
        Filter filter = cases.filter(words);
        assertThatCode(() -> {
                    search.page(filter.without(search.common(filter.terms())), null);
                    search.page(filter, null);
                })
                .doesNotThrowAnyException();
    }

    @Test
    void tooMuchAndWhatCannotBeSearchedForIsRefusedInWords() {
        assertThat(cases.problems("a".repeat(10_000))).containsExactly("audit.problem.words.long");
        assertThat(cases.problems("altan\0")).containsExactly("audit.problem.words.characters");
        assertThat(cases.problems("altan\nbod")).containsExactly("audit.problem.words.characters");
        assertThat(cases.problems("\ud800")).containsExactly("audit.problem.words.characters");
        assertThat(cases.problems("& %")).containsExactly("audit.problem.words.none");
        assertThat(cases.problems("a b c d e f g")).containsExactly("audit.problem.words.many");
        assertThat(cases.problems("", "nummer", "' or 1=1")).containsExactly("audit.problem.number");
        assertThat(cases.problems("", "nummer", "%")).containsExactly("audit.problem.number");
        assertThat(cases.problems("", "fran", "i går", "till", "9999-01-01"))
                .containsExactly("audit.problem.day", "audit.problem.day");
        assertThat(cases.problems("", "fran", "2026-03-02", "till", "2026-03-01"))
                .containsExactly("audit.problem.order");
        assertThat(cases.problems("", "enhet", "x".repeat(10_000), "kanal", "\0", "utfall", "web", "forsenat", "1"))
                .containsOnly("audit.problem.choice")
                .hasSize(4);
    }
}
