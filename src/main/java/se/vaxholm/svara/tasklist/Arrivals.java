package se.vaxholm.svara.tasklist;

import java.time.Clock;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.organisation.ArrivalNotice;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.security.Actor;

/** Changes how a unit hears of new work, and has it written in the journal. */
@Service
class Arrivals {

    private final Organisation organisation;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Arrivals(Organisation organisation, ApplicationEventPublisher events, Clock clock) {
        this.organisation = organisation;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void set(Unit unit, ArrivalNotice notice, Actor by) {
        if (unit.arrivalNotice() != notice) {
            organisation.notifyOfArrivals(unit.id(), notice);
            events.publishEvent(new Deed(
                    Deed.What.ARRIVAL_NOTICE_SET,
                    null,
                    null,
                    by,
                    clock.instant(),
                    Map.of("unit", unit.id(), "notice", notice.name())));
        }
    }
}
