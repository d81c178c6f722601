package se.vaxholm.svara.tasklist;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Job;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.ResultActions;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Enquiry;

/** A manager's desk for tests: cases of Stadsbyggnad that become late, and "Försenat i min enhet" where they are dealt with. */
class LateDesk {

    static final String ADDRESS = "/forsenat";

    private final Desk desk;
    private final TestClock clock;
    private final ManagementService engine;
    private final RuntimeService runtime;

    LateDesk(Desk desk, TestClock clock, ManagementService engine, RuntimeService runtime) {
        this.desk = desk;
        this.clock = clock;
        this.engine = engine;
        this.runtime = runtime;
    }

    /** A case of Monday that nobody has answered, on Wednesday after closing time. */
    Enquiry late() {
        clock.set("2026-03-02T09:00");
        Enquiry enquiry = desk.question();
        clock.set("2026-03-04T16:45");
        goOff(enquiry);
        return enquiry;
    }

    /** A case of Monday whose asker has word that the answer comes by this day. */
    Enquiry promised(String day) throws Exception {
        clock.set("2026-03-02T09:00");
        Enquiry enquiry = desk.question();
        desk.send(
                desk.taken(enquiry, "handlaggare"),
                "handlaggare",
                "outcome",
                "HOLDING_NOTICE",
                "notice.unit",
                "stadsbyggnad",
                "notice.contact",
                "Telefon 08-541 708 10",
                "notice.on",
                day);
        return enquiry;
    }

    /** Lets every timer of the case go off that is due. */
    void goOff(Enquiry enquiry) {
        List<Job> due =
                runtime
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(enquiry.number().value())
                        .list()
                        .stream()
                        .flatMap(
                                instance -> engine.createJobQuery().processInstanceId(instance.getId()).list().stream())
                        .filter(job -> job.getDuedate() != null
                                && !job.getDuedate().toInstant().isAfter(clock.instant()))
                        .toList();
        due.forEach(job -> engine.executeJob(job.getId()));
    }

    /** Does something with cases, chosen in this order; further fields by name and value in turns. */
    ResultActions does(String who, String deed, List<Enquiry> cases, String... fields) throws Exception {
        List<String> all = new ArrayList<>(List.of("gor", deed));
        all.addAll(Arrays.asList(fields));
        cases.forEach(one -> all.addAll(List.of("nummer", one.number().value())));
        return desk.send(ADDRESS, who, all.toArray(String[]::new));
    }

    /** What the page tells of each case afterwards. */
    static List<Report.Result> results(MvcResult result) {
        return ((Report) result.getFlashMap().get("report")).results();
    }

    List<Report.Result> results(ResultActions done) {
        return results(done.andReturn());
    }
}
