package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.security.Actor;

/** A sample: by units, by a seed that anybody can draw by again, and never changed. */
@SvaraTest
class SamplesTests {

    private static final Actor RUT = new Actor("revisor", "Rut Revisor", Actor.Role.STAFF);

    OwnCases cases;

    @Autowired
    Samples samples;

    @Autowired
    Findings findings;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    void comeIn(AutowireCapableBeanFactory beans) {
        cases = beans.createBean(OwnCases.class);
    }

    /** Cases on a day that is this test's alone: so many for Stadsbyggnad and so many for Teknik. */
    private List<Enquiry> on(String day, int built, int paved) {
        clock.set(day + "T10:15");
        List<Enquiry> all = new ArrayList<>();
        for (int i = 0; i < built; i++) {
            all.add(cases.asked("bygglov", "Får jag bygga?"));
        }
        for (int i = 0; i < paved; i++) {
            all.add(cases.asked("gata-och-vag", "Hål i gatan"));
        }
        return all;
    }

    private Draw draw(String day, String seed, int wanted) {
        LocalDate date = LocalDate.parse(day);
        return new Draw(date, date, samples.now(), null, seed, wanted);
    }

    private List<String> numbers(Sample sample) {
        return findings.worksheet(sample.id()).stream()
                .map(Findings.Row::number)
                .toList();
    }

    @Test
    void theSameSeedDrawsTheSameAndAnotherDrawsOthers() {
        on("2033-03-07", 12, 4);
        Sample one = samples.draw(draw("2033-03-07", "fyren1", 6), RUT);
        Sample same = samples.draw(draw("2033-03-07", "fyren1", 6), RUT);
        assertThat(numbers(same)).isEqualTo(numbers(one)).hasSize(6).doesNotHaveDuplicates();
        assertThat(same.population()).isEqualTo(one.population());
        assertThat(List.of("a", "b", "c", "d").stream()
                        .map(seed -> numbers(samples.draw(draw("2033-03-07", seed, 6), RUT)))
                        .distinct())
                .hasSizeGreaterThan(1);
        assertThat(samples.again(one)).isEqualTo(Samples.Again.SAME);
    }

    @Test
    void anybodyCanDrawItFromTheNumbersAlone() {
        List<Enquiry> all = on("2033-03-08", 9, 3);
        Sample sample = samples.draw(draw("2033-03-08", "fyren", 4), RUT);
        assertThat(sample.shares())
                .containsExactly(new Sample.Share("stadsbyggnad", 9, 3), new Sample.Share("teknik", 3, 1));
        List<String> expected = new ArrayList<>();
        expected.addAll(lowest(all.subList(0, 9), 3));
        expected.addAll(lowest(all.subList(9, 12), 1));
        assertThat(numbers(sample)).isEqualTo(expected);
    }

