package se.vaxholm.svara.journal;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.ServerKey;
import se.vaxholm.svara.start.Variable;

/**
 * Writes in the journal which of Svara's own settings are others than when it last started: who can change them is somebody who
 * runs the machine, whom the journal would not hear of otherwise.
 */
@Component
class KnownSettings {

    /** What a changed setting was before, under its name with this after it. */
    static final String BEFORE = ".before";

    private static final Pattern SECRET = Pattern.compile("SECRET|PASSWORD");
    private static final int LONGEST = 300;

    private final ConfigurableEnvironment environment;
    private final Journal journal;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final ServerKey key;
    private final Clock clock;

    KnownSettings(
            ConfigurableEnvironment environment,
            Journal journal,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            ServerKey key,
            Clock clock) {
        this.environment = environment;
        this.journal = journal;
        this.events = events;
        this.transaction = transaction;
        this.key = key;
        this.clock = clock;
    }

    /** A command that runs beside the nodes has settings of its own, which change nothing. */
    @EventListener(ApplicationReadyEvent.class)
    void atStart() {
        if (environment.getProperty("svara.scheduling", Boolean.class, true)) {
            compare(now());
        }
    }

    void compare(SortedMap<String, String> now) {
        Map<String, String> known = known();
        Map<String, String> changed = new TreeMap<>();
        now.forEach((name, value) -> {
            String before = known.get(name);
            if (!value.equals(before)) {
                changed.put(name, value);
                if (before != null) {
                    changed.put(name + BEFORE, before);
                }
            }
        });
        known.forEach((name, before) -> {
            if (!now.containsKey(name)) {
                changed.put(name, "");
                changed.put(name + BEFORE, before);
            }
        });
        if (!changed.isEmpty()) {
            transaction.executeWithoutResult(status -> events.publishEvent(new Deed(
                    Deed.What.SETTINGS_CHANGED, null, null, Actor.SYSTEM, clock.instant(), Map.copyOf(changed))));
        }
    }

    /** As the journal has told them, one change after the other. */
    private Map<String, String> known() {
        Map<String, String> known = new TreeMap<>();
        journal.settings()
                .forEach(entry -> entry.detail().forEach((name, value) -> {
                    if (value.isEmpty()) {
                        known.remove(name);
                    } else if (!name.endsWith(BEFORE)) {
                        known.put(name, value);
                    }
                }));
        return known;
    }

    private SortedMap<String, String> now() {
        SortedMap<String, String> settings = new TreeMap<>();
        environment.getPropertySources().stream()
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Arrays.stream(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(name -> name.toLowerCase(Locale.ROOT).matches("svara[._].*"))
                .forEach(name -> put(settings, name, environment.getProperty(name)));
        return settings;
    }

    private void put(SortedMap<String, String> settings, String name, @Nullable String value) {
        String variable = Variable.of(name);
        if (value != null && !value.isBlank()) {
            settings.put(variable, told(variable, value));
        }
    }

    /** That a secret is another one can be told, and nothing else of it. */
    private String told(String variable, String value) {
        if (SECRET.matcher(variable).find()) {
            Hash mark =
                    Seal.sha256(key.hash("setting", variable + "=" + value), value.getBytes(StandardCharsets.UTF_8));
            return "(hemlig, " + mark.hex().substring(0, 8) + ")";
        }
        return value.length() > LONGEST
                ? value.substring(0, LONGEST) + "… ("
                        + Seal.sha256(value.getBytes(StandardCharsets.UTF_8))
                                .hex()
                                .substring(0, 8) + ")"
                : value;
    }
}
