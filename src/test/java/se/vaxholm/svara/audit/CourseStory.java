package se.vaxholm.svara.audit;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ActivityInstance;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.TestStaff;
import se.vaxholm.svara.tasklist.Withheld;

/** Stories whose course is looked at afterwards: the engine's clock goes with the story's, and where it stood is noted on the way. */
class CourseStory extends Story {

    private static final Pattern RUNNING = Pattern.compile("class=\"step step--running\" data-step=\"([^\"]+)\"");

    static final EventFilter EVERYTHING = EventFilter.of(null, null, null, null, null);

    @Autowired
    MockMvc mvc;

    @Autowired
    Courses courses;

    @Autowired
    RepositoryService repository;

    /** Where the engine had the case at each moment, by version of process and element. */
    final Map<Instant, Set<String>> stood = new LinkedHashMap<>();

    @BeforeEach
    void theEngineFollows() {
        itIs("2026-03-02T10:15");
        LocaleContextHolder.setLocale(Language.SV.locale());
    }

    @AfterEach
    void theEngineKeepsItsOwnTime() {
        ClockUtil.reset();
        LocaleContextHolder.resetLocaleContext();
    }

    void itIs(String vaxholmTime) {
        clock.set(vaxholmTime);
        ClockUtil.setCurrentTime(Date.from(clock.instant()));
    }

    /** Remembers where the engine has the case now. */
    void note(Enquiry enquiry) {
        stood.put(
                clock.instant(),
                runtime
                        .createProcessInstanceQuery()
                        .processInstanceBusinessKey(enquiry.number().value())
                        .list()
                        .stream()
                        .map(instance -> runtime.getActivityInstance(instance.getId()))
                        .flatMap(tree -> Stream.of(tree.getChildActivityInstances()))
                        .flatMap(CourseStory::all)
                        .map(at -> version(at.getProcessDefinitionId()) + " " + at.getActivityId())
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static Stream<ActivityInstance> all(ActivityInstance at) {
        return Stream.concat(
                Stream.of(at), Stream.of(at.getChildActivityInstances()).flatMap(CourseStory::all));
    }

    private String version(String definitionId) {
        ProcessDefinition definition = repository.getProcessDefinition(definitionId);
        return definition.getKey() + "-" + definition.getVersion();
    }

    Course course(Enquiry enquiry) {
        return course(enquiry, "");
    }

    Course course(Enquiry enquiry, String asked) {
        return courses.of(now(enquiry), Reader.AUDITOR, Withheld.View.nothing(), asked, EVERYTHING);
    }

    Course at(Enquiry enquiry, String vaxholmTime) {
        return course(enquiry, at(vaxholmTime).toString());
    }

    /** What the diagrams show as going on. */
    static Set<String> running(Course course) {
        return course.diagrams().stream()
                .flatMap(diagram ->
                        RUNNING.matcher(diagram.svg()).results().map(found -> diagram.id() + " " + found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What is told of a step at the moment that is shown. */
    static String words(Course course, String diagram, String step) {
        return course.diagrams().stream()
                .filter(one -> one.id().equals(diagram))
                .flatMap(one -> one.rows().stream())
                .filter(row -> row.name().equals(step))
                .map(row -> row.at(course.now()).words())
                .findFirst()
                .orElse("no such row");
    }

    String page(String address, String who) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get(address).with(TestStaff.staff(who)))
                .andReturn()
                .getResponse()
                .getContentAsString();
    }

    int status(String address, String who) throws Exception {
        return mvc.perform(MockMvcRequestBuilders.get(address).with(TestStaff.staff(who)))
                .andReturn()
                .getResponse()
                .getStatus();
    }

    /** Forwarded, returned, promised, reminded, escalated, explained and answered, each at a time of its own. */
    Enquiry longStory() {
        itIs("2026-03-02T10:15");
        Enquiry enquiry = asked(byMail());
        note(enquiry);
        itIs("2026-03-02T10:16");
        postGoes(enquiry);
        note(enquiry);
        itIs("2026-03-02T10:30");
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        note(enquiry);
        itIs("2026-03-02T10:45");
        does(
                "handlaggare",
                enquiry,
                Outcome.FORWARD_INTERNAL,
                Map.of("forward.unit", "teknik", "forward.reason", "Det gäller en gata.", "forward.secrecy", "yes"));
        note(enquiry);
        itIs("2026-03-02T11:00");
        does("handlaggare3", enquiry, Outcome.RETURN, Map.of("return.reason", "Vägen är enskild."));
        note(enquiry);
        itIs("2026-03-02T11:30");
        does(
                "handlaggare",
                enquiry,
                Outcome.HOLDING_NOTICE,
                Map.of(
                        "notice.unit",
                        "stadsbyggnad",
                        "notice.contact",
                        "Telefon 08-541 708 10",
                        "notice.on",
                        "2026-03-10"));
        note(enquiry);
        itIs("2026-03-02T11:31");
        postGoes(enquiry);
        note(enquiry);
        itIs("2026-03-09T08:00");
        timerGoesOff(enquiry, "Boundary_RemindAt", "2026-03-09T08:00");
        note(enquiry);
        itIs("2026-03-10T16:30");
        timerGoesOff(enquiry, "Boundary_PromiseDueAt", "2026-03-10T16:30");
        note(enquiry);
        itIs("2026-03-11T08:00");
        timerGoesOff(enquiry, "Boundary_PromiseBrokenAt", "2026-03-11T08:00");
        note(enquiry);
        itIs("2026-03-11T10:00");
        answers("handlaggare", enquiry, "Ja, det får du.");
        note(enquiry);
        itIs("2026-03-11T10:01");
        postGoes(enquiry);
        note(enquiry);
        return now(enquiry);
    }
}
