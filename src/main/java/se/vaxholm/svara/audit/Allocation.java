package se.vaxholm.svara.audit;

import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many cases of a sample each unit gets: first one each, then one at a time to the unit that has most left to its
 * proportional share; of equals the one whose id comes first, so that the same numbers always give the same.
 */
final class Allocation {

    private Allocation() {}

    /** One unit's part while it grows. */
    private record Part(String unit, int cases, int drawn) {

        boolean isWhole() {
            return drawn == cases;
        }

        /** How much is left to its share of the wanted, times how many cases there are in all. */
        long left(int wanted, long all) {
            return (long) cases * wanted - drawn * all;
        }
    }

    /**
     * @param cases how many each unit has, at least one
     * @param wanted how many are drawn in all, at least as many as there are units
     * @return how many of each; all there are when there are no more than wanted
     */
    static Map<String, Integer> of(Map<String, Integer> cases, int wanted) {
        if (wanted < cases.size()) {
            throw new IllegalArgumentException("Too few to draw one from each of " + cases.size() + " units");
        }
        long all = cases.values().stream().mapToLong(Integer::longValue).sum();
        TreeMap<String, Part> parts = new TreeMap<>();
        cases.forEach((unit, count) -> parts.put(unit, new Part(unit, count, 1)));
        Comparator<Part> byWhatIsLeft = Comparator.comparingLong(part -> -part.left(wanted, all));
        for (long drawn = cases.size(); drawn < Math.min(wanted, all); drawn++) {
            Part next = parts.values().stream()
                    .filter(part -> !part.isWhole())
                    .min(byWhatIsLeft.thenComparing(Part::unit))
                    .orElseThrow();
            parts.put(next.unit(), new Part(next.unit(), next.cases(), next.drawn() + 1));
        }
        Map<String, Integer> shares = new TreeMap<>();
        parts.values().forEach(part -> shares.put(part.unit(), part.drawn()));
        return shares;
    }
}
