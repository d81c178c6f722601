package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.ApplicationContext;

/** The whole check, for tests that have made much for it to look at. */
public final class WholeLook {

    private WholeLook() {}

    /**
     * Looks through everything.
     *
     * @return what is wrong with messages and letters of these cases
     */
    public static List<String> wrong(ApplicationContext context, Collection<String> numbers) {
        WholeCheck.Result result = context.getBean(WholeCheck.class).look(come -> true);
        assertThat(result.log().ended()).as("it came to its end").isTrue();
        assertThat(result.letters()).as("letters looked at").isGreaterThan(numbers.size());
        assertThat(result.messages()).as("messages looked at").isGreaterThan(numbers.size());
        return Stream.concat(
                        result.wrong().stream()
                                .filter(wrong -> numbers.contains(wrong.number()))
                                .map(WholeCheck.WrongLetter::toString),
                        result.wrongMessages().stream()
                                .filter(wrong -> numbers.contains(wrong.number()))
                                .map(WholeCheck.WrongMessage::toString))
                .toList();
    }
}
