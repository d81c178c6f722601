package se.vaxholm.svara.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.process.Story;

/** Rules choose the unit and may shorten the time, from watched words and never from the asker's own. */
class RoutingTests extends Story {

    @Autowired
    private JdbcClient jdbc;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUESTION     | bygglov       | Får jag bygga?                               | stadsbyggnad | 2026-03-04",
                "QUESTION     | skola         | När börjar skolan?                           | utbildning   | 2026-03-04",
                "QUESTION     | annat         | Vem sköter detta?                            | registrator  | 2026-03-04",
                "FAULT_REPORT | kultur-fritid | Det är KLOTTER på väggen                     | teknik       | 2026-03-04",
                "QUESTION     | kultur-fritid | Det är klotter på väggen                     | kultur-fritid| 2026-03-04",
                "QUESTION     | annat         | Ett potthål på Hamngatan                     | teknik       | 2026-03-04",
                "QUESTION     | bygglov       | Jag vill BEGÄRA UT bygglovet                 | registrator  | 2026-03-03",
                "QUESTION     | bygglov       | Härmed överklagar jag beslutet               | registrator  | 2026-03-03",
                "QUESTION     | bygglov       | Jag är orolig för ett barn i huset           | socialtjanst | 2026-03-03",
                "QUESTION     | skola         | Jag begär registerutdrag enligt GDPR         | registrator  | 2026-03-04",
            })
    void theRulesChooseUnitAndLastDay(Kind kind, String category, String text, String unit, LocalDate lastDay) {
        Enquiry enquiry = asked(kind, category, text);
        assertThat(enquiry.unitId()).isEqualTo(unit);
        assertThat(enquiry.lastDayOn()).isEqualTo(lastDay);
        assertThat(enquiry.answerDueAt()).isEqualTo(at(lastDay + "T16:30"));
        assertThat(timer(enquiry, "Boundary_AnswerDueAt")
                        .orElseThrow()
                        .getDuedate()
                        .toInstant())
                .as("the timer follows the shorter time")
                .isEqualTo(enquiry.answerDueAt());
        assertThat(timer(enquiry, "Boundary_RemindAt")
                        .orElseThrow()
                        .getDuedate()
                        .toInstant())
                .isEqualTo(enquiry.remindAt())
                .isEqualTo(at(lastDay + "T12:15"));
    }

    @Test
    void theAcknowledgementNamesTheShorterTime() {
        Enquiry enquiry = asked(Kind.QUESTION, "bygglov", "Jag vill begära ut en allmän handling");
        assertThat(letter(enquiry, LetterKind.ACKNOWLEDGEMENT).letter().text()).contains("tisdag 3 mars 2026");
    }

    @Test
    void whatIsSensitiveByItsNatureIsSensitiveInAnyCategory() {
        assertThat(asked(Kind.QUESTION, "skola", "En orosanmälan om mitt grannbarn")
                        .sensitive())
                .isTrue();
        assertThat(asked(Kind.QUESTION, "naringsliv", "Jag vill visselblåsa om en chef")
                        .sensitive())
                .isTrue();
        assertThat(asked(Kind.QUESTION, "aldreomsorg", "När kommer hemtjänsten?")
                        .sensitive())
                .isTrue();
        assertThat(asked(Kind.QUESTION, "bygglov", "Får jag bygga?").sensitive())
                .isFalse();
    }

    @Test
    void theEngineNeverSeesTheAskersWords() {
        String secret = "ord" + UUID.randomUUID().toString().replace("-", "");
        Enquiry enquiry = asked(Kind.FAULT_REPORT, "bygglov", "Potthål vid " + secret);
        answers("handlaggare3", enquiry, "Vi lagar " + secret);
        postGoes(enquiry);
        Map<String, String> columns = Map.of(
                "act_hi_varinst", "text_",
                "act_hi_detail", "text_",
                "act_hi_dec_in", "text_",
                "act_hi_dec_out", "text_",
                "act_hi_op_log", "new_value_",
                "act_hi_comment", "message_");
        columns.forEach(
                (table, column) -> assertThat(jdbc.sql("select count(*) from " + table + " where " + column + " like ?")
                                .param("%" + secret + "%")
                                .query(Long.class)
                                .single())
                        .as(table)
                        .isZero());
    }

    private Enquiry asked(Kind kind, String category, String text) {
        return registered(new Submission(
                UUID.randomUUID().toString(), Channel.WEB, kind, category, text, byMail(), clock.instant()));
    }
}
