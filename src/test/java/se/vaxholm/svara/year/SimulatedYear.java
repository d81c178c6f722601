package se.vaxholm.svara.year;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Unit;
import se.vaxholm.svara.process.RefusingMailServer;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.Staff;

/**
 * A year in which people ask and officers do what officers do, on the real engine and a clock that jumps from one event to the
 * next. The same seed gives the same year.
 */
final class SimulatedYear {

    private static final List<String> CATEGORIES = List.of(
            "bygglov",
            "detaljplan",
            "bostadsanpassning",
            "gata-och-vag",
            "vatten-avlopp",
            "skola",
            "aldreomsorg",
            "annat");

    /** By then at the latest the last case of the year has ended. */
    private static final LocalDate LAST_DAY = LocalDate.of(WorkingTime.YEAR + 1, 7, 1);

    private static final Duration POST_TAKES = Duration.ofMinutes(1);

    private final Town town;
    private final long seed;
    private final Engine engine;
    private final Roster roster;
    private final Work work;
    private final AskersDeeds askers;
    private final PriorityQueue<Happening> plan =
            new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparing(Happening::order));
    private final Map<String, Matter> matters = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Integer> deeds = new TreeMap<>();
    private final RefusingMailServer server;
    private long planned;
    private boolean postIsPlanned;
    private String last = "nothing";

    /** Something that somebody will do. */
    private record Happening(Instant at, long order, String what, Runnable deed) {}

    SimulatedYear(Town town, long seed, RefusingMailServer server) {
        this.town = town;
        this.seed = seed;
        this.server = server;
        engine = new Engine(town.jdbc());
        List<String> units =
                town.organisation().units().stream().map(Unit::id).sorted().toList();
        roster = new Roster(units, new Random(seed));
        work = new Work(this, town, roster, units);
        askers = new AskersDeeds(this, town);
        oneAuthorityHasMoved();
    }

    /** Lets the year pass with so many enquiries, until nothing is left to happen. */
    void pass(int cases) {
        town.clock().set(WorkingTime.at(LocalDate.of(WorkingTime.YEAR, 1, 1), LocalTime.MIDNIGHT));
        settleEarlierPost();
        for (int i = 0; i < cases; i++) {
            Matter matter = new Matter(i, new Random(seed * 1_000_003 + i));
            at(arrival(matter.random()), "enquiry " + i, () -> arrive(matter));
        }
        roster.absences()
                .forEach(away -> at(
                        WorkingTime.at(away.fromOn(), LocalTime.of(7, 0)),
                        away.who().id() + " is away",
                        () -> begin(away)));
        while (step()) {
            if (!WorkingTime.dayOf(town.clock().instant()).isBefore(LAST_DAY)) {
                problems.add("On " + LAST_DAY + " something still goes on: after " + last);
                return;
            }
        }
    }

    /** What is forwarded to it comes back until somebody has found its new address. */
    private void oneAuthorityHasMoved() {
        String address = town.jdbc()
                .sql("select email from recipient where type = 'OTHER_AUTHORITY' and retired_at is null"
                        + " order by id limit 1")
                .query(String.class)
                .single();
        refuse(address);
    }

    /** Other tests have left letters behind, which would leave in the middle of the year. */
    private void settleEarlierPost() {
        for (int i = 0; i < 20; i++) {
            town.postOffice().sendDue();
        }
    }

    private boolean step() {
        Optional<Engine.Due> due = engine.next(matters.keySet());
        Happening next = plan.peek();
        if (due.isEmpty() && next == null) {
            return false;
        }
        if (due.isPresent() && (next == null || !due.get().at().isAfter(next.at()))) {
            Engine.Due job = due.get();
            goOnTo(job.at());
            during(job.number() + ": " + job.activity(), () -> town.management().executeJob(job.id()));
            look(matter(job.number()));
        } else if (next != null) {
            plan.remove(next);
            goOnTo(next.at());
            during(next.what(), next.deed());
        }
        return true;
    }

    private void goOnTo(Instant at) {
        if (at.isAfter(town.clock().instant())) {
            town.clock().set(at);
        }
    }

    /** Whoever finds a failure needs to know in which year, when and by whom it was caused. */
    private void during(String what, Runnable deed) {
        last = what + " at " + town.clock().instant().atZone(se.vaxholm.svara.TestClock.STOCKHOLM);
        try {
            deed.run();
        } catch (RuntimeException | AssertionError e) {
            throw new AssertionError("Seed " + seed + ", " + last, e);
        }
    }

    void at(Instant at, String what, Runnable deed) {
        plan.add(new Happening(at, planned++, what, deed));
    }

    private void planPost() {
        if (!postIsPlanned) {
            postIsPlanned = true;
            at(town.clock().instant().plus(POST_TAKES), "the post", this::post);
        }
    }

    private void post() {
        postIsPlanned = false;
        town.postOffice().sendDue();
        Instant now = town.clock().instant();
        List<String> settled = town.jdbc()
                .sql("select distinct enquiry.number from letter join enquiry on enquiry.id = letter.enquiry_id"
                        + " where letter.settled_at = ? order by enquiry.number")
                .param(java.sql.Timestamp.from(now))
                .query(String.class)
                .list();
        settled.stream().filter(matters::containsKey).map(this::matter).forEach(this::look);
        if (letters("tell_at is not null") > 0) {
            problem("A case could not be told of a letter");
        } else if (letters("status = 'QUEUED'") > 0) {
            planPost();
        }
    }

    private long letters(String which) {
        return town.jdbc()
                .sql("select count(*) from letter where " + which)
                .query(Long.class)
                .single();
    }

    private void begin(Roster.Away away) {
        Staff who = away.who();
        town.absences()
                .add(
                        new se.vaxholm.svara.staffing.Absences.Person(who.id(), who.name()),
                        who.groups(),
                        away.fromOn(),
                        away.toOn(),
                        null,
                        who.asActor());
        town.absentStaff().beginAbsences();
        count("absences");
    }

    private Instant arrival(Random random) {
        LocalDate day = LocalDate.of(WorkingTime.YEAR, 1, 1).plusDays(random.nextInt(364));
        boolean inOfficeHours = random.nextInt(100) < 80;
        if (inOfficeHours) {
            while (!WorkingTime.isWorkingDay(day)) {
                day = day.plusDays(1);
            }
        }
        int minute = inOfficeHours ? 8 * 60 + random.nextInt(8 * 60 + 30) : random.nextInt(24 * 60);
        LocalTime time = LocalTime.of(minute / 60, minute % 60, random.nextInt(60));
        return WorkingTime.dayOf(WorkingTime.at(day, time)).getYear() > WorkingTime.YEAR
                ? WorkingTime.at(LocalDate.of(WorkingTime.YEAR, 12, 30), time)
                : WorkingTime.at(day, time);
    }

    private void arrive(Matter matter) {
        Random random = matter.random();
        Instant now = town.clock().instant();
        int way = random.nextInt(100);
        Channel channel = way < 55 ? Channel.WEB : way < 70 ? Channel.PHONE : way < 80 ? Channel.VISIT : Channel.EMAIL;
        boolean byStaff = channel == Channel.PHONE || channel == Channel.VISIT;
        boolean atOnce = byStaff && random.nextInt(3) == 0;
        Submission submission = new Submission(
                "year:" + seed + ":" + matter.index() + ":" + UUID.randomUUID(),
                channel,
                List.of(Kind.values()).get(random.nextInt(Kind.values().length)),
                category(random),
                text(random),
                enquirer(matter, byStaff),
                byStaff && !atOnce ? now.minus(Duration.ofMinutes(random.nextInt(40))) : now,
                atOnce ? "Ja, det går bra." : null);
        Actor by = byStaff ? roster.named("ar-kontaktcenter-1").asActor() : Actor.ENQUIRER;
        Enquiry enquiry = town.enquiries()
                .find(town.intake().register(submission, by).number())
                .orElseThrow();
        matter.became(enquiry.id(), enquiry.number().value());
        matters.put(matter.number(), matter);
        LocalDate lastDay = WorkingTime.workingDayAfter(WorkingTime.dayOf(submission.receivedAt()), 2);
        at(
                WorkingTime.midnightAfter(lastDay).minusSeconds(1),
                "the second day of " + matter.number() + " ends",
                () -> matter.escalationStoodAtDeadline(engine.isIn(matter.number(), "escalation")));
        askers.plan(matter, now);
        look(matter);
    }

    private String category(Random random) {
        String drawn = CATEGORIES.get(random.nextInt(CATEGORIES.size()));
        return town.organisation().category(drawn).isPresent() ? drawn : CATEGORIES.get(0);
    }

    private static String text(Random random) {
        List<String> texts = List.of(
                "Får jag bygga en friggebod vid tomtgränsen?",
                "Det är ett potthål på Hamngatan.",
                "När öppnar badplatsen i år?",
                "Jag vill begära ut en allmän handling om planen.",
                "Tack för hjälpen i går!");
        return texts.get(random.nextInt(texts.size()));
    }

    private Enquirer enquirer(Matter matter, boolean byStaff) {
        Random random = matter.random();
        int way = random.nextInt(100);
        String phone = "070-123 45 67";
        Language language = random.nextInt(8) == 0 ? Language.EN : Language.SV;
        if (byStaff && way < 50) {
            return new Enquirer("Alva Ek", way < 15 ? address(matter) : null, phone, ReplyBy.PHONE, language);
        }
        if (way < 65) {
            return new Enquirer("Alva Ek", address(matter), null, ReplyBy.EMAIL, language);
        }
        return way < 80
                ? new Enquirer("Alva Ek", address(matter), phone, ReplyBy.PHONE, language)
                : new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, language);
    }

    /** One in eight is an address that no server knows. */
    private String address(Matter matter) {
        return refusedIf(matter.random().nextInt(8) == 0, "ar." + matter.index() + "." + UUID.randomUUID());
    }

    /** One in eight of the corrected addresses is wrong again. */
    String correctedAddress(Random random) {
        return refusedIf(random.nextInt(8) == 0, "rattad." + UUID.randomUUID());
    }

    private String refusedIf(boolean refused, String name) {
        String address = name + "@example.org";
        if (refused) {
            refuse(address);
        }
        return address;
    }

    private void refuse(String address) {
        server.refuse(address, RefusingMailServer.At.RECIPIENT, "550 5.1.1 <" + address + ">: unknown user");
    }

    /** Sees what a case waits for now, and lets somebody turn to what is new. */
    void look(Matter matter) {
        work.look(matter);
        askers.look(matter, town.enquiries().get(matter.id()));
        planPost();
    }

    void problem(String problem) {
        problems.add(problem + " (after " + last + ")");
    }

    void count(String deed) {
        deeds.merge(deed, 1, Integer::sum);
    }

    Instant now() {
        return town.clock().instant();
    }

    Engine engine() {
        return engine;
    }

    private Matter matter(String number) {
        return matters.get(number);
    }

    Stream<Matter> matters() {
        return matters.values().stream();
    }

    Map<String, Integer> deeds() {
        return deeds;
    }

    /** What was seen to be wrong while the year passed. */
    List<String> problems() {
        return problems;
    }

    @Nullable
    String last() {
        return last;
    }
}
