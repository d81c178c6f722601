package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Staff;
import se.vaxholm.svara.security.TestStaff;

/** The lists of Tasklist, asked as the engine asks them for whoever is signed in. */
class TaskFiltersTests extends Story {

    @Autowired
    private FilterService filters;

    @Autowired
    private TaskService tasks;

    @Autowired
    private IdentityService identities;

    @Autowired
    private TaskFilters shipped;

    @AfterEach
    void nobodyIsSignedIn() {
        identities.clearAuthentication();
    }

    @Test
    void theListsAreThereOnceHoweverOftenSvaraStarts() throws Exception {
        List<String> before =
                filters.createFilterQuery().list().stream().map(Filter::getId).toList();
        shipped.run(null);
        assertThat(filters.createFilterQuery().list())
                .extracting(Filter::getId)
                .containsExactlyInAnyOrderElementsOf(before);
        assertThat(filters.createFilterQuery().list())
                .extracting(Filter::getName)
                .containsExactlyInAnyOrder(
                        "Mina ärenden",
                        "Min enhet, ingen handläggare",
                        "Förfaller i dag",
                        "Försenade",
                        "Väntar på frågeställaren");
    }

    @Test
    void whatSomebodyHasChangedIsPutRightAtTheNextStart() throws Exception {
        Filter mine = filter("Mina ärenden");
        filters.saveFilter(
                mine.setName("Andras ärenden").setQuery(tasks.createTaskQuery().taskAssignee("handlaggare2")));
        shipped.run(null);
        assertThat(filter("Mina ärenden").getId()).isEqualTo(mine.getId());
    }

    @Test
    void officersMayReadTheListsAndNobodyMayChangeThem() {
        for (Filter filter : filters.createFilterQuery().list()) {
            List<Authorization> rights = engine.getAuthorizationService()
                    .createAuthorizationQuery()
                    .resourceType(Resources.FILTER)
                    .resourceId(filter.getId())
                    .list();
            assertThat(rights)
                    .extracting(Authorization::getGroupId)
                    .containsExactlyInAnyOrder(
                            "roll-handlaggare", "roll-kontaktcenter", "roll-registrator", "roll-chef");
            assertThat(rights)
                    .allSatisfy(right -> assertThat(right.getPermissions(Permissions.values()))
                            .contains(Permissions.READ)
                            .doesNotContain(Permissions.UPDATE, Permissions.DELETE, Permissions.ALL));
        }
    }

    @Test
    void aCaseMovesFromTheUnitsListToItsHandlers() {
        Enquiry enquiry = asked(byMail());
        assertThat(numbers("Min enhet, ingen handläggare", "handlaggare")).contains(number(enquiry));
        assertThat(numbers("Min enhet, ingen handläggare", "handlaggare3")).doesNotContain(number(enquiry));
        assertThat(numbers("Mina ärenden", "handlaggare")).doesNotContain(number(enquiry));

        process.claim(process.openTasks(enquiry).get(0).id(), TestStaff.named("handlaggare"));
        assertThat(numbers("Min enhet, ingen handläggare", "handlaggare")).doesNotContain(number(enquiry));
        assertThat(numbers("Mina ärenden", "handlaggare")).contains(number(enquiry));
        assertThat(numbers("Mina ärenden", "handlaggare2")).doesNotContain(number(enquiry));
    }

    /** Whatever time zone the machine thinks it is in: between midnight in Vaxholm and in Greenwich the days differ. */
    @Test
    void todayIsTodayInVaxholm() {
        TimeZone machines = TimeZone.getDefault();
        try {
            for (String zone : new String[] {"UTC", "America/Los_Angeles", "Pacific/Auckland"}) {
                TimeZone.setDefault(TimeZone.getTimeZone(zone));
                clock.set("2026-03-02T10:15");
                Enquiry enquiry = asked(byMail());
                clock.set("2026-03-03T23:59");
                assertThat(numbers("Förfaller i dag", "handlaggare")).as(zone).doesNotContain(number(enquiry));
                clock.set("2026-03-04T00:01");
                assertThat(numbers("Förfaller i dag", "handlaggare")).as(zone).contains(number(enquiry));
                clock.set("2026-03-04T16:29");
                assertThat(numbers("Försenade", "handlaggare")).as(zone).doesNotContain(number(enquiry));
                clock.set("2026-03-04T16:31");
                assertThat(numbers("Försenade", "handlaggare")).as(zone).contains(number(enquiry));
                clock.set("2026-03-05T00:01");
                assertThat(numbers("Förfaller i dag", "handlaggare")).as(zone).doesNotContain(number(enquiry));
            }
        } finally {
            TimeZone.setDefault(machines);
        }
    }

