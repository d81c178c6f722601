package se.vaxholm.svara.process.guard;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Vocabulary;

/**
 * What each word of the vocabulary is worth to the asker (G3), in one table: which steps and processes give word, what each
 * process owes whoever calls it, and by which moment somebody has to be told that nothing has come.
 */
final class Ensured {

    /** How far the asker's word has come on a way; each is more than the one before. */
    enum Word {
        /** Neither answer nor notice, or a letter that came back. */
        NONE,
        /** Something has been done that gives the asker word; what it was, the case itself knows. */
        GIVEN,
        /** The case itself has said that nothing is left to tell. */
        DONE,
        /** The case is closed; only the asker can open it again. */
        CLOSED
    }

    /** Asks the case itself how it stands, and sets {@link #RESULT}. */
    static final String SEE_RESULT = "seeResult";

    static final String RESULT = "result";
    static final String CLOSE = "closeEnquiry";
    static final String ON_THE_SPOT = "answeredOnTheSpot";
    static final String ESCALATION = "escalation";
    static final String REMIND_PROMISE = "remindPromise";
    static final String BREAK_PROMISE = "breakPromise";
    static final String PROMISE_BROKEN_AT = "promiseBrokenAt";

    private static final Set<Outcome> GIVING = EnumSet.of(
            Outcome.ANSWER,
            Outcome.HOLDING_NOTICE,
            Outcome.ANSWERED_OTHERWISE,
            Outcome.NO_ANSWER_EXPECTED,
            Outcome.HANDLED_ELSEWHERE,
            Outcome.CLOSE_UNANSWERED,
            Outcome.REACHED,
            Outcome.CALLED);

    /** By them code tells a case that the asker has got word some other way, or wants none. */
    private static final Set<String> GIVING_MESSAGES = Set.of("FirstResponseGiven", "Withdrawn");

    /** What the case says of itself, and what that means for the asker. */
    private static final Map<String, Word> RESULTS = Map.of(
            "NOTHING", Word.NONE,
            "REOPENED", Word.NONE,
            "PROMISED", Word.GIVEN,
            "FORWARDED", Word.GIVEN,
            "DONE", Word.DONE);

    /** Where a case has to go next when it has told this of itself: its promise is kept, and what was sent on watched, there. */
    private static final Map<Contract, Map<String, String>> FOLLOWED_BY = Map.of(
            Contract.RECEIPT,
            Map.of("PROMISED", Contract.HOLDING_NOTICE.id(), "FORWARDED", Contract.WATCH.id()),
            Contract.HOLDING_NOTICE,
            Map.of("PROMISED", "openPromise"));

    /** What has to have happened before a process ends. */
    private static final Map<Contract, Word> OWED = Map.of(
            Contract.RECEIPT, Word.DONE,
            Contract.HANDLING, Word.GIVEN,
            Contract.DIRECT_ANSWER, Word.GIVEN,
            Contract.HOLDING_NOTICE, Word.GIVEN,
            Contract.ESCALATION, Word.GIVEN);

    /** Those who see to it themselves that somebody is told in time, and by which moment; the others' callers do. */
    private static final Map<Contract, String> WATCHED_BY =
            Map.of(Contract.RECEIPT, "answerDueAt", Contract.HOLDING_NOTICE, "promiseDueAt");

    /** Processes in which a case may stand still before the asker has got word: whoever calls them keeps the time. */
    private static final Set<Contract> STANDING_STILL =
            EnumSet.of(Contract.HANDLING, Contract.FORWARDING, Contract.DIRECT_ANSWER);

    private final Contract process;
    private final Vocabulary vocabulary;
    private final Set<String> giving;

    Ensured(Contract process, Vocabulary vocabulary) {
        this.process = process;
        this.vocabulary = vocabulary;
        giving = GIVING.stream()
                .flatMap(outcome -> outcome.carriedOutBy().stream())
                .collect(Collectors.toSet());
        giving.add(Contract.DIRECT_ANSWER.id());
        giving.add(Contract.HANDLING.id());
    }

    boolean owesAnything() {
        return OWED.containsKey(process);
    }

    Word owed() {
        return OWED.getOrDefault(process, Word.NONE);
    }

    /** The variable that holds the moment by which somebody is told; empty when the callers see to it. */
    String watchedBy() {
        return WATCHED_BY.getOrDefault(process, "");
    }

    /** How far word has come once a node is done, the results that a case can tell of itself apart. */
    Word after(Node node, Word before) {
        if (before == Word.CLOSED) {
            return before;
        }
        boolean raises = process == Contract.ESCALATION
                ? isStep(node, "countAsLate")
                        || vocabulary
                                .formByKey(node.get("camunda:formKey"))
                                .filter(form -> form.name().equals("late"))
                                .isPresent()
                : gives(node);
        if (isStep(node, CLOSE) && before == Word.DONE) {
            return Word.CLOSED;
        }
        return raises && before == Word.NONE ? Word.GIVEN : before;
    }

    private boolean gives(Node node) {
        return node.is("bpmn:callActivity")
                ? giving.contains(node.get("calledElement"))
                : giving.stream().anyMatch(step -> isStep(node, step));
    }

    /** How far word has come when the case has told this of itself. */
    Word told(String result, Word before) {
        Word told = RESULTS.getOrDefault(result, Word.NONE);
        boolean onlyMore = process == Contract.HOLDING_NOTICE || (before == Word.CLOSED && !result.equals("REOPENED"));
        return onlyMore && told.compareTo(before) < 0 ? before : told;
    }

    /**
     * The process or step that has to come next, before anything else is waited for, when the case has told this of itself;
     * empty when nothing has to.
     */
    String followedBy(String result, Word before) {
        return before == Word.CLOSED
                ? ""
                : FOLLOWED_BY.getOrDefault(process, Map.of()).getOrDefault(result, "");
    }

    /** Whether the message says that word has been given. */
    static boolean givesWord(String message) {
        return GIVING_MESSAGES.contains(message);
    }

    boolean standsStill(Node node) {
        return node.is("bpmn:callActivity")
                ? Contract.of(node.get("calledElement"))
                        .filter(STANDING_STILL::contains)
                        .isPresent()
                : Flow.isWaiting(node) && !node.is("bpmn:boundaryEvent");
    }

    /** What else has to happen while a promise is kept: by the step that does it, when. */
    Map<String, List<String>> besides() {
        return process == Contract.HOLDING_NOTICE
                ? Map.of(REMIND_PROMISE, List.of(), BREAK_PROMISE, List.of(watchedBy(), PROMISE_BROKEN_AT))
                : Map.of();
    }

    static boolean isStep(Node node, String step) {
        return node.get("camunda:delegateExpression").equals("${" + step + "}");
    }

    static boolean isCallOf(Node node, String called) {
        return node.is("bpmn:callActivity") && node.get("calledElement").equals(called);
    }

    static boolean isStepOrCallOf(Node node, String name) {
        return isStep(node, name) || isCallOf(node, name);
    }

    List<String> results() {
        return vocabulary.variable(RESULT).map(Vocabulary.Variable::values).orElse(List.of());
    }
}
