package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.wording.KeptTexts;
import se.vaxholm.svara.wording.OtherWords;
import se.vaxholm.svara.wording.Wording;

/** An auditor reads which words held on a day, and whether they are still the ones that were kept. */
class TextPagesTests extends CourseStory {

    private static final String TEXTS = "/granskning/texter";

    @Autowired
    private KeptTexts kept;

    @Value("${spring.datasource.url}")
    private String url;

    /** Words that no start has said before. */
    private int otherWords(String... keysAndTexts) {
        SortedMap<String, String> texts = OtherWords.of(keysAndTexts);
        texts.put("letter.test", UUID.randomUUID().toString());
        return OtherWords.start(kept, Wording.LETTERS, Language.SV, texts);
    }

    private static String page(int version) {
        return TEXTS + "/brev/sv/" + version;
    }

    private static String where(int version) {
        return " where wording = 'LETTERS' and language = 'SV' and version = " + version;
    }

    private void superuser(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url, "postgres", "only-for-tests");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String letters(Course course) {
        return String.join(
                ", ",
                course.texts().stream()
                        .filter(one ->
                                one.wording() == Wording.LETTERS && one.span().holdsAt(course.now()))
                        .map(one -> "version " + one.version())
                        .toList());
    }

    @Test
    void aCaseShowsTheVersionOfItsDayOnBothSidesOfAChange() throws Exception {
        itIs("2020-03-02T10:00");
        Enquiry enquiry = asked(byMail());
        itIs("2020-03-02T10:10");
        int first = otherWords("letter.a", "Hej.");
        itIs("2020-03-02T10:20");
        postGoes(enquiry);
        itIs("2020-03-02T10:25");
        int second = otherWords("letter.a", "Hej igen.");
        itIs("2020-03-02T10:30");
        answers("handlaggare", enquiry, "Ja, det får du.");

        assertThat(letters(at(enquiry, "2020-03-02T10:00"))).isEqualTo("version 0");
        assertThat(letters(at(enquiry, "2020-03-02T10:20"))).isEqualTo("version " + first);
        assertThat(letters(at(enquiry, "2020-03-02T10:30"))).isEqualTo("version " + second);
        String address = "/granskning/arenden/" + enquiry.number();
        assertThat(page(address, "revisor"))
                .contains("Texter i bruk då", "På svenska, som är frågeställarens språk")
                .contains("Brev: okänt, sparas sedan måndag 2 mars 2020 kl. 10.10")
                .contains("href=\"" + page(first) + "\"", "href=\"" + page(second) + "\"")
                .doesNotContain("??");
        assertThat(page("/arenden/" + enquiry.number() + "/forlopp", "handlaggare"))
                .contains("Texter i bruk då", "Brev, version " + first)
                .doesNotContain(TEXTS);
        assertThat(page("/processer/arenden/" + enquiry.number(), "processagare"))
                .contains("Texter i bruk då")
                .doesNotContain(TEXTS);
    }

    @Test
    void aVersionIsShownWithItsTextsAndWhatDiffersInWords() throws Exception {
        int before = otherWords("letter.a", "Hej {0}.", "letter.b", "Farväl.");
        int version = otherWords("letter.a", "God dag {0}.", "letter.c", "<b>Ny</b>");

        assertThat(page(page(version), "revisor"))
                .contains("Brev på svenska, version " + version, "Stämmer med loggen", "Ändrat från version " + before)
                .containsPattern("letter\\.a</code>[\\s\\S]*?>Ändrad<[\\s\\S]*?Hej \\{0}\\.[\\s\\S]*?God dag \\{0}\\.")
                .containsPattern("letter\\.b</code>[\\s\\S]*?>Borttagen<[\\s\\S]*?Farväl\\.[\\s\\S]*?–")
                .containsPattern("letter\\.c</code>[\\s\\S]*?>Ny<[\\s\\S]*?–[\\s\\S]*?&lt;b&gt;Ny")
                .contains("href=\"" + page(before) + "\"", "Gäller", "3 texter. {0}, {1} och så vidare")
                .doesNotContain("Har ändrats efteråt", "<b>Ny", "??");
        assertThat(page(page(before), "revisor")).contains("Gällde");
        assertThat(page(page(1), "revisor")).contains("den första versionen som sparades");
        assertThat(page(page(version) + "?lang=en", "revisor"))
                .contains("Letters in Swedish, version " + version, "As the log has it", "lang=\"sv\"")
                .doesNotContain("??");
        assertThat(page("/granskning/logg/ovrigt/installningar", "revisor"))
                .contains("Andra texter togs i bruk: brev, svenska, version " + version + ". Nya 1, ändrade 2, "
                        + "borttagna 1");
    }

