package se.vaxholm.svara.year;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.OpenTask;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Staff;

/** What officers and managers do in the simulated year, and whether somebody is there for all that waits. */
final class Work {

    private static final String LATE = "late";
    private static final int HOUR = 60;

    private static final Set<Outcome> WRITTEN =
            EnumSet.of(Outcome.ANSWER, Outcome.HOLDING_NOTICE, Outcome.HANDLED_ELSEWHERE);

    private final SimulatedYear year;
    private final Town town;
    private final Roster roster;
    private final List<String> units;
    private final Set<String> groups;
    private final List<String> recipients;

    Work(SimulatedYear year, Town town, Roster roster, List<String> units) {
        this.year = year;
        this.town = town;
        this.roster = roster;
        this.units = units;
        groups = units.stream()
                .flatMap(unit -> Stream.of(unit, unit + "-chef", unit + Staff.HEAD_SUFFIX))
                .collect(Collectors.toSet());
        boolean known = town.jdbc()
                .sql("select to_regclass('recipient') is not null")
                .query(Boolean.class)
                .single();
        recipients = known
                ? town.jdbc()
                        .sql("select id from recipient where retired_at is null order by id")
                        .query(String.class)
                        .list()
                : List.of();
    }

    /** Finds what is new in a case and lets somebody turn to it, sooner or later. */
    void look(Matter matter) {
        Enquiry enquiry = town.enquiries().get(matter.id());
        List<OpenTask> open = open(enquiry);
        // After the close a reply and a wish to be contacted can be late at the same time.
        if (enquiry.isOpen()
                && open.stream().filter(task -> task.form().equals(LATE)).count() > 1) {
            year.problem(matter.number() + " has more than one open escalation");
        }
        long names = open.stream().map(OpenTask::name).distinct().count();
        if (enquiry.isOpen() && names < open.size()) {
            year.problem(matter.number() + " has two tasks of the same name: "
                    + open.stream().map(OpenTask::name).toList());
        }
        for (OpenTask task : open) {
            check(matter, task);
            if (matter.sees(task.id())) {
                year.at(firstTurn(matter.random(), task, enquiry), who(matter, task), () -> turnTo(matter, task.id()));
            }
        }
    }

    private List<OpenTask> open(Enquiry enquiry) {
        return town.process().openTasks(enquiry).stream()
                .sorted(Comparator.comparing(OpenTask::form).thenComparing(OpenTask::name))
                .toList();
    }

    private static String who(Matter matter, OpenTask task) {
        return "somebody turns to \"" + task.name() + "\" of " + matter.number();
    }

    /** Somebody is there who can do it, or it is on its way to others (G7). */
    private void check(Matter matter, OpenTask task) {
        LocalDate today = WorkingTime.dayOf(year.now());
        if (task.candidateGroups().isEmpty() || !groups.containsAll(task.candidateGroups())) {
            year.problem(matter.number() + ": \"" + task.name() + "\" is for groups that nobody is in: "
                    + task.candidateGroups());
        } else if (roster.here(task.candidateGroups(), today).isEmpty()
                && !year.engine().hasTimer(matter.number())) {
            year.problem(matter.number() + ": nobody is there for \"" + task.name() + "\", and no time limit runs");
        }
        String assignee = task.assignee();
        if (assignee != null && !roster.isHere(roster.named(assignee), today) && isDayTime()) {
            year.problem(matter.number() + ": \"" + task.name() + "\" is held by somebody who is away");
        }
    }

    /** Absences begin in the morning. */
    private boolean isDayTime() {
        return LocalTime.ofInstant(year.now(), se.vaxholm.svara.TestClock.STOCKHOLM)
                .isAfter(LocalTime.of(7, 0));
    }

