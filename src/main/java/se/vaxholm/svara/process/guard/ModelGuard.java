package se.vaxholm.svara.process.guard;

import java.util.List;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.Vocabulary;

/**
 * Stands before the engine's own deployers, so that nothing is read before it has been judged, whichever way it came.
 *
 * <p>Only what is new is judged: the engine comes here again whenever it has forgotten a definition, and a rule that was
 * made stricter must not stop the cases that already run.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ModelGuard implements Deployer {

    private final ModelRules rules;

    ModelGuard(Vocabulary vocabulary) {
        rules = new ModelRules(vocabulary);
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        if (deployment.getTenantId() != null) {
            throw new RefusedModelException(List.of(new Objection(
                    "Modellerna",
                    Rule.FIL,
                    "",
                    "Svara har en enda organisation: modeller hör inte till någon av flera")));
        }
        List<ModelFile> files = deployment.getResources().values().stream()
                .map(resource -> new ModelFile(resource.getName(), resource.getBytes()))
                .toList();
        List<Objection> objections = rules.judge(files, ModelGuard::isDeployed);
        if (!objections.isEmpty()) {
            throw new RefusedModelException(objections);
        }
    }

    private static boolean isDeployed(String decision) {
        return Context.getCommandContext().getDecisionDefinitionManager().findLatestDecisionDefinitionByKey(decision)
                != null;
    }
}
