package se.vaxholm.svara.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextsTests {

    @Test
    void whatIsWrittenIsReadAgainHoweverStrangeItIs() {
        Texts strange = new Texts(OtherWords.of(
                "a", "En = två",
                "b", "Rad ett\nrad två\\n\r\n",
                "c", "",
                "d", "  {0} \u2028 Å ''{1}''  "));
        assertThat(strange.written().lines()).hasSize(4);
        assertThat(Texts.read(strange.written())).isEqualTo(strange);
    }

    @Test
    void theOrderInWhichTextsAreFoundMakesNoDifference() {
        assertThat(new Texts(OtherWords.of("a", "1", "b", "2")).sha256())
                .isEqualTo(new Texts(OtherWords.of("b", "2", "a", "1")).sha256())
                .isNotEqualTo(new Texts(OtherWords.of("a", "1", "b", "3")).sha256());
    }

    @Test
    void whatIsNewOtherAndGoneIsNamed() {
        Texts now = new Texts(OtherWords.of("a", "1", "b", "annat", "d", "nytt"));
        assertThat(now.since(new Texts(OtherWords.of("a", "1", "b", "2", "c", "3"))))
                .isEqualTo(List.of(
                        new Texts.Change("b", "2", "annat"),
                        new Texts.Change("c", "3", null),
                        new Texts.Change("d", null, "nytt")));
        assertThat(now.since(now)).isEmpty();
    }

    @Test
    void linesThatSomebodyHasBrokenAreReadAllTheSame() {
        assertThat(Texts.read("a = 1\nbruten\n").byKey()).isEqualTo(OtherWords.of("a", "1", "", "bruten"));
        assertThat(Texts.read("").byKey()).isEmpty();
    }
}