    /** Most turn to it in time, some are slow, and some sleep past every deadline. */
    private Instant firstTurn(Random random, OpenTask task, Enquiry enquiry) {
        Instant now = year.now();
        int temper = random.nextInt(100);
        if (temper < 4) {
            // In the evening, when the doors are closed but the day is not over.
            LocalDate day = enquiry.dueOn();
            Instant evening = WorkingTime.at(day, LocalTime.of(19, random.nextInt(60)));
            return evening.isAfter(now) ? evening : WorkingTime.plusMinutes(now, HOUR);
        }
        if (task.form().equals(LATE)) {
            return WorkingTime.plusMinutes(now, HOUR / 2 + random.nextInt(temper < 60 ? 6 * HOUR : 30 * HOUR));
        }
        int minutes = temper < 70
                ? 10 + random.nextInt(7 * HOUR)
                : temper < 85 ? 7 * HOUR + random.nextInt(10 * HOUR) : 17 * HOUR + random.nextInt(40 * HOUR);
        return WorkingTime.plusMinutes(now, minutes);
    }

    private void again(Matter matter, OpenTask task, int minutes) {
        year.at(WorkingTime.plusMinutes(year.now(), minutes), who(matter, task), () -> turnTo(matter, task.id()));
    }

    private void turnTo(Matter matter, String taskId) {
        Enquiry enquiry = town.enquiries().get(matter.id());
        OpenTask task = open(enquiry).stream()
                .filter(one -> one.id().equals(taskId))
                .findFirst()
                .orElse(null);
        if (task == null) {
            return;
        }
        LocalDate today = WorkingTime.dayOf(year.now());
        List<Staff> here = roster.here(task.candidateGroups(), today);
        String assignee = task.assignee();
        if (here.isEmpty() || (assignee != null && !roster.isHere(roster.named(assignee), today))) {
            again(matter, task, 8 * HOUR);
            return;
        }
        Random random = matter.random();
        Staff who = assignee != null ? roster.named(assignee) : here.get(random.nextInt(here.size()));
        if (isMoved(matter, task, who, here)) {
            again(matter, task, HOUR + random.nextInt(8 * HOUR));
        } else {
            decide(matter, enquiry, task, who);
        }
        year.look(matter);
    }

    /** Before they do it some take it first, some give it back, and managers take over what is late. */
    private boolean isMoved(Matter matter, OpenTask task, Staff who, List<Staff> here) {
        Random random = matter.random();
        int mood = random.nextInt(100);
        if (task.form().equals("assess") && task.assignee() == null && mood < 25) {
            town.process().claim(task.id(), who);
            year.count("taken first");
            return true;
        }
        if (task.form().equals("assess") && task.assignee() != null && mood < 5) {
            town.process().release(task.id(), who);
            year.count("given back");
            return true;
        }
        if (task.form().equals("assess") && mood >= 95) {
            for (Staff manager : here) {
                if (task.candidateGroups().stream().anyMatch(manager::managerOf)
                        && !manager.id().equals(task.assignee())) {
                    town.process().takeOver(task.id(), manager);
                    year.count("taken over by the manager");
                    return true;
                }
            }
        }
        return false;
    }

    private void decide(Matter matter, Enquiry enquiry, OpenTask task, Staff who) {
        Forms.Desk desk = new Forms.Desk(
                enquiry,
                year.now(),
                units,
                recipients,
                town.enquiries().messages(matter.id()),
                matter.hasAskedBack(),
                task.candidateGroups().iterator().next(),
                year::correctedAddress,
                matter.random());
        Outcome outcome = Forms.choose(task.outcomes(), desk, matter.deeds());
        try {
            town.process().complete(task.id(), outcome, Forms.filled(outcome, desk), who);
        } catch (RuntimeException e) {
            throw new AssertionError(outcome + " by " + who.id() + " in the form " + task.form(), e);
        }
        matter.did(outcome.name());
        year.count(outcome.name());
        if (WRITTEN.contains(outcome) && matter.random().nextInt(12) == 0) {
            year.at(
                    year.now().plusSeconds(20),
                    who.id() + " regrets the letter in " + matter.number(),
                    () -> stopsTheLetter(matter, who));
        }
    }

    private void stopsTheLetter(Matter matter, Staff who) {
        Enquiry enquiry = town.enquiries().get(matter.id());
        town.outbox().of(matter.id()).stream()
                .filter(queued -> queued.fate() == Outbox.Fate.QUEUED
                        && queued.letter().kind().isFirstResponse())
                .filter(queued -> town.sentLetters().stop(enquiry, queued.id(), who))
                .forEach(stopped -> year.count("letter stopped"));
        year.look(matter);
    }
}
