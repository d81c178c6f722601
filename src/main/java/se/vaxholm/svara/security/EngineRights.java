package se.vaxholm.svara.security;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.AuthorizationQuery;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.TaskPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationEntity;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What each role may see and do in the engine, whichever door it comes by, written before the first door opens.
 *
 * <p>Officers come into Tasklist and hold nothing else: the engine itself lets a task's own group see it and work on it. The
 * technical administrator sees how the engine fares and tries failed jobs again. Nobody holds the right to deploy, to change a
 * case behind the journal's back, or to hand out rights.
 */
@Component
class EngineRights implements SmartInitializingSingleton {

    /** Given with the thing itself, by the engine with a task, by its writer with a filter; ours are those to all of a kind. */
    private static final Set<Resources> GIVEN_ELSEWHERE = Set.of(Resources.TASK, Resources.FILTER);

    private static final List<Right> RIGHTS = Stream.concat(
                    Stream.of(StaffRole.HANDLAGGARE, StaffRole.KONTAKTCENTER, StaffRole.REGISTRATOR, StaffRole.CHEF)
                            .map(role -> new Right(role, Resources.APPLICATION, "tasklist", Permissions.ACCESS)),
                    Stream.of(
                            admin(Resources.APPLICATION, Permissions.ACCESS),
                            admin(
                                    Resources.PROCESS_DEFINITION,
                                    ProcessDefinitionPermissions.READ,
                                    ProcessDefinitionPermissions.READ_INSTANCE,
                                    ProcessDefinitionPermissions.READ_TASK,
                                    ProcessDefinitionPermissions.READ_HISTORY,
                                    ProcessDefinitionPermissions.RETRY_JOB),
                            admin(
                                    Resources.PROCESS_INSTANCE,
                                    ProcessInstancePermissions.READ,
                                    ProcessInstancePermissions.RETRY_JOB),
                            // No more than they see by the processes; Cockpit counts tasks by group with it.
                            admin(Resources.TASK, TaskPermissions.READ),
                            admin(Resources.DECISION_DEFINITION, Permissions.READ, Permissions.READ_HISTORY),
                            admin(Resources.DECISION_REQUIREMENTS_DEFINITION, Permissions.READ),
                            admin(Resources.DEPLOYMENT, Permissions.READ),
                            admin(Resources.BATCH, BatchPermissions.READ, BatchPermissions.READ_HISTORY),
                            admin(Resources.OPERATION_LOG_CATEGORY, UserOperationLogCategoryPermissions.READ),
                            admin(Resources.SYSTEM, SystemPermissions.READ),
                            admin(Resources.AUTHORIZATION, Permissions.READ),
                            admin(Resources.USER, Permissions.READ),
                            admin(Resources.GROUP, Permissions.READ)))
            .toList();

    private final AuthorizationService authorizations;
    private final TransactionTemplate transaction;
    private final JdbcClient database;

    EngineRights(AuthorizationService authorizations, TransactionTemplate transaction, JdbcClient database) {
        this.authorizations = authorizations;
        this.transaction = transaction;
        this.database = database;
    }

    /**
     * Takes back what is not listed, whoever has it, so that a right which a new version no longer gives ends with its start.
     * One node at a time: two that start together would write the same rights twice.
     */
    @Override
    public void afterSingletonsInstantiated() {
        transaction.executeWithoutResult(status -> {
            database.sql("select pg_advisory_xact_lock(hashtext('engine rights'))")
                    .query((row, number) -> number)
                    .list();
            Set<Right.Subject> kept = new HashSet<>();
            Map<Right.Subject, Right> wanted = new HashMap<>();
            RIGHTS.forEach(right -> wanted.put(right.subject(), right));
            written().forEach(written -> {
                Right right = wanted.get(Right.Subject.of(written));
                if (right != null && right.isWritten(written)) {
                    kept.add(right.subject());
                } else {
                    authorizations.deleteAuthorization(written.getId());
                }
            });
            RIGHTS.stream().filter(right -> !kept.contains(right.subject())).forEach(this::write);
        });
    }

    private Stream<Authorization> written() {
        return Arrays.stream(Resources.values()).flatMap(resource -> {
            AuthorizationQuery query = authorizations.createAuthorizationQuery().resourceType(resource);
            return (GIVEN_ELSEWHERE.contains(resource) ? query.resourceId(ANY) : query).list().stream();
        });
    }

    private void write(Right right) {
        Authorization authorization = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
        authorization.setGroupId(right.role().group());
        authorization.setResource(right.resource());
        authorization.setResourceId(right.resourceId());
        authorization.setPermissions(right.permissions().toArray(Permission[]::new));
        authorizations.saveAuthorization(authorization);
    }

    private static Right admin(Resource resource, Permission... permissions) {
        return new Right(StaffRole.ADMIN, resource, ANY, permissions);
    }

    /** What a role may do with one thing of the engine, or with all of a kind. */
    private record Right(StaffRole role, Resource resource, String resourceId, List<Permission> permissions) {

        Right(StaffRole role, Resource resource, String resourceId, Permission... permissions) {
            this(role, resource, resourceId, Arrays.asList(permissions));
        }

        Subject subject() {
            return new Subject(AUTH_TYPE_GRANT, role.group(), resource.resourceType(), resourceId);
        }

        boolean isWritten(Authorization written) {
            int wanted = permissions.stream().mapToInt(Permission::getValue).reduce(0, (all, one) -> all | one);
            return written instanceof AuthorizationEntity entity && entity.getPermissions() == wanted;
        }

        /** Whose right to what: there is one row of the engine for each. */
        record Subject(int type, String group, int resourceType, String resourceId) {
            static Subject of(Authorization written) {
                return new Subject(
                        written.getAuthorizationType(),
                        String.valueOf(written.getGroupId()),
                        written.getResourceType(),
                        written.getResourceId());
            }
        }
    }
}
