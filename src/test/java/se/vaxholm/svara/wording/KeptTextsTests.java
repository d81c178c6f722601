package se.vaxholm.svara.wording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.journal.Chain;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.organisation.Language;

/** What Svara says is kept when it starts with other words than before, and the journal is told. */
@SvaraTest
class KeptTextsTests {

    @Autowired
    private KeptTexts kept;

    @Autowired
    private CurrentTexts current;

    @Autowired
    private Journal journal;

    @BeforeEach
    void start() {
        kept.keep(current.all());
    }

    private List<Entry> told(Wording wording, Language language) {
        return journal.of(
                Chain.SETTINGS,
                Deed.What.TEXTS_CHANGED,
                Map.of("wording", wording.name(), "language", language.name()));
    }

    private int toldInAll() {
        return journal.of(Chain.SETTINGS, Deed.What.TEXTS_CHANGED, Map.of()).size();
    }

    private SortedMap<String, String> now(Wording wording, Language language) {
        return current.all().stream()
                .filter(one -> one.wording() == wording && one.language() == language)
                .map(one -> new TreeMap<>(one.texts().byKey()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theFirstStartKeepsEverythingAndTellsTheJournal() {
        for (CurrentTexts.Spoken one : current.all()) {
            int newest = OtherWords.newest(kept, one.wording(), one.language());
            assertThat(kept.texts(one.wording(), one.language(), newest)).contains(one.texts());
            assertThat(one.texts().byKey())
                    .as(one.wording() + " " + one.language())
                    .isNotEmpty();
            List<Entry> entries = told(one.wording(), one.language());
            assertThat(entries).hasSize(newest);
            assertThat(entries.get(newest - 1).detail())
                    .containsEntry("sha256", one.texts().sha256());
            Texts first = kept.texts(one.wording(), one.language(), 1).orElseThrow();
            assertThat(entries.get(0).detail())
                    .containsEntry("version", "1")
                    .containsEntry("added", String.valueOf(first.byKey().size()))
                    .containsEntry("changed", "0")
                    .containsEntry("removed", "0");
        }
    }

    @Test
    void aStartWithTheSameWordsKeepsNothing() {
        int told = toldInAll();
        kept.keep(current.all());
        assertThat(toldInAll()).isEqualTo(told);
    }

    @Test
    void otherWordsAreANewVersionWithTheirNumbersInTheJournal() {
        int before = OtherWords.newest(kept, Wording.LETTERS, Language.SV);
        SortedMap<String, String> texts = now(Wording.LETTERS, Language.SV);
        texts.put("letter.ack.subject", "Tack för ditt ärende {0}");
        texts.put("letter.new.one", "Ny.");
        texts.put("letter.new.two", "Ny.");
        texts.remove("letter.answer.subject");

        assertThat(OtherWords.start(kept, Wording.LETTERS, Language.SV, texts)).isEqualTo(before + 1);
        Entry entry = told(Wording.LETTERS, Language.SV).get(before);
        assertThat(entry.detail())
                .isEqualTo(Map.of(
                        "wording", "LETTERS",
                        "language", "SV",
                        "version", String.valueOf(before + 1),
                        "sha256", new Texts(texts).sha256(),
                        "added", "2",
                        "changed", "1",
                        "removed", "1"));
        assertThat(kept.of(Wording.LETTERS, Language.SV).get(0).version().since())
                .isEqualTo(entry.at());

        kept.keep(current.all());
        assertThat(OtherWords.newest(kept, Wording.LETTERS, Language.SV))
                .as("the words of before are a version again")
                .isEqualTo(before + 2);
    }

    @Test
    void nodesThatStartAtOnceKeepOneVersion() throws Exception {
        int before = OtherWords.newest(kept, Wording.RULES, Language.EN);
        SortedMap<String, String> texts = now(Wording.RULES, Language.EN);
        texts.put("modeling.rule.new", "New.");
        Callable<Integer> node = () -> OtherWords.start(kept, Wording.RULES, Language.EN, texts);
        ExecutorService nodes = Executors.newFixedThreadPool(6);
        try {
            for (var started : nodes.invokeAll(Collections.nCopies(6, node))) {
                assertThat(started.get()).isEqualTo(before + 1);
            }
        } finally {
            nodes.shutdown();
        }
        assertThat(told(Wording.RULES, Language.EN)).hasSize(before + 1);
    }

    @Test
    void eachLanguageHasItsOwnWords() {
        assertThat(now(Wording.LETTERS, Language.SV))
                .containsEntry("letter.ack.subject", "Vi har tagit emot ditt ärende {0}");
        assertThat(now(Wording.LETTERS, Language.EN))
                .containsEntry("letter.ack.subject", "We have received your matter {0}");
        assertThat(now(Wording.CATEGORIES, Language.EN).keySet())
                .isEqualTo(now(Wording.CATEGORIES, Language.SV).keySet());
    }
}
