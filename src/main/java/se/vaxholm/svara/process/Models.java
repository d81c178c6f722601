package se.vaxholm.svara.process;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandExecutor;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.DeploymentWithDefinitions;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.repository.ResourceDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.process.guard.CallerGuard;
import se.vaxholm.svara.process.guard.ModelFile;
import se.vaxholm.svara.process.guard.Objection;
import se.vaxholm.svara.security.Actor;

/** The models in use: those that Svara is shipped with, until their owners put versions of their own in use. */
@Service
public class Models {

    private static final Logger log = LoggerFactory.getLogger(Models.class);
    private static final String SHIPPED = "baseline";
    private static final String OWNERS = "owner";

    /** More than anybody reads; every one of them stays in the engine. */
    private static final int SHOWN = 500;

    /** Files by name: decisions first, since a process may ask for one, and callers before those that they call. */
    static final Comparator<String> IN_TURN =
            Comparator.comparing(Models::turn).thenComparing(Comparator.naturalOrder());

    private final RepositoryService repository;
    private final RuntimeService runtime;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private final CallerGuard callers;
    private final CommandExecutor engine;

    Models(
            RepositoryService repository,
            RuntimeService runtime,
            ApplicationEventPublisher events,
            Clock clock,
            CallerGuard callers,
            ProcessEngineConfigurationImpl configuration) {
        this.repository = repository;
        this.runtime = runtime;
        this.events = events;
        this.clock = clock;
        this.callers = callers;
        engine = configuration.getCommandExecutorTxRequired();
    }

    /**
     * What putting a model in use has led to.
     *
     * @param shipped whether it is the one that Svara is shipped with, which Svara replaces by itself again from now on
     * @param running how many cases go on in the versions that they began in
     */
    public record Published(String file, int number, boolean shipped, long running) {}

    /** Every version of every model, the newest of each first. */
    @Transactional(readOnly = true)
    public List<ModelVersion> versions() {
        Map<String, List<ResourceDefinition>> definitions = Stream.<ResourceDefinition>concat(
                        repository.createProcessDefinitionQuery().listPage(0, SHOWN).stream(),
                        repository.createDecisionDefinitionQuery().listPage(0, SHOWN).stream())
                .collect(Collectors.groupingBy(ResourceDefinition::getDeploymentId));
        Set<String> seen = new HashSet<>();
        return repository.createDeploymentQuery().orderByDeploymentTime().desc().listPage(0, SHOWN).stream()
                .map(deployment -> version(deployment, definitions.getOrDefault(deployment.getId(), List.of())))
                .filter(version -> version.number() > 0)
                .sorted(Comparator.comparing(ModelVersion::file)
                        .thenComparing(ModelVersion::number, Comparator.reverseOrder()))
                .map(version -> seen.add(version.file()) ? version : version.replaced())
                .toList();
    }

    /** Several names as one: "Bestäm enhet" and "Bestäm svarstid" are "Bestäm enhet och svarstid". */
    static String title(List<String> names) {
        String first = names.isEmpty() ? "" : names.get(0);
        String verb = first.substring(0, first.indexOf(' ') + 1);
        StringBuilder title = new StringBuilder(first);
        for (int i = 1; i < names.size(); i++) {
            String name = names.get(i);
            title.append(i == names.size() - 1 ? " och " : ", ")
                    .append(name.startsWith(verb) ? name.substring(verb.length()) : name);
        }
        return title.toString();
    }

    private static ModelVersion version(Deployment deployment, List<ResourceDefinition> definitions) {
        return new ModelVersion(
                deployment.getId(),
                deployment.getName() == null ? "" : deployment.getName(),
                definitions.stream()
                        .map(definition -> definition.getName() == null ? definition.getKey() : definition.getName())
                        .sorted()
                        .collect(Collectors.collectingAndThen(Collectors.toList(), Models::title)),
                number(definitions),
                deployment.getDeploymentTime().toInstant(),
                SHIPPED.equals(deployment.getSource()),
                true);
    }

    private static int number(List<? extends ResourceDefinition> definitions) {
        return definitions.stream()
                .mapToInt(ResourceDefinition::getVersion)
                .max()
                .orElse(0);
    }

    /** The file of a version, as it was brought. */
    @Transactional(readOnly = true)
    public Optional<byte[]> content(String id, String file) {
        boolean known = repository
                        .createDeploymentQuery()
                        .deploymentId(id)
                        .deploymentName(file)
                        .count()
                > 0;
        return known ? Optional.of(read(id, file)) : Optional.empty();
    }

