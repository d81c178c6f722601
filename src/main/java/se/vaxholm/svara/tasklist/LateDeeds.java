package se.vaxholm.svara.tasklist;

import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
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
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.IncompleteDraftException;
import se.vaxholm.svara.process.NoticeForm;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.OutcomeCheck;
import se.vaxholm.svara.process.TaskTakenException;
import se.vaxholm.svara.process.WorkMoves;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.StaffDirectory.Account;

/** What a manager does with many late cases at once: each for itself, and each tells how it went (G10). */
@Component
class LateDeeds {

    private static final Logger log = LoggerFactory.getLogger(LateDeeds.class);
    private static final String LATE = "late";

    private final CaseRights rights;
    private final EnquiryProcess process;
    private final WorkMoves moves;
    private final OutcomeCheck check;
    private final Drafts drafts;
    private final Organisation organisation;
    private final StaffDates dates;
    private final MessageSource messages;
    private final Clock clock;

    LateDeeds(
            CaseRights rights,
            EnquiryProcess process,
            WorkMoves moves,
            OutcomeCheck check,
            Drafts drafts,
            Organisation organisation,
            StaffDates dates,
            MessageSource messages,
            Clock clock) {
        this.rights = rights;
        this.process = process;
        this.moves = moves;
        this.check = check;
        this.drafts = drafts;
        this.organisation = organisation;
        this.dates = dates;
        this.messages = messages;
        this.clock = clock;
    }

    /** One case's part of the deed; what it throws is told as the reason why not. */
    @FunctionalInterface
    private interface Part {
        String doIt(Enquiry enquiry, OpenTask work);
    }

    List<Report.Result> reassign(List<String> numbers, Account to, Staff manager) {
        return each(numbers, manager, (enquiry, work) -> {
            if (!to.worksIn(work.candidateGroups())) {
                throw new NotDone(say("late.not.otherUnit", to.name()));
            }
            moves.reassign(work.id(), to, manager);
            act(enquiry, say("late.acted.reassigned", to.name()), manager);
            return say("late.done.reassigned", to.name());
        });
    }

    List<Report.Result> takeOver(List<String> numbers, Staff manager) {
        return each(numbers, manager, (enquiry, work) -> {
            if (!work.isOf(manager.id())) {
                process.takeOver(work.id(), manager);
            }
            act(enquiry, say("late.acted.takenOver"), manager);
            return say("late.done.takenOver");
        });
    }

    /**
     * Tells each asker who answers and when: the unit that has the case, by the same day for all. What is late is apologised
     * for; what others have written in the case stays.
     *
     * @param reason told to the asker too; a day far away, or a new one, needs it
     * @param text told as well, or empty
     */
    List<Report.Result> tell(List<String> numbers, LocalDate day, String reason, String text, Staff manager) {
        return each(numbers, manager, (enquiry, work) -> {
            if (!work.outcomes().contains(Outcome.HOLDING_NOTICE)) {
                throw new NotDone(say("late.not.noNotice"));
            }
            Map<String, String> notice = notice(enquiry, day, reason, text);
            check.lacks(Outcome.HOLDING_NOTICE, notice, enquiry).stream()
                    .findFirst()
                    .ifPresent(lack -> {
                        throw new NotDone(
                                say(lack.field().equals(NoticeForm.REASON) ? "late.not.reason" : "late.not.notice"));
                    });
            if (!work.isOf(manager.id())) {
                process.takeOver(work.id(), manager);
            }
            Map<String, String> fields = new HashMap<>(
                    drafts.find(enquiry.id(), work.form()).map(Draft::fields).orElse(Map.of()));
            fields.putAll(notice);
            process.complete(work.id(), Outcome.HOLDING_NOTICE, fields, manager);
            return say("late.done.told", dates.day(day));
        });
    }

    private Map<String, String> notice(Enquiry enquiry, LocalDate day, String reason, String text) {
        Unit unit = organisation.unit(enquiry.unitId());
        Locale letters = enquiry.enquirer().language().locale();
        String apology = enquiry.isLate(clock.instant()) ? messages.getMessage("late.apology", null, letters) : "";
        return Map.of(
                NoticeForm.UNIT,
                unit.id(),
                NoticeForm.CONTACT,
                messages.getMessage("staff.notice.contact.phone", new Object[] {unit.phone()}, letters),
                NoticeForm.PERSON,
                "",
                NoticeForm.ON,
                day.toString(),
                NoticeForm.REASON,
                reason,
                NoticeForm.TEXT,
                (apology + "\n\n" + text).strip(),
                NoticeForm.QUESTION,
                "",
                NoticeForm.REPLY_ON,
                "");
    }

    private List<Report.Result> each(List<String> numbers, Staff manager, Part part) {
        return numbers.stream().map(number -> one(number, manager, part)).toList();
    }

    private Report.Result one(String number, Staff manager, Part part) {
        try {
            Enquiry enquiry = rights.workable(number, manager);
            if (enquiry.handedTo() != null && !rights.mayTakeOver(enquiry, manager)) {
                String receiver = organisation.unit(enquiry.handedTo()).name().in(StaffDates.language());
                throw new NotDone(say("late.not.handedOver", receiver));
            }
            if (!rights.mayTakeOver(enquiry, manager)) {
                throw new NotDone(say("late.not.yours"));
            }
            OpenTask work = work(enquiry).orElseThrow(() -> new NotDone(say("late.not.nothingWaits")));
            return new Report.Result(number, true, part.doIt(enquiry, work));
        } catch (NotDone e) {
            return new Report.Result(number, false, e.reason);
        } catch (NoSuchCaseException | AccessDeniedException e) {
            return new Report.Result(number, false, say("late.not.yours"));
        } catch (TaskTakenException e) {
            return new Report.Result(number, false, say("late.not.nothingWaits"));
        } catch (IncompleteDraftException e) {
            return new Report.Result(number, false, say("late.not.notice"));
        } catch (ConcurrencyFailureException e) {
            log.info("{} moved all the time: {}", number, e.getMessage());
            return new Report.Result(number, false, say("late.not.moves"));
        }
    }

    /** What the unit has to do in the case: it has one such task at a time. */
    private Optional<OpenTask> work(Enquiry enquiry) {
        return process.openTasks(enquiry).stream()
                .filter(task -> !task.form().equals(LATE))
                .findFirst();
    }

    /** The manager has acted: their own task is done by it, as by the form, and the reason stands in the case. */
    private void act(Enquiry enquiry, String what, Staff manager) {
        process.openTasks(enquiry).stream()
                .filter(task -> task.form().equals(LATE)
                        && task.candidateGroups().stream().anyMatch(manager::memberOf)
                        && (task.assignee() == null || task.isOf(manager.id())))
                .findFirst()
                .ifPresent(task -> {
                    try {
                        process.complete(task.id(), Outcome.ACTED, Map.of("text", what), manager);
                    } catch (TaskTakenException e) {
                        log.debug("Somebody else has acted in {} at the same moment", enquiry.number());
                    }
                });
    }

    private String say(String key, Object... values) {
        return messages.getMessage(key, values, LocaleContextHolder.getLocale());
    }

    /** Why a deed was not done, in words for the manager. */
    private static final class NotDone extends RuntimeException {

        private static final long serialVersionUID = 1;

        private final String reason;

        NotDone(String reason) {
            super(reason);
            this.reason = reason;
        }
    }
}