    @Test
    void allWordingsAreListedWithTheirNewestVersion() throws Exception {
        int version = otherWords("letter.a", "Hej.");
        assertThat(page(TEXTS, "revisor"))
                .contains("href=\"" + page(version) + "\"")
                .doesNotContain("??");
        assertThat(page(TEXTS + "?lang=en", "revisor")).contains("Letters").doesNotContain("??");
        assertThat(page("/granskning/logg", "revisor")).contains("href=\"" + TEXTS + "\"");
    }

    @Test
    void whatIsNotThereIsSaidToBe() throws Exception {
        otherWords("letter.a", "Hej.");
        for (String none : new String[] {"/brev/sv/99999", "/brev/sv/0", "/brev/sv/x", "/brev/fi/1", "/annat/sv/1"}) {
            assertThat(status(TEXTS + none, "revisor")).as(none).isEqualTo(404);
        }
        assertThat(status(page(1), "handlaggare")).isEqualTo(403);
    }

    @Test
    void aTextThatSomebodyHasChangedIsNamed() throws Exception {
        int version = otherWords("letter.a", "Hej.");
        int later = otherWords("letter.a", "Hej igen.");
        superuser("update kept_texts set texts = replace(texts, 'Hej.', 'Nej.')" + where(version));
        try {
            assertThat(page(page(version), "revisor"))
                    .contains("Har ändrats efteråt", "Lita inte på det som står här", "Nej.")
                    .doesNotContain("Texterna är desamma");
            assertThat(page(page(later), "revisor"))
                    .contains("Texterna är desamma", "Version " + version + " stämmer inte med loggen");
        } finally {
            superuser("update kept_texts set texts = replace(texts, 'Nej.', 'Hej.')" + where(version));
        }
        assertThat(page(page(version), "revisor")).contains("Texterna är desamma");
    }

    @Test
    void aTimeThatSomebodyHasMovedIsNamed() throws Exception {
        int version = otherWords("letter.a", "Hej.");
        superuser("update kept_texts set since = since - interval '1 day'" + where(version));
        try {
            assertThat(page(page(version), "revisor")).contains("Har ändrats efteråt");
        } finally {
            superuser("update kept_texts set since = since + interval '1 day'" + where(version));
        }
    }

    @Test
    void aVersionThatIsGoneAndOneThatNobodyKeptAreNamed() throws Exception {
        int version = otherWords("letter.a", "Hej.");
        superuser("update kept_texts set version = 88888" + where(version));
        try {
            assertThat(page(page(version), "revisor")).contains("Har tagits bort", "texterna finns inte längre");
            assertThat(page(page(88888), "revisor")).contains("Loggen känner inte till versionen");
        } finally {
            superuser("update kept_texts set version = " + version + where(88888));
        }
    }

    @Test
    void aChangedLogProvesNothing() throws Exception {
        int version = otherWords("letter.a", "Hej.");
        String entry =
                " where what = 'TEXTS_CHANGED' and detail ->> 'wording' = 'LETTERS' and detail ->> 'language' = 'SV'"
                        + " and detail ->> 'version' = '" + version + "'";
        superuser("update journal_entry set step = 'x'" + entry);
        try {
            assertThat(page(page(version), "revisor"))
                    .contains("Loggen själv är inte som den skrevs")
                    .containsPattern("class=\"notice notice--problem\"");
        } finally {
            superuser("update journal_entry set step = null" + entry);
        }
        assertThat(page(page(version), "revisor")).doesNotContain("Loggen själv");
    }
}