    /** Which words of the vocabulary the models in use name, each with the titles of those models. */
    @Transactional(readOnly = true)
    public Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new HashMap<>();
        versions().stream()
                .filter(ModelVersion::inUse)
                .forEach(model -> ModelWords.of(read(model.id(), model.file()))
                        .forEach(word -> uses.computeIfAbsent(word, unused -> new TreeSet<>())
                                .add(model.title())));
        return uses;
    }

    /**
     * Puts models of their owners in use, all of them or none.
     *
     * @param files the contents by the files' names, which say whose place they take
     * @throws ModelRefusedException when one breaks a rule, is unknown, or is what is in use already
     */
    @Transactional
    public List<Published> publish(Map<String, byte[]> files, Actor by, String comment) {
        List<String> problems = new ArrayList<>();
        files.forEach((file, content) -> inUse(file)
                .ifPresentOrElse(
                        inUse -> {
                            if (Arrays.equals(read(inUse.id(), file), content)) {
                                problems.add(file + ": oförändrad, precis så ser den version ut som redan är i bruk");
                            }
                        },
                        () -> problems.add(file + ": ingen modell i bruk heter så; filen ska heta som den modell vars"
                                + " plats den tar")));
        if (!problems.isEmpty()) {
            throw new ModelRefusedException(problems);
        }
        Map<String, byte[]> shipped = ShippedModels.read();
        try {
            return files.entrySet().stream()
                    .sorted(Map.Entry.comparingByKey(IN_TURN))
                    .map(file -> {
                        boolean asShipped = Arrays.equals(file.getValue(), shipped.get(file.getKey()));
                        return publish(file.getKey(), file.getValue(), asShipped, by, comment);
                    })
                    .toList();
        } catch (ProcessEngineException e) {
            throw new ModelRefusedException(
                    String.valueOf(e.getMessage()).lines().toList());
        }
    }

    private static int turn(String file) {
        return Contract.of(file.replaceAll("\\.bpmn$", ""))
                .map(Contract::ordinal)
                .orElse(-1);
    }

    private Published publish(String file, byte[] content, boolean shipped, Actor by, String comment) {
        DeploymentWithDefinitions deployed = deploy(file, content, shipped ? SHIPPED : OWNERS, false);
        List<ResourceDefinition> definitions = definitions(deployed);
        tell(file, deployed, by, Map.of("version", String.valueOf(number(definitions)), "comment", comment));
        return new Published(file, number(definitions), shipped, running(definitions));
    }

    private long running(List<ResourceDefinition> definitions) {
        return definitions.stream()
                .filter(ProcessDefinition.class::isInstance)
                .mapToLong(definition -> runtime.createProcessInstanceQuery()
                        .processDefinitionKey(definition.getKey())
                        .count())
                .sum();
    }

    /** As long as the newest version in use is a shipped one, and those that call it get what they count on. */
    @Transactional(propagation = Propagation.MANDATORY)
    void deployShipped(String file, byte[] content) {
        Optional<ModelVersion> inUse = inUse(file);
        if (inUse.filter(version -> !version.shipped()).isPresent()) {
            log.info("{}: a version of its owners is in use, the shipped one is left aside", file);
            return;
        }
        if (inUse.filter(version -> !Arrays.equals(read(version.id(), file), content))
                .isPresent()) {
            List<Objection> objections = engine.execute(command -> callers.judge(new ModelFile(file, content)));
            if (!objections.isEmpty()) {
                // Not worth a start that fails: it is tried again at each start, and cases come to their end.
                log.warn("{}: the version before it stays in use, {}", file, objections);
                return;
            }
        }
        DeploymentWithDefinitions deployed = deploy(file, content, SHIPPED, true);
        if (!definitions(deployed).isEmpty()) {
            log.info("{}: deployed", file);
            tell(file, deployed, Actor.SYSTEM, Map.of());
        }
    }

    /** @param onlyIfNew compared under the engine's lock, because nodes start at the same time */
    private DeploymentWithDefinitions deploy(String file, byte[] content, String source, boolean onlyIfNew) {
        DeploymentBuilder deployment = repository.createDeployment().name(file).source(source);
        return (onlyIfNew ? deployment.enableDuplicateFiltering(true) : deployment)
                .addInputStream(file, new ByteArrayInputStream(content))
                .deployWithResult();
    }

    private static List<ResourceDefinition> definitions(DeploymentWithDefinitions deployed) {
        List<ResourceDefinition> definitions = new ArrayList<>();
        Optional.ofNullable(deployed.getDeployedProcessDefinitions()).ifPresent(definitions::addAll);
        Optional.ofNullable(deployed.getDeployedDecisionDefinitions()).ifPresent(definitions::addAll);
        return definitions;
    }

    private void tell(String file, Deployment deployed, Actor by, Map<String, String> more) {
        Map<String, String> detail = new LinkedHashMap<>(Map.of("model", file, "deployment", deployed.getId()));
        detail.putAll(more);
        events.publishEvent(new Deed(Deed.What.MODEL_DEPLOYED, null, null, by, clock.instant(), detail));
    }

    private Optional<ModelVersion> inUse(String file) {
        return versions().stream()
                .filter(version -> version.inUse() && version.file().equals(file))
                .findFirst();
    }

    private byte[] read(String deployment, String file) {
        try (InputStream content = repository.getResourceAsStream(deployment, file)) {
            return content.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