    @Test
    void whatHasComeToTheManagerIsLateWhateverTimeTheManagerHas() {
        Enquiry enquiry = asked(byMail());
        timerGoesOff(enquiry, "Boundary_AnswerDueAt", WEDNESDAY_CLOSING);
        clock.set("2026-03-04T16:31");
        assertThat(tasks("Försenade", "chef"))
                .filteredOn(task -> numberOf(task).equals(number(enquiry)))
                .hasSize(2);
        assertThat(tasks("Försenade", "handlaggare"))
                .filteredOn(task -> numberOf(task).equals(number(enquiry)))
                .hasSize(1);
    }

    /** The outcome that sets the variable is a later step's; the list is there already. */
    @Test
    void whatWaitsForTheAskerStandsInItsOwnList() {
        Enquiry enquiry = asked(byMail());
        assertThat(numbers("Väntar på frågeställaren", "handlaggare")).doesNotContain(number(enquiry));
        String instance = tasks.createTaskQuery()
                .processInstanceBusinessKey(number(enquiry))
                .singleResult()
                .getProcessInstanceId();
        runtime.setVariable(instance, Variables.WAITING_FOR_ASKER, true);
        assertThat(numbers("Väntar på frågeställaren", "handlaggare")).contains(number(enquiry));
        runtime.setVariable(instance, Variables.WAITING_FOR_ASKER, false);
        assertThat(numbers("Väntar på frågeställaren", "handlaggare")).doesNotContain(number(enquiry));
    }

    /** A check of rights for each task and each right would take a unit's officers seconds when thousands are open. */
    @Test
    void whoAsksForNothingButTheirOwnIsNotCheckedTaskByTask() {
        Staff staff = TestStaff.named("handlaggare");
        List<String> groups = List.copyOf(staff.groups());
        assertThat(isCheckedTaskByTask(tasks.createTaskQuery().taskCandidateGroupIn(groups), staff))
                .isFalse();
        assertThat(isCheckedTaskByTask(tasks.createTaskQuery().taskAssignee(staff.id()), staff))
                .isFalse();
        assertThat(isCheckedTaskByTask(tasks.createTaskQuery(), staff)).isTrue();
        assertThat(isCheckedTaskByTask(tasks.createTaskQuery().taskCandidateGroup("teknik"), staff))
                .isTrue();
        for (Filter filter : filters.createFilterQuery().list()) {
            TaskQuery query = filter.getQuery();
            assertThat(isCheckedTaskByTask(query, staff)).as(filter.getName()).isFalse();
        }
    }

