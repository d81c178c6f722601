package se.vaxholm.svara.year;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the engine's own tables say of the simulated year's cases. */
final class Engine {

    private static final String JOBS = """
            from act_ru_job job join act_ru_execution instance on instance.id_ = job.process_instance_id_
            where instance.business_key_ like 'VS-%d-%%'""".formatted(WorkingTime.YEAR);

    private static final String FROM_INSTANCES = """
            from act_ru_execution instance join act_re_procdef model on model.id_ = instance.proc_def_id_
            where instance.parent_id_ is null and instance.business_key_""";

    private final JdbcClient jdbc;

    Engine(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A timer or a step that the engine would execute by itself. */
    record Due(String id, Instant at, String number, String activity) {}

    /** What comes next; of what comes at the same moment, always the same first. */
    Optional<Due> next(Collection<String> numbers) {
        return jdbc
                .sql("select job.id_, coalesce(job.duedate_, 'epoch') as due_at, instance.business_key_ as number,"
                        + " job.handler_cfg_ as activity " + JOBS
                        + " and job.retries_ > 0 and job.suspension_state_ = 1"
                        + " order by due_at, number, activity limit 100")
                .query((row, i) -> new Due(
                        row.getString(1),
                        row.getTimestamp("due_at").toInstant(),
                        row.getString("number"),
                        row.getString("activity")))
                .list()
                .stream()
                .filter(due -> numbers.contains(due.number()))
                .findFirst();
    }

    boolean hasTimer(String number) {
        return count("select count(*) " + JOBS + " and instance.business_key_ = ?", number) > 0;
    }

    /** Whether a process of this name goes on in the case. */
    boolean isIn(String number, String model) {
        return count("select count(*) " + FROM_INSTANCES + " = ? and model.key_ = ?", number, model) > 0;
    }

    /** How many processes a case has that nobody called: one as long as it goes on. */
    long ways(String number) {
        return count(
                "select count(*) " + FROM_INSTANCES + " = ? and instance.root_proc_inst_id_ = instance.id_", number);
    }

    /** Those of the year's cases in which something went wrong in the engine. */
    List<String> broken() {
        return jdbc.sql("""
                        select instance.business_key_ from act_ru_incident incident
                            join act_ru_execution instance on instance.id_ = incident.proc_inst_id_
                            where instance.business_key_ like ?
                        union select instance.business_key_ from act_ru_job job
                            join act_ru_execution instance on instance.id_ = job.process_instance_id_
                            where instance.business_key_ like ? and (job.retries_ = 0 or job.exception_msg_ is not null)""")
                .params("VS-" + WorkingTime.YEAR + "-%", "VS-" + WorkingTime.YEAR + "-%")
                .query(String.class)
                .list();
    }

    private long count(String sql, Object... values) {
        return jdbc.sql(sql).params(values).query(Long.class).single();
    }
}
