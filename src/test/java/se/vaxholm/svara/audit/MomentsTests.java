package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens within a second is one moment, as it stood when all of it had happened. */
class MomentsTests {

    private static final Instant START = Instant.parse("2026-03-02T09:15:00Z");

    private static Instant after(long milliseconds) {
        return START.plusMillis(milliseconds);
    }

    @Test
    void aDeedAndWhatFollowsFromItAreOneMoment() {
        Moments moments = Moments.of(List.of(after(5_000), after(0), after(900), after(300)));

        assertThat(moments.size()).isEqualTo(2);
        assertThat(moments.at(0)).isEqualTo(after(900));
        assertThat(List.of(moments.of(after(0)), moments.of(after(900)), moments.of(after(5_000))))
                .containsExactly(0, 0, 1);
        assertThat(moments.of(after(901))).as("between two").isEqualTo(1);
        assertThat(moments.of(after(5_001))).as("after the last").isEqualTo(2);
    }

    @Test
    void muchThatFollowsCloselyIsNotOneMomentForEver() {
        Moments moments =
                Moments.of(IntStream.range(0, 40).mapToObj(i -> after(i * 500L)).toList());

        assertThat(moments.size()).isBetween(4, 5);
        assertThat(Duration.between(START, moments.at(0))).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void whoeverAsksBetweenTwoMomentsSeesTheEarlierOne() {
        Moments moments = Moments.of(List.of(after(0), after(10_000), after(20_000)));

        assertThat(moments.asked(after(10_000).toString())).isEqualTo(1);
        assertThat(moments.asked(after(19_000).toString())).isEqualTo(1);
        assertThat(moments.asked(after(-1).toString())).as("before the first").isZero();
        assertThat(moments.asked(after(90_000).toString())).isEqualTo(2);
        assertThat(List.of(moments.asked(""), moments.asked("i-fjol"))).containsExactly(2, 2);
        assertThat(Moments.of(List.of()).asked("")).isZero();
    }
}
