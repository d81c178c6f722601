package se.vaxholm.svara.process;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine remembers of one case: the processes that it went through, each step in them, who had which task, what was
 * waited for and what tables decided.
 *
 * @param cut whether there was more of something than is read, of which the oldest is here
 */
public record CaseHistory(
        List<Run> runs,
        List<Step> steps,
        List<Holding> holdings,
        List<Timer> timers,
        List<Failure> failures,
        List<Ruling> rulings,
        boolean cut) {

    /**
     * A process from its start to its end.
     *
     * @param callerId the run that called it, null for the first one
     * @param process the id of the process
     * @param definitionId the version that it goes by, or went by last
     * @param cancelled whether something else ended it
     */
    public record Run(
            String id,
            @Nullable String callerId,
            String process,
            String definitionId,
            Instant startedAt,
            @Nullable Instant endedAt,
            boolean cancelled) {}

    /**
     * One time that a case was at an element of a model.
     *
     * @param definitionId the version that the case went by when it left the element
     * @param name as that version calls it, maybe empty
     * @param taskId the task that it was, if it was one
     */
    public record Step(
            String id,
            String runId,
            String definitionId,
            String element,
            String name,
            ModelView.Kind kind,
            Instant startedAt,
            @Nullable Instant endedAt,
            boolean cancelled,
            @Nullable String taskId) {

        /** Whether a case stands still here, rather than in something that is called or drawn inside. */
        public boolean isWaiting() {
            return switch (kind) {
                case USER_TASK, FIRST_OF, TIME, MESSAGE -> true;
                default -> false;
            };
        }
    }

    /**
     * Who had a task from when till when; nobody while it was its groups' to take.
     *
     * @param person the user name
     */
    public record Holding(
            Step step,
            List<String> groups,
            @Nullable String person,
            Instant from,
            @Nullable Instant until) {}

    /**
     * A time that was waited for.
     *
     * @param dueAt the last that was set
     * @param firedAt when it went off
     * @param goneAt when it was no longer waited for
     */
    public record Timer(
            String definitionId,
            String element,
            Instant setAt,
            @Nullable Instant dueAt,
            @Nullable Instant firedAt,
            @Nullable Instant goneAt) {}

    /** Something that the engine tried and that went wrong; it tries again by itself. */
    public record Failure(String definitionId, String element, Instant at) {}

    /**
     * What a table decided.
     *
     * @param rule the number of the row that hit in the version that was asked, null when none did
     * @param row that row
     */
    public record Ruling(
            Instant at,
            String decision,
            String name,
            int version,
            List<Value> inputs,
            List<Value> outputs,
            @Nullable Integer rule,
            ModelView.@Nullable Row row) {}

    /**
     * What a table was told, or gave.
     *
     * @param name the column, as the table calls it
     * @param column what the column is called in the engine, maybe empty
     */
    public record Value(String name, String column, String value) {}
}
