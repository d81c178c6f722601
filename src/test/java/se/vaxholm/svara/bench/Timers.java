package se.vaxholm.svara.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** Reminders that come due: all at once, and now and then on an idle engine. */
final class Timers {

    private static final int AT_A_TICK = 5;

    /** Those of the copies: all of them wait for their answer. */
    private static final String REMINDER = "handler_cfg_ like 'Boundary_RemindAt%' and process_instance_id_ in"
            + " (select id_ from act_ru_execution where business_key_ ~ '^VS-.{4}-5.{6}$')";

    private final Size size;
    private final Tables ours;
    private final Tables theirs;
    private final Report report;

    Timers(Size size, Tables ours, Tables theirs, Report report) {
        this.size = size;
        this.ours = ours;
        this.theirs = theirs;
        this.report = report;
    }

    void run() {
        for (Tables tables : List.of(ours, theirs)) {
            tables.run("create table due_timer as select * from act_ru_job where " + REMINDER
                    + " order by duedate_ desc, id_ limit " + size.few());
            tables.run("create index due_timer_id on due_timer (id_)");
        }
        List<Double> our = new ArrayList<>();
        List<Double> their = new ArrayList<>();
        long wrong = 0;
        int rounds = Math.min(3, size.rounds());
        for (int i = 0; i < rounds; i++) {
            long before = ours.number("select coalesce(max(id), 0) from journal_entry");
            forgetReminders();
            our.add(allAtOnce(ours));
            wrong += wrong(before);
            their.add(allAtOnce(theirs));
        }
        report.chapter(size.few() + " timers due at once");
        report.atLeast(
                0.5,
                "reminders per second, with letter and journal",
                Report.median(our.stream().mapToDouble(Double::doubleValue).toArray()),
                Report.median(their.stream().mapToDouble(Double::doubleValue).toArray()));
        report.below(0, "missed, or fired twice", (double) wrong);
        idle();
    }

    private double allAtOnce(Tables tables) {
        // The copies come anew, as if nothing had happened.
        tables.run("delete from act_ru_job where id_ in (select id_ from due_timer)");
        tables.run("update due_timer set duedate_ = localtimestamp");
        long start = System.nanoTime();
        tables.run("insert into act_ru_job select * from due_timer");
        long left = size.few();
        while (left > 0) {
            pause(100);
            left = tables.number("select count(*) from act_ru_job where id_ in (select id_ from due_timer)");
        }
        return size.few() / ((System.nanoTime() - start) / 1e9);
    }

    /** Cases with other than one reminder in the journal and one in the outbox. */
    private long wrong(long before) {
        long once = ours.number("""
                select count(*) from (
                    select enquiry_id from journal_entry where what = 'REMINDED' and id > %d
                    group by enquiry_id having count(*) = 1) reminded""".formatted(before));
        long letters = ours.number("""
                select count(*) from journal_entry where what = 'LETTER_QUEUED' and detail ->> 'kind' = 'REMINDER'
                and id > %d""".formatted(before));
        return Math.abs(size.few() - once) + Math.abs(size.few() - letters);
    }

    /** A case is reminded of its deadline once, however often the timers come anew. */
    private void forgetReminders() {
        ours.run("truncate reminder");
    }

    private void idle() {
        List<Double> lateness = new ArrayList<>();
        forgetReminders();
        for (int tick = 0; tick < size.ticks(); tick++) {
            long before = ours.number("select coalesce(max(id), 0) from journal_entry");
            String some = "select id_ from due_timer order by id_ limit " + AT_A_TICK + " offset " + tick * AT_A_TICK;
            ours.run("update due_timer set duedate_ = localtimestamp + interval '1300 ms' where id_ in (" + some + ")");
            ours.run("insert into act_ru_job select * from due_timer where id_ in (" + some + ")");
            pause(4000 + ThreadLocalRandom.current().nextInt(1500));
            ours.rows("""
                    select extract(epoch from entry.at at time zone current_setting('timezone') - due_timer.duedate_)
                    from journal_entry entry
                    join enquiry on enquiry.id = entry.enquiry_id
                    join act_ru_execution case_ on case_.business_key_ = enquiry.number
                    join due_timer on due_timer.process_instance_id_ = case_.id_
                    where entry.what = 'REMINDED' and entry.id > %d""".formatted(before))
                    .forEach(row -> lateness.add(Double.parseDouble(String.valueOf(row.get(0)))));
        }
        double[] seconds = lateness.stream().mapToDouble(Double::doubleValue).toArray();
        report.below(
                0,
                "missed on an idle engine, of " + size.ticks() * AT_A_TICK,
                (double) size.ticks() * AT_A_TICK - seconds.length);
        report.tell("late on an idle engine, p50 s", Report.percentile(seconds, 50));
        report.below(2, "  p99 s", Report.percentile(seconds, 99));
        report.tell("  at most, s", Report.percentile(seconds, 100));
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
