package se.vaxholm.svara.process;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.WorkMoves.Reason;
import se.vaxholm.svara.security.StaffDirectory;
import se.vaxholm.svara.security.StaffDirectory.Account;
import se.vaxholm.svara.staffing.Absence;
import se.vaxholm.svara.staffing.Absences;

/** Sees to it that nothing waits for somebody who is not there (G7): away, without an account, or no longer in the unit. */
@Component
public class AbsentStaff {

    private static final Logger log = LoggerFactory.getLogger(AbsentStaff.class);

    private final Absences absences;
    private final WorkMoves moves;
    private final StaffDirectory directory;

    AbsentStaff(Absences absences, WorkMoves moves, StaffDirectory directory) {
        this.absences = absences;
        this.moves = moves;
        this.directory = directory;
    }

    /** Gives back the work of those whose absence has begun. What they take while they are away stays theirs. */
    @Scheduled(fixedDelayString = "PT1M")
    public void beginAbsences() {
        for (Absence absence : absences.toBegin()) {
            try {
                Optional<Account> deputy = deputy(absence);
                moves.heldBy(absence.staffId())
                        .keySet()
                        .forEach(task -> giveBack(task, absence.staffId(), Reason.ABSENT, deputy));
                absences.begun(absence);
            } catch (StaffDirectory.UnknownException e) {
                log.info("An absence waits until Keycloak tells who stands in");
            } catch (RuntimeException e) {
                log.error("The work of somebody who is away could not go back; it will be tried again", e);
            }
        }
    }

    /** Whoever is away themselves stands in for nobody. */
    private Optional<Account> deputy(Absence absence) {
        return Optional.ofNullable(absence.deputyId())
                .filter(deputy -> absences.today(deputy).isEmpty())
                .flatMap(directory::account);
    }

    /** Gives back the work of accounts that are disabled or gone, and what belongs to units that somebody has left. */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
    public void checkAccounts() {
        try {
            for (String holder : moves.holders()) {
                check(holder);
            }
        } catch (StaffDirectory.UnknownException e) {
            log.info("Who still works here is asked again when Keycloak answers");
        } catch (RuntimeException e) {
            log.error("Whose work has to go back could not be found out; it will be tried again", e);
        }
    }

    private void check(String holder) {
        Optional<Account> account = directory.account(holder);
        boolean works = account.filter(Account::enabled).isPresent();
        Set<String> groups = account.map(Account::groups).orElse(Set.of());
        for (Map.Entry<String, Set<String>> held : moves.heldBy(holder).entrySet()) {
            if (!works) {
                giveBack(held.getKey(), holder, Reason.ACCOUNT_DISABLED, Optional.empty());
            } else if (!maySee(held.getValue(), groups)) {
                giveBack(held.getKey(), holder, Reason.LEFT_UNIT, Optional.empty());
            }
        }
    }

    /** Those who answer for a unit may have its work without being of it. */
    private static boolean maySee(Set<String> candidateGroups, Set<String> groups) {
        return candidateGroups.stream()
                .anyMatch(unit -> groups.contains(unit)
                        || groups.contains(unit + Vocabulary.MANAGER)
                        || groups.contains(unit + Vocabulary.HEAD_OF_DEPARTMENT));
    }

    private void giveBack(String taskId, String staffId, Reason reason, Optional<Account> deputy) {
        try {
            moves.giveBack(taskId, staffId, reason, deputy);
        } catch (TaskTakenException e) {
            log.debug("Task {} was done meanwhile", taskId);
        }
    }
}
