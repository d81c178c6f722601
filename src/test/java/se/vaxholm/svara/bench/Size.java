package se.vaxholm.svara.bench;

/**
 * How much is done: {@code small} shows in two minutes that everything works, {@code full} gives figures to go by.
 *
 * @param warmUp cases before anything is measured, on each side
 * @param intakes per round
 * @param lives per round
 * @param closed cases of which all letters are sent
 * @param few open cases at first, and timers that come due at once
 * @param many open cases at last
 * @param ticks times at which timers come due on an idle engine
 * @param closedFew closed cases at first, for the auditors' search
 * @param closedMany closed cases at last
 */
record Size(
        int rounds,
        int warmUp,
        int intakes,
        int lives,
        int closed,
        int few,
        int many,
        int ticks,
        int closedFew,
        int closedMany) {

    static final int CLIENTS = 4;

    static Size named(String name) {
        return switch (name) {
            case "small" -> new Size(3, 150, 100, 60, 40, 1_000, 5_000, 5, 1_000, 5_000);
            case "full" -> new Size(5, 1_500, 400, 300, 200, 10_000, 100_000, 40, 10_000, 200_000);
            default -> throw new IllegalArgumentException("svara.bench.size is small or full, not " + name);
        };
    }
}
