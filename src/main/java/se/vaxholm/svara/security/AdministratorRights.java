package se.vaxholm.svara.security;

import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.Map;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.BatchPermissions;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.authorization.SystemPermissions;
import org.camunda.bpm.engine.authorization.UserOperationLogCategoryPermissions;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.springframework.stereotype.Component;

/**
 * What the technical administrator may do in Camunda's web applications: see how the engine fares and try failed jobs again.
 * Nobody holds the right to deploy, to change a case behind the journal's back, or to hand out rights.
 */
@Component
class AdministratorRights extends AbstractProcessEnginePlugin {

    private static final Map<Resources, Permission[]> RIGHTS = Map.ofEntries(
            Map.entry(Resources.APPLICATION, of(Permissions.ACCESS)),
            Map.entry(
                    Resources.PROCESS_DEFINITION,
                    of(
                            ProcessDefinitionPermissions.READ,
                            ProcessDefinitionPermissions.READ_INSTANCE,
                            ProcessDefinitionPermissions.READ_TASK,
                            ProcessDefinitionPermissions.READ_HISTORY,
                            ProcessDefinitionPermissions.RETRY_JOB)),
            Map.entry(
                    Resources.PROCESS_INSTANCE,
                    of(ProcessInstancePermissions.READ, ProcessInstancePermissions.RETRY_JOB)),
            Map.entry(Resources.DECISION_DEFINITION, of(Permissions.READ, Permissions.READ_HISTORY)),
            Map.entry(Resources.DECISION_REQUIREMENTS_DEFINITION, of(Permissions.READ)),
            Map.entry(Resources.DEPLOYMENT, of(Permissions.READ)),
            Map.entry(Resources.BATCH, of(BatchPermissions.READ, BatchPermissions.READ_HISTORY)),
            Map.entry(Resources.OPERATION_LOG_CATEGORY, of(UserOperationLogCategoryPermissions.READ)),
            Map.entry(Resources.SYSTEM, of(SystemPermissions.READ)),
            Map.entry(Resources.AUTHORIZATION, of(Permissions.READ)),
            Map.entry(Resources.USER, of(Permissions.READ)),
            Map.entry(Resources.GROUP, of(Permissions.READ)));

    @Override
    public void postProcessEngineBuild(ProcessEngine engine) {
        AuthorizationService authorizations = engine.getAuthorizationService();
        RIGHTS.forEach((resource, permissions) -> grant(authorizations, resource, permissions));
    }

    private static void grant(AuthorizationService authorizations, Resources resource, Permission[] permissions) {
        Authorization right = authorizations
                .createAuthorizationQuery()
                .authorizationType(AUTH_TYPE_GRANT)
                .groupIdIn(StaffRole.ADMIN.group())
                .resourceType(resource)
                .resourceId(ANY)
                .singleResult();
        if (right == null) {
            right = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
            right.setGroupId(StaffRole.ADMIN.group());
            right.setResource(resource);
            right.setResourceId(ANY);
        }
        right.setPermissions(permissions);
        authorizations.saveAuthorization(right);
    }

    private static Permission[] of(Permission... permissions) {
        return permissions;
    }
}
