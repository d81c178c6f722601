package se.vaxholm.svara.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.authorization.Authorization.ANY;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GLOBAL;
import static org.camunda.bpm.engine.authorization.Authorization.AUTH_TYPE_GRANT;

import java.util.List;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessInstancePermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraTest;

@SvaraTest
class EngineRightsTests {

    @Autowired
    private EngineRights rights;

    @Autowired
    private AuthorizationService authorizations;

    @Test
    void aStartChangesNothingThatIsRight() {
        List<String> before = written();
        rights.afterSingletonsInstantiated();
        assertThat(written()).isEqualTo(before).isNotEmpty();
    }

    @Test
    void aStartTakesBackWhatIsNotListedAndWidenedRightsToo() {
        List<String> before = written();
        grant(StaffRole.HANDLAGGARE.group(), Resources.PROCESS_INSTANCE, ANY);
        grant("stadsbyggnad", Resources.DEPLOYMENT, ANY);
        Authorization forAll = authorizations.createNewAuthorization(AUTH_TYPE_GLOBAL);
        forAll.setResource(Resources.USER);
        forAll.setResourceId(ANY);
        forAll.addPermission(Permissions.READ);
        authorizations.saveAuthorization(forAll);
        Authorization widened = authorizations
                .createAuthorizationQuery()
                .groupIdIn(StaffRole.ADMIN.group())
                .resourceType(Resources.PROCESS_INSTANCE)
                .singleResult();
        widened.addPermission(ProcessInstancePermissions.DELETE);
        authorizations.saveAuthorization(widened);

        rights.afterSingletonsInstantiated();

        assertThat(mayDo(StaffRole.ADMIN, ProcessInstancePermissions.DELETE)).isFalse();
        assertThat(mayDo(StaffRole.ADMIN, ProcessInstancePermissions.RETRY_JOB)).isTrue();
        assertThat(written()).hasSameSizeAs(before);
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .groupIdIn("stadsbyggnad")
                        .list())
                .noneMatch(right -> right.getResourceType() == Resources.DEPLOYMENT.resourceType());
    }

    @Test
    void whatTheEngineGivesWithATaskIsLeftAlone() {
        Authorization ofATask = grant("stadsbyggnad", Resources.TASK, "a-task");
        rights.afterSingletonsInstantiated();
        assertThat(authorizations
                        .createAuthorizationQuery()
                        .authorizationId(ofATask.getId())
                        .count())
                .isOne();
        authorizations.deleteAuthorization(ofATask.getId());
    }

    /** Not even the administrator: models come in by our own code, and cases are changed by theirs. */
    @ParameterizedTest
    @EnumSource(StaffRole.class)
    void nobodyDeploysStartsOrChangesCasesOrHandsOutRights(StaffRole role) {
        for (Resources resource : List.of(
                Resources.DEPLOYMENT,
                Resources.PROCESS_DEFINITION,
                Resources.PROCESS_INSTANCE,
                Resources.AUTHORIZATION,
                Resources.FILTER,
                Resources.TASK)) {
            for (Permissions permission : List.of(Permissions.CREATE, Permissions.UPDATE, Permissions.DELETE)) {
                if (List.of(permission.getTypes()).contains(resource)) {
                    assertThat(authorizations.isUserAuthorized("x", List.of(role.group()), permission, resource))
                            .as("%s: %s %s", role, permission, resource)
                            .isFalse();
                }
            }
        }
    }

    private boolean mayDo(StaffRole role, ProcessInstancePermissions permission) {
        return authorizations.isUserAuthorized("x", List.of(role.group()), permission, Resources.PROCESS_INSTANCE);
    }

    private Authorization grant(String group, Resource resource, String id) {
        Authorization right = authorizations.createNewAuthorization(AUTH_TYPE_GRANT);
        right.setGroupId(group);
        right.setResource(resource);
        right.setResourceId(id);
        right.addPermission(Permissions.READ);
        return authorizations.saveAuthorization(right);
    }

    private List<String> written() {
        return authorizations.createAuthorizationQuery().list().stream()
                .filter(right -> right.getResourceType() != Resources.TASK.resourceType()
                        && right.getResourceType() != Resources.FILTER.resourceType())
                .map(Authorization::getId)
                .sorted()
                .toList();
    }
}