    private static List<String> lowest(List<Enquiry> cases, int count) {
        return cases.stream()
                .map(OwnCases::number)
                .sorted(Comparator.comparing(number -> sha256("fyren " + number)))
                .limit(count)
                .toList();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatIsRegisteredAfterTheDrawChangesNothingAndACaseThatMovesIsTold() {
        List<Enquiry> all = on("2033-03-09", 5, 2);
        Sample sample = samples.draw(draw("2033-03-09", "fyren", 4), RUT);
        clock.set("2033-03-10T08:00");
        for (int i = 0; i < 5; i++) {
            cases.asked(Channel.PHONE, "bygglov", "Ringde i går", Instant.parse("2033-03-09T12:00:00Z"));
        }
        assertThat(samples.again(sample)).as("registered afterwards").isEqualTo(Samples.Again.SAME);

        String unit = "update enquiry set unit_id = ? where id = ?";
        jdbc.sql(unit).params("teknik", all.get(0).id()).update();
        assertThat(samples.again(sample)).isEqualTo(Samples.Again.OTHER_POPULATION);
        jdbc.sql(unit).params("stadsbyggnad", all.get(0).id()).update();
        assertThat(samples.again(sample)).isEqualTo(Samples.Again.SAME);
    }

    @Test
    void aBoardsSampleHasItsUnitsOnly() {
        on("2033-03-11", 3, 3);
        Draw all = draw("2033-03-11", "fyren", 4);
        Sample sample =
                samples.draw(new Draw(all.from(), all.to(), all.registeredBy(), "namnden-for-teknik", "fyren", 4), RUT);
        assertThat(sample.shares()).containsExactly(new Sample.Share("teknik", 3, 3));
        assertThat(sample.board()).isEqualTo("namnden-for-teknik");
    }

    @Test
    void fromNothingAndTooFewNothingIsDrawn() {
        on("2033-03-14", 2, 1);
        assertThatThrownBy(() -> samples.draw(draw("2033-03-13", "fyren", 4), RUT))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> samples.draw(draw("2033-03-14", "fyren", 1), RUT))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theDrawAndWhatIsWrittenAreJournalledWithoutTheTexts() {
        on("2033-03-15", 1, 0);
        Sample sample = samples.draw(draw("2033-03-15", "fyren", 1), RUT);
        Findings.Row row = findings.worksheet(sample.id()).get(0);
        findings.find(row, Verdict.DEVIATION, "Hemlig text om Karin", RUT);
        findings.reply(row, "Hemligt svar", new Actor("chef", "Berit", Actor.Role.STAFF));
        List<Map<String, Object>> entries =
                jdbc.sql("""
                        select what, number, actor_name, detail::text as detail from journal_entry where detail ->> 'sample' = ? order by id""").param(sample.id().toString()).query().listOfRows();
        assertThat(entries)
                .extracting(entry -> entry.get("what"))
                .containsExactly("SAMPLE_DRAWN", "FINDING_WRITTEN", "FINDING_ANSWERED");
        assertThat(entries).extracting(entry -> entry.get("number")).containsExactly(null, row.number(), row.number());
        assertThat(entries.toString()).contains("fyren", "Rut Revisor", "Berit").doesNotContain("Hemlig");
    }

    @Test
    void theLastFindingHoldsTheEarlierOnesStayAndAReplyIsOfTheFindingBeforeIt() {
        on("2033-03-16", 1, 0);
        Sample sample = samples.draw(draw("2033-03-16", "fyren", 1), RUT);
        findings.find(row(sample), Verdict.REMARK, "Sent", RUT);
        assertThat(row(sample).awaitsReply()).isTrue();
        findings.reply(row(sample), "Vi var få", RUT);
        assertThat(row(sample).awaitsReply()).isFalse();
        findings.find(row(sample), Verdict.DEVIATION, "Mycket sent", RUT);
        Findings.Row row = row(sample);
        assertThat(row.isReplyOlder()).isTrue();
        assertThat(row.awaitsReply()).isTrue();
        assertThat(findings.history(row))
                .extracting(Findings.Written::words)
                .containsExactly("Mycket sent", "Vi var få", "Sent");
        findings.find(row, Verdict.OK, "", RUT);
        assertThat(row(sample).awaitsReply()).as("nothing to remark").isFalse();
        assertThat(findings.ofUnits(List.of("stadsbyggnad")))
                .extracting(Findings.Row::sampleId)
                .contains(sample.id());
        assertThat(findings.ofUnits(List.of("teknik")))
                .extracting(Findings.Row::sampleId)
                .doesNotContain(sample.id());
        assertThat(findings.ofUnits(List.of())).isEmpty();
    }

    private Findings.Row row(Sample sample) {
        return findings.worksheet(sample.id()).get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update audit_sample set seed = 'x'",
                "delete from audit_sample_case",
                "update audit_finding set words = ''",
                "delete from audit_finding",
                "truncate audit_sample_unit"
            })
    void theApplicationCannotChangeWhatWasDrawnOrWritten(String sql) {
        assertThatThrownBy(() -> jdbc.sql(sql).update())
                .isInstanceOf(DataAccessException.class)
                .hasStackTraceContaining("permission denied");
    }
}
