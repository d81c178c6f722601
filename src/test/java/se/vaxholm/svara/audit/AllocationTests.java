package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** How many cases of a sample each unit gets. */
class AllocationTests {

    @Test
    void unitsGetTheirShareAndTheSmallestAtLeastOne() {
        assertThat(Allocation.of(Map.of("a", 500, "b", 300, "c", 200), 10)).isEqualTo(Map.of("a", 5, "b", 3, "c", 2));
        assertThat(Allocation.of(Map.of("a", 998, "b", 1, "c", 1), 10)).isEqualTo(Map.of("a", 8, "b", 1, "c", 1));
        assertThat(Allocation.of(Map.of("a", 5, "b", 5, "c", 5), 4))
                .as("of equals the first")
                .isEqualTo(Map.of("a", 2, "b", 1, "c", 1));
    }

    @Test
    void whenThereAreNoMoreThanWantedAllAreDrawn() {
        assertThat(Allocation.of(Map.of("a", 2, "b", 1), 200)).isEqualTo(Map.of("a", 2, "b", 1));
        assertThat(Allocation.of(Map.of(), 5)).isEmpty();
    }

    @Test
    void fewerThanUnitsCannotBeDrawn() {
        assertThatThrownBy(() -> Allocation.of(Map.of("a", 2, "b", 1), 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whateverTheNumbersTheSumIsRightAndNobodyIsFarFromTheirShare() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            Map<String, Integer> cases = new HashMap<>();
            for (int unit = 0; unit <= random.nextInt(8); unit++) {
                cases.put("u" + unit, 1 + random.nextInt(random.nextBoolean() ? 5 : 3_000));
            }
            int wanted = cases.size() + random.nextInt(200);
            int all = cases.values().stream().mapToInt(Integer::intValue).sum();
            Map<String, Integer> drawn = Allocation.of(cases, wanted);
            assertThat(drawn.keySet()).isEqualTo(cases.keySet());
            assertThat(drawn.values().stream().mapToInt(Integer::intValue).sum())
                    .isEqualTo(Math.min(wanted, all));
            drawn.forEach((unit, count) -> {
                int has = cases.getOrDefault(unit, 0);
                assertThat(count).isBetween(1, has);
                if (wanted < all) {
                    assertThat((double) count)
                            .as("%s of %s, %d wanted", unit, cases, wanted)
                            .isLessThan(Math.max(1, (double) has * wanted / all + 1) + 1e-9);
                }
            });
        }
    }
}
