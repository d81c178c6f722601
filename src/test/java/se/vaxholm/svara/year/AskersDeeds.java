package se.vaxholm.svara.year;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import se.vaxholm.svara.enquiry.Enquiry;

/** What askers do in the simulated year after they have asked. */
final class AskersDeeds {

    private static final int WAKING_HOURS_AHEAD = 24 * 5;

    private final SimulatedYear year;
    private final Town town;

    AskersDeeds(SimulatedYear year, Town town) {
        this.year = year;
        this.town = town;
    }

    void plan(Matter matter, Instant askedAt) {
        Random random = matter.random();
        for (int writings = random.nextInt(5) - 2; writings > 0; writings--) {
            year.at(
                    askedAt.plus(Duration.ofMinutes(random.nextInt(WAKING_HOURS_AHEAD * 60))),
                    "the asker of " + matter.number() + " writes more",
                    () -> writes(matter));
        }
    }

    private void writes(Matter matter) {
        town.transaction().executeWithoutResult(status -> {
            town.enquiries().lock(matter.id());
            Enquiry enquiry = town.enquiries().get(matter.id());
            if (enquiry.isOpen()) {
                town.enquiries().enquirerAdded(matter.id(), "En sak till: det är bråttom.");
                town.process().enquirerWrote(enquiry);
                year.count("asker wrote more");
            }
        });
        year.look(matter);
    }
}
