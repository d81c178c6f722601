package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RepositoryService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.CloseReason;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.security.Actor;

@SvaraTest
class JournalLinesTests {

    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    @Autowired
    JournalLines lines;

    @Autowired
    MessageSource messages;

    @Autowired
    RepositoryService repository;

    @AfterEach
    void forgetTheLanguage() {
        LocaleContextHolder.resetLocaleContext();
    }

    static Stream<Arguments> everyDeedInEveryLanguage() {
        return Stream.of(SWEDISH, Locale.ENGLISH)
                .flatMap(locale -> Arrays.stream(Deed.What.values()).map(what -> Arguments.of(what, locale)));
    }

    @ParameterizedTest
    @MethodSource("everyDeedInEveryLanguage")
    void everyDeedIsToldInPlainWordsAlsoWithoutItsDetails(Deed.What what, Locale locale) {
        LocaleContextHolder.setLocale(locale);
        assertThat(lines.text(what, Map.of())).isNotBlank().doesNotContain("{", "null", what.name());
    }

    @Test
    void detailsAreToldByName() {
        LocaleContextHolder.setLocale(SWEDISH);
        assertThat(lines.text(Deed.What.UNIT_ASSIGNED, Map.of("unit", "teknik", "lastDay", "2026-11-24")))
                .isEqualTo("Ärendet lades hos Teknik. Svar eller besked senast tisdag 24 november");
        assertThat(lines.text(Deed.What.ESCALATED, Map.of("level", "1", "group", "teknik-chef")))
                .isEqualTo("Ärendet blev försenat och lyftes till chefen för Teknik");
        assertThat(lines.text(Deed.What.ESCALATED, Map.of("level", "2", "group", "teknik-forvaltningschef")))
                .contains("förvaltningschefen");
        assertThat(lines.text(Deed.What.LETTER_SENT, Map.of("kind", "ANSWER")))
                .isEqualTo("Brev skickat: svar till frågeställaren");
        assertThat(lines.text(Deed.What.ANSWERED_OTHERWISE, Map.of("how", "VISIT", "at", "2026-11-24T15:30:00Z")))
                .isEqualTo("Antecknade ett svar som lämnades vid ett besök, tisdag 24 november 2026 kl. 16.30");
        assertThat(lines.text(Deed.What.ANSWERED_OTHERWISE, Map.of("how", "?", "at", "i går")))
                .contains("i går");
    }

    @Test
    void aProcessIsToldByTheNameThatItsOwnersGaveIt() {
        LocaleContextHolder.setLocale(SWEDISH);
        String definition = repository
                .createProcessDefinitionQuery()
                .processDefinitionKey("receipt")
                .latestVersion()
                .singleResult()
                .getId();
        assertThat(lines.text(
                        Deed.What.PROCESS_STARTED,
                        Map.of("process", "receipt", "version", "1", "definition", definition)))
                .isEqualTo("Ärendet går enligt processen ”Från fråga till svar”, version 1");
        assertThat(lines.text(
                        Deed.What.PROCESS_MIGRATED, Map.of("process", "receipt", "version", "2", "definition", "gone")))
                .contains("”receipt”");
    }

    @Test
    void whoDidItIsToldWithoutTheAskersName() {
        LocaleContextHolder.setLocale(SWEDISH);
        assertThat(lines.tell(entry(Actor.Role.STAFF, "Maja Brygglund")).by()).isEqualTo("Maja Brygglund");
        assertThat(lines.tell(entry(Actor.Role.ENQUIRER, null)).by()).isEqualTo("Frågeställaren");
        assertThat(lines.tell(entry(Actor.Role.SYSTEM, null)).by()).isEqualTo("Svara (automatiskt)");
    }

    private static Entry entry(Actor.Role role, String name) {
        return new Entry(1, 1, Instant.EPOCH, Deed.What.CLAIMED, role, null, name, null, null, null, Map.of());
    }

    /** The pages put these names together with a prefix, so that no other test can find a text that is missing. */
    @Test
    void everyWordThatThePagesPutTogetherIsThere() {
        Stream<String> keys = Stream.of(
                        named("journal.channel.", Channel.values()),
                        named("journal.letter.", LetterKind.values()),
                        named("staff.letter.", LetterKind.values()),
                        named("staff.fate.", Outbox.Fate.values()),
                        named("staff.kind.", Kind.values()),
                        named("staff.replyBy.", ReplyBy.values()),
                        named("staff.send.", ReplyBy.values()),
                        named("staff.language.", Language.values()),
                        named("staff.said.", Message.Type.values()),
                        named("staff.status.", StatusWord.values()),
                        named("staff.task.", TaskForm.values()),
                        named("staff.close.", CloseReason.values()),
                        named("status.closed.", CloseReason.values()),
                        named("journal.closed.", CloseReason.values()),
                        FormCheck.WAYS.stream().flatMap(way -> Stream.of("staff.how." + way, "journal.how." + way)),
                        Stream.of("said", "reached", "acted", "answer", "note")
                                .map(what -> "staff.problem.empty." + what))
                .flatMap(key -> key);
        assertThat(keys).allSatisfy(key -> {
            assertThat(messages.getMessage(key, null, SWEDISH)).isNotBlank();
            assertThat(messages.getMessage(key, null, Locale.ENGLISH)).isNotBlank();
        });
    }

    private static Stream<String> named(String prefix, Enum<?>[] values) {
        return Arrays.stream(values).map(value -> prefix + value.name());
    }
}
