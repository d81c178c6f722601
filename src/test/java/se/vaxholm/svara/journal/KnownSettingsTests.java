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

    /** A start with these settings, beside those of the machine. */
    private void startsWith(Map<String, Object> given) {
        startsWith(given, beans.getBean(ServerKey.class));
    }

    private void startsWith(Map<String, Object> given, ServerKey key) {
        StandardEnvironment environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("test", given));
        new KnownSettings(
                        environment,
                        journal,
                        events,
                        beans.getBean(TransactionTemplate.class),
                        key,
                        beans.getBean(Clock.class))
                .atStart();
    }

    @Test
    void aSecretIsToldToBeAnotherAndNothingMore() {
        Map<String, Object> given =
                Map.of("svara.secret", "the-words-that-must-never-be-told-here", "svara.outbox.pause", "3s");
        startsWith(given);
        assertThat(last()).containsEntry("SVARA_OUTBOX_PAUSE", "3s");
        assertThat(last().get("SVARA_SECRET")).startsWith("(hemlig, ").hasSize(18);
        assertThat(last().toString()).doesNotContain("never-be-told");
        int told = journal.settings().size();
        startsWith(given);
        assertThat(journal.settings()).hasSize(told);
    }

    @Test
    void aSecretThatIsChangedIsToldByAnotherMarkAndAPasswordIsASecretToo() {
        String password = "SVARA_INBOX_BOXES_0_PASSWORD";
        startsWith(Map.of("svara.inbox.boxes[0].password", "one-that-nobody-may-read"));
        String before = last().get(password);
        startsWith(Map.of("svara.inbox.boxes[0].password", "another-that-nobody-may-read"));
        assertThat(last()).containsOnlyKeys(password, password + KnownSettings.BEFORE);
        assertThat(last()).containsEntry(password + KnownSettings.BEFORE, before);
        assertThat(last().get(password)).startsWith("(hemlig, ").hasSize(18).isNotEqualTo(before);
        String mark = last().get(password);
        startsWith(
                Map.of("svara.inbox.boxes[0].password", "another-that-nobody-may-read"),
                new ServerKey("the-key-of-quite-another-server-than-this"));
        assertThat(last().get(password))
                .as("by the server's key, so that nobody finds it by trying words")
                .isNotEqualTo(mark);
    }

    @Test
    void whatIsGivenAsAVariableIsTheSameSettingAndWhatIsEmptyIsNone() {
        startsWith(Map.of("SVARA_OUTBOX_REGRET", "7s"));
        int told = journal.settings().size();
        startsWith(Map.of("svara.outbox.regret", "7s", "SVARA_BASE_URL", " ", "SPRING_MAIL_HOST", "mail.example"));
        assertThat(journal.settings()).hasSize(told);
    }

    @Test
    void aVeryLongSettingIsToldByItsBeginningAndItsHash() {
        String text = "https://example.org/" + "x".repeat(400);
        startsWith(Map.of("svara.base-url", text));
        String value = last().get("SVARA_BASE_URL");
        assertThat(value).startsWith(text.substring(0, 300)).hasSizeLessThan(320);
        startsWith(Map.of("svara.base-url", text + "y"));
        assertThat(last().get("SVARA_BASE_URL")).as("the end counts too").isNotEqualTo(value);
    }

    @Test
    void aCommandThatRunsBesideTheNodesTellsNothing() {
        int told = journal.settings().size();
        startsWith(Map.of("svara.scheduling", "false", "svara.outbox.pause", "77s"));
        assertThat(journal.settings()).hasSize(told);
    }
}
