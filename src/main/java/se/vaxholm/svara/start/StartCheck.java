package se.vaxholm.svara.start;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.boot.context.event.ApplicationPreparedEvent;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.context.event.SpringApplicationEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;

/** Checks settings and database before the application starts, and keeps other nodes waiting until it has. */
public class StartCheck implements ApplicationListener<SpringApplicationEvent> {

    private @Nullable StartLock lock;

    @Override
    public void onApplicationEvent(SpringApplicationEvent event) {
        if (event instanceof ApplicationPreparedEvent prepared) {
            check(prepared.getApplicationContext().getEnvironment());
        } else if ((event instanceof ApplicationReadyEvent || event instanceof ApplicationFailedEvent)
                && lock != null) {
            lock.close();
            lock = null;
        }
    }

    private void check(Environment environment) {
        List<String> problems = SettingsCheck.ofTheApplication(environment);
        if (!problems.isEmpty()) {
            throw new StartFailure(problems);
        }
        Database database = Database.ofTheApplication(environment);
        database.mustBeOfAKnownVersion();
        lock = StartLock.take(database);
        if (Database.migratesItself(environment)) {
            Database.ofTheOwner(environment).mustBeOfAKnownVersion();
        } else {
            database.mustHaveTheTablesOfThisVersion();
        }
        database.shouldNotBeItsOwner();
    }
}
