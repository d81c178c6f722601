package se.vaxholm.svara.channel.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.web.util.HtmlUtils;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.correspondence.Letter;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.LegalKind;
import se.vaxholm.svara.security.TestStaff;

/** What has a law of its own is told of by those words: to the asker before and after, and to whoever has to do with it. */
@SvaraTest
class LegalWordsTests {

    private static final Map<LegalKind, String> QUESTIONS = Map.of(
            LegalKind.PUBLIC_DOCUMENT, "Jag vill begära ut protokollet från i går.",
            LegalKind.APPEAL, "Jag överklagar beslutet om mitt bygglov.",
            LegalKind.REPORT_OF_CONCERN, "Jag är orolig för ett barn i huset bredvid.",
            LegalKind.DATA_SUBJECT_REQUEST, "Jag vill ha ett registerutdrag.",
            LegalKind.WHISTLE_BLOWING, "Det är ett missförhållande på arbetsplatsen.",
            LegalKind.FORMAL_APPLICATION, "Härmed ansöker jag om bygglov.");

    @Autowired
    MockMvc mvc;

    @Autowired
    Intake intake;

    @Autowired
    Enquiries enquiries;

    @Autowired
    Outbox outbox;

    @Autowired
    MessageSource messages;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TestClock clock;

    @BeforeEach
    void itIsMonday() {
        clock.set("2026-03-02T10:15");
    }

    @ParameterizedTest
    @EnumSource(LegalKind.class)
    void theAskerReadsWhatTheLawAsksForBeforeSendingOnTheReceiptAndAfterwards(LegalKind kind) {
        for (Locale language : List.of(Locale.forLanguageTag("sv"), Locale.ENGLISH)) {
            Visitor visitor = new Visitor(mvc);
            visitor.opens("/fraga?lang=" + language.getLanguage());
            visitor.fillsIn(QUESTIONS.get(kind));
            visitor.opens("/fraga/kontrollera")
                    .sees(told("legal.before.title.", kind, language), told("legal.before.", kind, language));
            String[] checked = visitor.checks();
            clock.advance(Duration.ofSeconds(30));
            visitor.sends("/fraga/kontrollera", checked).isSentTo("/fraga/klart");
            visitor.opens("/fraga/klart")
                    .sees(told("legal.after.title.", kind, language), told("legal.after.", kind, language));
            visitor.sends("/fraga/oppna").isSentTo("/arende/visa");
            visitor.opens("/arende/visa").sees(told("legal.after.", kind, language));
        }
    }

    @ParameterizedTest
    @EnumSource(LegalKind.class)
    void theAcknowledgementSaysSoInTheAskersLanguageUnlessThatSaysTooMuch(LegalKind kind) {
        for (Language language : Language.values()) {
            String said = messages.getMessage("legal.after." + kind.id(), null, language.locale());
            Letter letter = outbox.of(asked(kind, language).id()).stream()
                    .map(Outbox.Queued::letter)
                    .filter(queued -> queued.kind() == LetterKind.ACKNOWLEDGEMENT)
                    .findFirst()
                    .orElseThrow();

            assertThat(letter.text().contains(said)).as(letter.text()).isEqualTo(!kind.isSensitive());
        }
    }

    @ParameterizedTest
    @EnumSource(LegalKind.class)
    void whoeverHasTheCaseReadsWhatToMindAsLongAsItIsOpen(LegalKind kind) throws Exception {
        Enquiry enquiry = asked(kind, Language.SV);
        Locale swedish = Locale.forLanguageTag("sv");

        assertThat(casePage(enquiry))
                .contains(told("staff.legal.title.", kind, swedish), told("staff.legal.", kind, swedish));
    }

    @Test
    void anOrdinaryQuestionIsToldOfNoLaw() throws Exception {
        Visitor visitor = new Visitor(mvc);
        visitor.fillsIn("Var ligger badet?");
        visitor.opens("/fraga/kontrollera").seesNothingOf("legal.", "Begär du ut", "Överklagar du");
        assertThat(casePage(registered("Var ligger badet?", Language.SV))).doesNotContain("egen-lag");
    }

    @Test
    void everyLawThatTheWatchedWordsPointToHasItsWords() {
        assertThat(jdbc.sql("select distinct legal_kind from topic where legal_kind is not null")
                        .query(String.class)
                        .list())
                .isNotEmpty()
                .allSatisfy(kind -> assertThat(LegalKind.of(kind)).isPresent());
        assertThat(QUESTIONS.keySet()).containsExactlyInAnyOrder(LegalKind.values());
        assertThat(List.of(LegalKind.values()).stream().map(LegalKind::id).collect(Collectors.toSet()))
                .hasSameSizeAs(LegalKind.values());
    }

    private String told(String key, LegalKind kind, Locale language) {
        return HtmlUtils.htmlEscape(messages.getMessage(key + kind.id(), null, language), "UTF-8");
    }

    private Enquiry asked(LegalKind kind, Language language) {
        Enquiry enquiry = registered(QUESTIONS.get(kind), language);
        assertThat(enquiry.legalKind()).isEqualTo(kind.id());
        return enquiry;
    }

    private Enquiry registered(String text, Language language) {
        return enquiries
                .find(intake.register(new Submission(
                                UUID.randomUUID().toString(),
                                Channel.WEB,
                                Kind.QUESTION,
                                "bygglov",
                                text,
                                new Enquirer("Karin Ek", "karin@example.org", null, ReplyBy.EMAIL, language),
                                clock.instant()))
                        .number())
                .orElseThrow();
    }

    private String casePage(Enquiry enquiry) throws Exception {
        EnquiryNumber number = enquiry.number();
        return mvc.perform(get("/arenden/" + number).with(TestStaff.staff("registrator")))
                .andReturn()
                .getResponse()
                .getContentAsString(StandardCharsets.UTF_8);
    }
}
