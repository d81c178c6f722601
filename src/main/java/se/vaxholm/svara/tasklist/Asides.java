package se.vaxholm.svara.tasklist;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Draft;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.process.ClosedCases;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.TaskCases;
import se.vaxholm.svara.process.TaskTakenException;
import se.vaxholm.svara.security.Staff;

/** Puts many cases aside that expect no answer: each in a transaction of its own, and each tells how it went (G12). */
@Component
class Asides {

    private static final Logger log = LoggerFactory.getLogger(Asides.class);

    private final CaseRights rights;
    private final EnquiryProcess process;
    private final TaskCases cases;
    private final ClosedCases closed;
    private final Drafts drafts;
    private final WorkRows rows;
    private final MessageSource messages;

    Asides(
            CaseRights rights,
            EnquiryProcess process,
            TaskCases cases,
            ClosedCases closed,
            Drafts drafts,
            WorkRows rows,
            MessageSource messages) {
        this.rights = rights;
        this.process = process;
        this.cases = cases;
        this.closed = closed;
        this.drafts = drafts;
        this.rows = rows;
        this.messages = messages;
    }

    /**
     * A case that was chosen, before anything is done.
     *
     * @param row null when this person may not read the case
     * @param not why it can't be put aside, or null when it can
     * @param draft whose draft is lost by it, or null
     */
    record Line(
            String number,
            @Nullable WorkRow row,
            @Nullable String not,
            @Nullable String draft) {}

    /** A case's task, or why it is not to be done. */
    private record Found(@Nullable OpenTask task, @Nullable String not) {}

    /** The rows of a list that can be chosen, by one look at what waits in them. */
    Set<String> choosable(List<Enquiry> rows, Staff staff) {
        List<EnquiryNumber> theirs = rows.stream()
                .filter(row -> isTheirs(row, staff))
                .map(Enquiry::number)
                .toList();
        Set<EnquiryNumber> offering = cases.offering(Outcome.NO_ANSWER_EXPECTED, theirs);
        return theirs.stream()
                .filter(offering::contains)
                .map(EnquiryNumber::value)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** What is the unit's own, nobody else's, and still without word. */
    private static boolean isTheirs(Enquiry enquiry, Staff staff) {
        return staff.memberOf(enquiry.worksAt())
                && (enquiry.isUnclaimed() || staff.id().equals(enquiry.handlerId()))
                && enquiry.firstResponseAt() == null;
    }

    /** What would come of it. */
    List<Line> look(List<String> numbers, Staff staff) {
        return numbers.stream().map(number -> look(number, staff)).toList();
    }

    private Line look(String number, Staff staff) {
        try {
            Enquiry enquiry = rights.workable(number, staff);
            WorkRow row = rows.row(enquiry);
            Found found = find(enquiry, staff);
            Optional<Draft> draft = drafts.find(enquiry.id(), Outcome.NO_ANSWER_EXPECTED.form())
                    .filter(one -> !one.field("text").isBlank());
            return new Line(
                    number,
                    row,
                    found.not(),
                    found.task() == null ? null : draft.map(Draft::savedByName).orElse(null));
        } catch (NoSuchCaseException | AccessDeniedException e) {
            return new Line(number, null, say("work.aside.not.yours"), null);
        }
    }

    private Found find(Enquiry enquiry, Staff staff) {
        List<OpenTask> open = process.openTasks(enquiry);
        OpenTask task = open.stream()
                .filter(one -> one.form().equals(Outcome.NO_ANSWER_EXPECTED.form()))
                .findFirst()
                .orElse(null);
        if (task == null) {
            return new Found(null, say(open.isEmpty() ? "work.aside.not.done" : "work.aside.not.offered"));
        }
        if (task.assignee() != null && !task.isOf(staff.id())) {
            return new Found(null, say("work.aside.not.taken", String.valueOf(task.assigneeName())));
        }
        if (!rights.mayDo(task, staff)) {
            return new Found(null, say("work.aside.not.yours"));
        }
        if (enquiry.promiseDueOn() != null) {
            return new Found(null, say("work.aside.not.promised"));
        }
        return task.outcomes().contains(Outcome.NO_ANSWER_EXPECTED)
                ? new Found(task, null)
                : new Found(null, say("work.aside.not.offered"));
    }

    List<Report.Result> putAside(List<String> numbers, Staff staff) {
        return numbers.stream()
                .map(number -> one(number, staff, enquiry -> {
                    Found found = find(enquiry, staff);
                    OpenTask task = found.task();
                    if (task == null) {
                        return found.not();
                    }
                    process.complete(task.id(), Outcome.NO_ANSWER_EXPECTED, Map.of(), staff);
                    return null;
                }))
                .toList();
    }

    List<Report.Result> undo(List<String> numbers, Staff staff) {
        return numbers.stream()
                .map(number -> one(
                        number,
                        staff,
                        enquiry -> closed.undoClosing(enquiry, staff) ? null : say("work.aside.not.undone")))
                .toList();
    }

    /** One case's part of the deed: why it was not done, or null. */
    @FunctionalInterface
    private interface Part {
        @Nullable
        String doIt(Enquiry enquiry);
    }

    private Report.Result one(String number, Staff staff, Part part) {
        String not;
        try {
            not = part.doIt(rights.workable(number, staff));
        } catch (NoSuchCaseException | AccessDeniedException e) {
            not = say("work.aside.not.yours");
        } catch (TaskTakenException e) {
            not = e.name() == null || e.by() == null
                    ? say("work.aside.not.done")
                    : say("work.aside.not.taken", e.name());
        } catch (ConcurrencyFailureException e) {
            log.info("{} moved all the time: {}", number, e.getMessage());
            not = say("late.not.moves");
        }
        return new Report.Result(number, not == null, not == null ? "" : not);
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }
}
