package se.vaxholm.svara.year;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.function.Consumer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Feedback;

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

    /** After the close one asker in three has something to say of it. */
    void look(Matter matter, Enquiry enquiry) {
        Instant closedAt = enquiry.closedAt();
        if (closedAt == null || !town.followUps().isOn(enquiry) || !matter.followsUp(closedAt)) {
            return;
        }
        Random random = matter.random();
        int mood = random.nextInt(100);
        Instant then = closedAt.plus(Duration.ofMinutes(30 + random.nextInt(25 * 24 * 60)));
        String who = "the asker of " + matter.number();
        if (mood < 8) {
            year.at(then, who + " says it is not solved", () -> deed(matter, this::isNotSolved));
        } else if (mood < 20) {
            year.at(then, who + " writes after the answer", () -> deed(matter, this::writesMore));
        } else if (mood < 30) {
            year.at(then, who + " gives a mark", () -> deed(matter, found -> givesFeedback(matter, found)));
        }
    }

    private void writes(Matter matter) {
        deed(matter, this::writesMore);
    }

    private void deed(Matter matter, Consumer<Enquiry> deed) {
        if (matter.isSilent()) {
            return;
        }
        town.transaction().executeWithoutResult(status -> {
            town.enquiries().lock(matter.id());
            deed.accept(town.enquiries().get(matter.id()));
        });
        year.look(matter);
    }

    private void writesMore(Enquiry enquiry) {
        if (enquiry.isOpen() || town.followUps().isOn(enquiry)) {
            town.enquiries().enquirerAdded(enquiry.id(), "En sak till: det är bråttom.");
            town.process().enquirerWrote(enquiry);
            year.count(enquiry.isOpen() ? "asker wrote more" : "asker wrote after the answer");
        }
    }

    private void isNotSolved(Enquiry enquiry) {
        if (town.followUps().isOn(enquiry) && enquiry.followUp().replySince() == null) {
            town.process().notSolved(enquiry);
            year.count("asker said it was not solved");
        }
    }

    private void givesFeedback(Matter matter, Enquiry enquiry) {
        if (!town.followUps().isOn(enquiry) || enquiry.followUp().replySince() != null) {
            return;
        }
        int mark = 1 + matter.random().nextInt(Feedback.BEST);
        boolean complaint = mark == 1;
        Feedback said = new Feedback(year.now(), mark, null, complaint, mark == 2, "070-123 45 67");
        if (town.followUps().give(enquiry, said) && said.isForTheManager()) {
            town.process().contactWanted(enquiry);
            matter.wantsContact();
            year.count("asker wanted the manager");
        }
        year.count("asker gave a mark");
    }
}
