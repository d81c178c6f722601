package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.security.ServerKey;

/** A setting that somebody has changed stands in the journal from the next start on. */
@SvaraTest
class KnownSettingsTests {

    @Autowired
    private KnownSettings settings;

    @Autowired
    private Journal journal;

    @Autowired
    private AutowireCapableBeanFactory beans;

    @Autowired
    private ApplicationEventPublisher events;

    private static SortedMap<String, String> of(String... namesAndValues) {
        SortedMap<String, String> given = new TreeMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            given.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return given;
    }

    private Map<String, String> last() {
        List<Entry> all = journal.settings();
        return all.get(all.size() - 1).detail();
    }

    @Test
    void aChangeIsToldOnceWithWhatItWasBefore() {
        settings.compare(of("SVARA_OUTBOX_REGRET", "0s", "SVARA_BASE_URL", "https://one.example"));
        int told = journal.settings().size();
        settings.compare(of("SVARA_OUTBOX_REGRET", "0s", "SVARA_BASE_URL", "https://one.example"));
        assertThat(journal.settings()).hasSize(told);
        settings.compare(of("SVARA_OUTBOX_REGRET", "1m", "SVARA_BASE_URL", "https://one.example"));
        assertThat(last()).isEqualTo(Map.of("SVARA_OUTBOX_REGRET", "1m", "SVARA_OUTBOX_REGRET.before", "0s"));
        settings.compare(of("SVARA_BASE_URL", "https://one.example"));
        assertThat(last()).isEqualTo(Map.of("SVARA_OUTBOX_REGRET", "", "SVARA_OUTBOX_REGRET.before", "1m"));
        settings.compare(of("SVARA_OUTBOX_REGRET", "0s", "SVARA_BASE_URL", "https://one.example"));
        assertThat(last()).isEqualTo(Map.of("SVARA_OUTBOX_REGRET", "0s"));
    }

    @Test
    void aSecretIsToldToBeAnotherAndNothingMore() {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of("svara.secret", "the-words-that-must-never-be-told-here", "svara.outbox.pause", "3s")));
        KnownSettings atStart = new KnownSettings(
                environment,
                journal,
                events,
                beans.getBean(TransactionTemplate.class),
                beans.getBean(ServerKey.class),
                beans.getBean(Clock.class));
        atStart.atStart();
        assertThat(last()).containsEntry("SVARA_OUTBOX_PAUSE", "3s");
        assertThat(last().get("SVARA_SECRET")).startsWith("(hemlig, ").hasSize(18);
        assertThat(last().toString()).doesNotContain("never-be-told");
        int told = journal.settings().size();
        atStart.atStart();
        assertThat(journal.settings()).hasSize(told);
    }
}
