package se.vaxholm.svara.process;

import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.task.TaskQuery;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.security.StaffRole;

/**
 * The lists that officers work by in Tasklist (G20), written anew at every start: nobody holds the right to change them there.
 *
 * <p>Their order is not theirs to say: Tasklist asks for the order that its address names, which our script sets to the least
 * time left. Today is Vaxholm's, by the calendar; the engine's own functions would take the machine's time zone.
 */
@Component
class TaskFilters implements ApplicationRunner {

    private static final List<StaffRole> READERS =
            List.of(StaffRole.HANDLAGGARE, StaffRole.KONTAKTCENTER, StaffRole.REGISTRATOR, StaffRole.CHEF);

    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;

    TaskFilters(FilterService filters, TaskService tasks, AuthorizationService authorizations) {
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
    }

    /**
     * One list.
     *
     * @param key finds it again when its words change
     */
    private record Shown(
            String key, String name, String description, String colour, UnaryOperator<TaskQuery> condition) {}

    private static final List<Shown> ALL = List.of(
            new Shown(
                    "mine",
                    "Mina ärenden",
                    "Det som jag har tagit",
                    "#0c5a78",
                    query -> query.taskAssigneeExpression("${currentUser()}")),
            new Shown(
                    "unclaimed",
                    "Min enhet, ingen handläggare",
                    "Det som ingen har tagit än",
                    "#54448f",
                    query -> ours(query).taskUnassigned()),
            new Shown(
                    "due-today",
                    "Förfaller i dag",
                    "Sista dagen för svar eller besked är i dag",
                    "#7a4b00",
                    query -> ours(query)
                            .dueAfterExpression("${calendar.startOfToday()}")
                            .dueBeforeExpression("${calendar.startOfTomorrow()}")),
            new Shown(
                    "late",
                    "Försenade",
                    "Tiden för svar eller besked är ute, eller chefen ska ta hand om ärendet",
                    "#a32a1e",
                    query -> ours(query)
                            .or()
                            .dueBeforeExpression("${calendar.now()}")
                            .processDefinitionKey("escalation")
                            .endOr()),
            new Shown(
                    "waiting-for-asker",
                    "Väntar på frågeställaren",
                    "Vi har ställt en fråga och väntar på svar; tiden löper",
                    "#4a5960",
                    query -> ours(query).processVariableValueEquals(Variables.WAITING_FOR_ASKER, true)));

    /** What waits for this person or for one of their groups, taken or not. */
    private static TaskQuery ours(TaskQuery query) {
        return query.taskCandidateGroupInExpression("${currentUserGroups()}").includeAssignedTasks();
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        for (int i = 0; i < ALL.size(); i++) {
            Filter filter = write(ALL.get(i), i + 1);
            READERS.forEach(role -> grant(role, filter));
        }
    }

    private Filter write(Shown shown, int place) {
        Filter filter = filters.createTaskFilterQuery().list().stream()
                .filter(one -> shown.key().equals(one.getProperties().get("svara")))
                .findFirst()
                .orElseGet(() -> filters.newTaskFilter(shown.name()));
        Map<String, Object> properties = Map.of(
                "svara",
                shown.key(),
                "description",
                shown.description(),
                "color",
                shown.colour(),
                "priority",
                place,
                "refresh",
                true,
                "showUndefinedVariable",
                false);
        TaskQuery query = shown.condition().apply(tasks.createTaskQuery());
        return filters.saveFilter(
                filter.setName(shown.name()).setProperties(properties).setQuery(query));
    }

    private void grant(StaffRole role, Filter filter) {
        Authorization right = authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_GRANT)
                .groupIdIn(role.group())
                .resourceType(Resources.FILTER)
                .resourceId(filter.getId())
                .singleResult();
        if (right == null) {
            right = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            right.setGroupId(role.group());
            right.setResource(Resources.FILTER);
            right.setResourceId(filter.getId());
        }
        right.setPermissions(new Permissions[] {Permissions.READ});
        authorizations.saveAuthorization(right);
    }
}
