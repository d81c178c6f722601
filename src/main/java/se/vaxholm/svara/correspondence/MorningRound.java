package se.vaxholm.svara.correspondence;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.organisation.Organisation;

/**
 * Queues the mails of each working day at eight in the morning, or as soon after it as Svara runs: later in the day they still
 * help, the day after they would not.
 */
@Component
public class MorningRound {

    private static final Logger log = LoggerFactory.getLogger(MorningRound.class);
    private static final LocalTime EIGHT = LocalTime.of(8, 0);

    private final DailyMails mails;
    private final Organisation organisation;
    private final WorkingCalendar calendar;
    private final Clock clock;

    /** Spares the database a question a minute; that nothing is sent twice is the table's matter. */
    private volatile @Nullable LocalDate doneOn;

    MorningRound(DailyMails mails, Organisation organisation, WorkingCalendar calendar, Clock clock) {
        this.mails = mails;
        this.organisation = organisation;
        this.calendar = calendar;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1M")
    public void go() {
        LocalDate today = calendar.today();
        if (!today.equals(doneOn) && isTime(today)) {
            boolean all = true;
            for (DailyMails.Recipient recipient : mails.recipients()) {
                all &= done(() -> mails.digest(recipient, today));
            }
            for (var unit : organisation.units()) {
                all &= done(() -> mails.morningList(unit, today));
            }
            doneOn = all ? today : null;
        }
    }

    private boolean isTime(LocalDate today) {
        Instant now = clock.instant();
        return calendar.isWorkingDay(today)
                && !now.isBefore(
                        today.atTime(EIGHT).atZone(WorkingCalendar.ZONE).toInstant())
                && now.isBefore(calendar.closingAt(today));
    }

    /** What goes wrong with one mail must not keep the others; it is tried again a minute later. */
    private static boolean done(Runnable mail) {
        try {
            mail.run();
            return true;
        } catch (RuntimeException e) {
            log.error("A mail of the morning could not be queued; it will be tried again", e);
            return false;
        }
    }
}
