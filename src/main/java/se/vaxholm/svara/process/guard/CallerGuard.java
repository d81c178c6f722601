package se.vaxholm.svara.process.guard;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Vocabulary;

/**
 * Stands behind the {@link ModelGuard}: a process that is called is put in use only when it keeps to what every version counts
 * on that calls it, those that cases go by and those that new ones will begin in.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
public class CallerGuard implements Deployer {

    private final Vocabulary vocabulary;

    CallerGuard(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    @Override
    public void deploy(DeploymentEntity deployment) {
        if (!deployment.isNew()) {
            return;
        }
        List<Objection> objections = deployment.getResources().values().stream()
                .flatMap(resource -> judge(new ModelFile(resource.getName(), resource.getBytes())).stream())
                .toList();
        if (!objections.isEmpty()) {
            throw new RefusedModelException(objections);
        }
    }

    /** What callers count on and would not get; asked within a command of the engine. */
    public List<Objection> judge(ModelFile file) {
        Optional<Contract> process = Contract.of(file.name().replaceAll("\\.bpmn$", ""));
        if (process.isEmpty()) {
            return List.of();
        }
        Optional<ProcessDefinition> inUse = Optional.ofNullable(Context.getCommandContext()
                .getProcessDefinitionManager()
                .findLatestProcessDefinitionByKey(process.get().id()));
        Objections objections = new Objections(file.name());
        new StandingCallers(vocabulary, process.get(), read(file.content()), inUse.map(CallerGuard::model), objections)
                .judge(Arrays.stream(Contract.values())
                        .filter(caller -> caller.mayCall(process.get()))
                        .flatMap(CallerGuard::standing)
                        .toList());
        return objections.list();
    }

    private static Stream<StandingCallers.Caller> standing(Contract caller) {
        List<ProcessDefinition> versions = engine().getRepositoryService()
                .createProcessDefinitionQuery()
                .processDefinitionKey(caller.id())
                .orderByProcessDefinitionVersion()
                .desc()
                .list();
        return versions.stream()
                .map(version ->
                        new StandingCallers.Caller(caller, version.getVersion(), running(version), model(version)))
                .filter(version -> version.cases() > 0
                        || version.version() == versions.get(0).getVersion());
    }

    private static long running(ProcessDefinition version) {
        return engine().getRuntimeService()
                .createProcessInstanceQuery()
                .processDefinitionId(version.getId())
                .count();
    }

    private static Node model(ProcessDefinition version) {
        try (InputStream model = engine().getRepositoryService().getProcessModel(version.getId())) {
            return read(model.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Node read(byte[] content) {
        try {
            return ModelReader.read(content);
        } catch (UnreadableModelException e) {
            throw new IllegalStateException("A model in use can't be read", e);
        }
    }

    private static ProcessEngineConfigurationImpl engine() {
        return Context.getProcessEngineConfiguration();
    }
}
