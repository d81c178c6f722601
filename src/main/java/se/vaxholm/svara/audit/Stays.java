package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.process.CaseHistory;
import se.vaxholm.svara.process.DrawnModels;

/**
 * Works out in which version of its process a case stood when. The engine keeps only where a step stands now, or stood last; when
 * a case was moved the journal says.
 */
@Component
class Stays {

    private final DrawnModels models;

    Stays(DrawnModels models) {
        this.models = models;
    }

    /**
     * A version that a run went by, until it was moved to the next one.
     *
     * @param until null for the last one
     */
    private record Leg(String definitionId, @Nullable Instant until) {}

    /** Everywhere that the case has been, in the order of beginning. */
    List<Stay> of(CaseHistory history, List<Entry> journal, Moments moments) {
        List<Entry> moves = journal.stream()
                .filter(entry -> entry.what() == Deed.What.PROCESS_MIGRATED)
                .sorted(Comparator.comparing(Entry::at))
                .toList();
        Map<String, List<CaseHistory.Step>> steps =
                history.steps().stream().collect(Collectors.groupingBy(CaseHistory.Step::runId));
        Map<String, List<Leg>> legs = history.runs().stream()
                .collect(Collectors.toMap(
                        CaseHistory.Run::id, run -> legs(run, steps.getOrDefault(run.id(), List.of()), moves)));
        return history.steps().stream()
                .flatMap(step -> stays(step, legs.getOrDefault(step.runId(), List.of()), moments).stream())
                .toList();
    }

    private List<Leg> legs(CaseHistory.Run run, List<CaseHistory.Step> steps, List<Entry> moves) {
        List<Entry> own = moves.stream()
                .filter(move -> run.process().equals(move.detail().get("process")))
                .filter(move -> !move.at().isBefore(run.startedAt()))
                .filter(move -> run.endedAt() == null || !move.at().isAfter(run.endedAt()))
                .toList();
        List<Leg> legs = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            Entry move = own.get(i);
            String from = i == 0
                    ? steps.stream()
                            .map(CaseHistory.Step::definitionId)
                            .distinct()
                            .filter(known -> String.valueOf(models.of(known).version())
                                    .equals(move.detail().get("from")))
                            .findFirst()
                            .orElse(null)
                    : own.get(i - 1).detail().get("definition");
            if (from != null) {
                legs.add(new Leg(from, move.at()));
            }
        }
        legs.add(new Leg(run.definitionId(), null));
        return legs;
    }

    private static List<Stay> stays(CaseHistory.Step step, List<Leg> legs, Moments moments) {
        Instant end = step.endedAt();
        if (legs.size() < 2 || step.startedAt().equals(end)) {
            return List.of(stay(step, step.definitionId(), step.startedAt(), end, last(step), moments));
        }
        List<Stay> stays = new ArrayList<>();
        Instant from = step.startedAt();
        for (Leg leg : legs) {
            boolean leaves = leg.until() == null || (end != null && !end.isAfter(leg.until()));
            if (leaves) {
                stays.add(stay(step, leg.definitionId(), from, end, last(step), moments));
                return stays;
            }
            Instant moved = Objects.requireNonNull(leg.until());
            if (from.isBefore(moved)) {
                stays.add(stay(step, leg.definitionId(), from, moved, Mark.Look.MOVED, moments));
                from = moved;
            }
        }
        return stays;
    }

    private static Mark.Look last(CaseHistory.Step step) {
        return step.endedAt() == null ? Mark.Look.RUNNING : step.cancelled() ? Mark.Look.CANCELLED : Mark.Look.DONE;
    }

    private static Stay stay(
            CaseHistory.Step step,
            String definitionId,
            Instant from,
            @Nullable Instant until,
            Mark.Look end,
            Moments moments) {
        return new Stay(
                step,
                definitionId,
                from,
                until,
                new Span(moments.of(from), until == null ? null : moments.of(until)),
                end);
    }
}
