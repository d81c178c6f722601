package se.vaxholm.svara.journal;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Looks once through all checkpoints in some steps, each with its leaves and with what has been published of it. */
final class CheckpointCheck {

    /** In one transaction. */
    private static final int AT_A_TIME = 100;

    /** A checkpoint is published when it is made, or with the next one. */
    private static final Duration UNTIL_PUBLISHED = Duration.ofMinutes(70);

    private final Checkpoints checkpoints;
    private final PublishedCheckpoints published;
    private final Instant now;
    private final List<Finding> found = new ArrayList<>();
    private final Map<Integer, Checkpoint> told;
    private final int end;

    private int from = Integer.MIN_VALUE;
    private int n;
    private int looked;
    private Hash previous = Seal.FIRST;
    private boolean whole = true;

    CheckpointCheck(Checkpoints checkpoints, PublishedCheckpoints published, Instant now) {
        this.checkpoints = checkpoints;
        this.published = published;
        this.now = now;
        // In this order: what is published is in the database already, and what is made from here on is not looked at.
        told = told();
        end = checkpoints.last().map(Checkpoint::n).orElse(0);
    }

    List<Finding> found() {
        return found;
    }

    /** How many have been looked at. */
    int looked() {
        return looked;
    }

    /** What has become of a step. */
    enum Step {
        MORE,
        STOPPED,
        ENDED
    }

    /**
     * Looks at some more; those that have not been looked at when it is stopped are neither right nor wrong.
     *
     * @param goOn is asked before each, with how many have been looked at
     */
    Step step(IntPredicate goOn) {
        List<Checkpoint> some = checkpoints.after(from, AT_A_TIME).stream()
                .filter(one -> one.n() <= end)
                .toList();
        for (Checkpoint one : some) {
            if (found.size() >= Verification.MOST_NAMED || !goOn.test(looked)) {
                return Step.STOPPED;
            }
            look(one);
            from = one.n();
            looked++;
        }
        if (!some.isEmpty()) {
            return Step.MORE;
        }
        told.keySet().forEach(gone -> add(Finding.Kind.CHECKPOINT_DELETED, gone));
        checkpoints.missing().forEach(gone -> add(Finding.Kind.CHECKPOINT_DELETED, gone));
        return Step.ENDED;
    }

    private void look(Checkpoint one) {
        if (one.n() < 1) {
            add(Finding.Kind.CHECKPOINT_CHANGED, one.n());
            return;
        }
        for (int gone = n + 1; gone < one.n() && found.size() < Verification.MOST_NAMED; gone++) {
            add(Finding.Kind.CHECKPOINT_DELETED, gone);
            whole = false;
        }
        n = one.n();
        if ((whole && !one.previous().equals(previous)) || !checkpoints.isWhole(one)) {
            add(Finding.Kind.CHECKPOINT_CHANGED, n);
        }
        compare(one, told.remove(n));
        previous = one.statementHash();
        whole = true;
    }

    private void compare(Checkpoint one, @Nullable Checkpoint as) {
        if (as != null && !as.line().equals(one.line())) {
            add(Finding.Kind.NOT_AS_PUBLISHED, one.n());
        }
        boolean late = one.at().isBefore(now.minus(UNTIL_PUBLISHED));
        if (as == null && late && published.file().isPresent()) {
            add(Finding.Kind.NOT_PUBLISHED, one.n());
        }
    }

    private void add(Finding.Kind kind, int checkpoint) {
        found.add(Finding.ofCheckpoint(kind, checkpoint));
    }

    /** What the file outside the database says. */
    private Map<Integer, Checkpoint> told() {
        Map<Integer, Checkpoint> lines = new LinkedHashMap<>();
        Path file = published.file().orElse(null);
        if (file == null) {
            return lines;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            for (@Nullable String line = reader.readLine(); line != null; line = reader.readLine()) {
                // Half a line is what a full disk has left: what it lacks is told as not published.
                Checkpoint.find(line).ifPresent(one -> lines.put(one.n(), one));
            }
        } catch (NoSuchFileException e) {
            return lines;
        } catch (IOException e) {
            add(Finding.Kind.NOT_AS_PUBLISHED, lines.size() + 1);
        }
        return lines;
    }
}
