package se.vaxholm.svara.process;

import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Puts the models that Svara is shipped with in use at its start; a command that runs beside it leaves that to it. */
@Component
@ConditionalOnProperty(name = "svara.baseline", matchIfMissing = true)
class Baseline implements ApplicationRunner {

    private final Models models;

    Baseline(Models models) {
        this.models = models;
    }

    @Override
    @Transactional
    public void run(ApplicationArguments arguments) {
        ShippedModels.read().entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Models.IN_TURN))
                .forEach(file -> models.deployShipped(file.getKey(), file.getValue()));
    }
}