    private boolean isCheckedTaskByTask(TaskQuery query, Staff staff) {
        CommandExecutor commands = ((ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration())
                .getCommandExecutorTxRequired();
        // A list's question works out its expressions as part of an order to the engine.
        asStaff(staff, () -> commands.execute(context -> query.list()));
        return ((TaskQueryImpl) query).getAuthCheck().isAuthorizationCheckEnabled();
    }

    /** Each question finds what it would find without rights, less what the person may not see. */
    @Test
    void noQuestionShowsMoreThanThePersonMaySee() {
        Enquiry free = asked(byMail());
        Enquiry taken = asked(byMail());
        process.claim(process.openTasks(taken).get(0).id(), TestStaff.named("handlaggare2"));
        Map<String, Supplier<TaskQuery>> questions = Map.ofEntries(
                Map.entry("all", tasks::createTaskQuery),
                Map.entry("a unit's", () -> tasks.createTaskQuery().taskCandidateGroup("stadsbyggnad")),
                Map.entry(
                        "two units'",
                        () -> tasks.createTaskQuery()
                                .taskCandidateGroupIn(List.of("stadsbyggnad", "teknik"))
                                .includeAssignedTasks()),
                Map.entry(
                        "a unit's, and of groups by pattern",
                        () -> tasks.createTaskQuery()
                                .taskCandidateGroup("teknik")
                                .taskCandidateGroupLike("%")
                                .includeAssignedTasks()),
                Map.entry(
                        "one's own or a unit's",
                        () -> tasks.createTaskQuery()
                                .or()
                                .taskAssignee("handlaggare3")
                                .taskCandidateGroup("stadsbyggnad")
                                .includeAssignedTasks()
                                .endOr()),
                Map.entry(
                        "a unit's, of which another unit's",
                        () -> tasks.createTaskQuery()
                                .taskCandidateGroup("teknik")
                                .includeAssignedTasks()
                                .or()
                                .taskCandidateGroup("stadsbyggnad")
                                .endOr()),
                Map.entry("a colleague's", () -> tasks.createTaskQuery().taskAssignee("handlaggare2")),
                Map.entry("anybody's", () -> tasks.createTaskQuery().taskAssigneeLike("%")));
        for (String userName : List.of("handlaggare", "handlaggare2", "handlaggare3", "chef", "revisor")) {
            Staff staff = TestStaff.named(userName);
            Set<String> visible =
                    ids(asStaff(staff, () -> tasks.createTaskQuery().list()));
            assertThat(visible.contains(process.openTasks(free).get(0).id()))
                    .as(userName)
                    .isEqualTo(staff.memberOf("stadsbyggnad"));
            questions.forEach((name, question) -> {
                Set<String> expected = ids(question.get().list());
                expected.retainAll(visible);
                assertThat(ids(asStaff(staff, () -> question.get().list())))
                        .as(userName + " asks for " + name)
                        .isEqualTo(expected);
                assertThat(asStaff(staff, () -> question.get().count()))
                        .as(userName + " counts " + name)
                        .isEqualTo(expected.size());
            });
        }
    }

    /** Whoever has more waiting than that turns no pages to the last one; the case pages' lists say "1000+". */
    @Test
    void anOfficersListIsCountedAsFarAsAThousandAndAnybodyElsesToItsEnd() {
        Staff staff = TestStaff.named("handlaggare");
        int many = 1005;
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            for (int i = 0; i < many; i++) {
                Task task = tasks.newTask();
                task.setAssignee(staff.id());
                tasks.saveTask(task);
            }
            TaskQuery own = tasks.createTaskQuery().taskAssignee(staff.id());
            assertThat(own.count()).isGreaterThanOrEqualTo(many);
            assertThat(asStaff(staff, own::count)).isEqualTo(1000);
            assertThat(asStaff(staff, () -> tasks.createTaskQuery().count())).isGreaterThanOrEqualTo(many);
        });
    }

    private static Set<String> ids(List<Task> found) {
        return found.stream().map(Task::getId).collect(Collectors.toCollection(HashSet::new));
    }

    private <T> T asStaff(Staff staff, Supplier<T> deed) {
        identities.setAuthentication(staff.id(), List.copyOf(staff.groups()));
        try {
            return deed.get();
        } finally {
            identities.clearAuthentication();
        }
    }

    private List<String> numbers(String list, String userName) {
        return tasks(list, userName).stream().map(this::numberOf).toList();
    }

    private List<Task> tasks(String list, String userName) {
        return asStaff(
                TestStaff.named(userName), () -> filters.list(filter(list).getId()));
    }

    private Filter filter(String name) {
        return filters.createFilterQuery().filterName(name).singleResult();
    }

    private String numberOf(Task task) {
        return runtime.createProcessInstanceQuery()
                .processInstanceId(task.getProcessInstanceId())
                .singleResult()
                .getBusinessKey();
    }

    private static String number(Enquiry enquiry) {
        return enquiry.number().value();
    }
}
