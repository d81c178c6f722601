package se.vaxholm.svara.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.correspondence.LetterKind;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.Message;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.process.IncompleteDraftException;
import se.vaxholm.svara.process.Story;

/** The one door lets a contact in whole and once, or not at all (G1). */
class IntakeTests extends Story {

    private static final List<String> TABLES = List.of(
            "enquiry",
            "message",
            "draft",
            "incoming",
            "letter",
            "journal_entry",
            "act_ru_execution",
            "act_ru_task",
            "act_ru_job",
            "act_hi_procinst");

    @Autowired
    private JdbcClient jdbc;

    @Test
    void theSameSubmissionTwiceIsOneCaseWithOneReceipt() {
        Submission submission = submission("bygglov", "Får jag bygga?", byMail());
        Receipt first = intake.register(submission);
        Map<String, Long> before = rows();
        Receipt second = intake.register(submission);
        assertThat(rows()).isEqualTo(before);
        assertThat(first.seenBefore()).isFalse();
        assertThat(second.seenBefore()).isTrue();
        assertThat(second.number()).isEqualTo(first.number());
        assertThat(second.code()).isEqualTo(first.code());
        assertThat(second.lastDayOn()).isEqualTo(first.lastDayOn());
        assertThat(second.unit()).isEqualTo(first.unit());
    }

    @Test
    void theSameSubmissionFromManyThreadsAtOnceIsOneCase() throws Exception {
        Submission submission = submission("bygglov", "Får jag bygga?", byMail());
        List<Receipt> receipts = atOnce(IntStream.range(0, 8)
                .mapToObj(i -> (java.util.concurrent.Callable<Receipt>) () -> intake.register(submission))
                .toList());
        assertThat(receipts)
                .extracting(Receipt::number)
                .containsOnly(receipts.get(0).number());
        assertThat(receipts)
                .extracting(Receipt::code)
                .containsOnly(receipts.get(0).code());
        assertThat(receipts).filteredOn(receipt -> !receipt.seenBefore()).hasSize(1);
        assertThat(letters(registered(receipts.get(0))))
                .containsExactly(LetterKind.ACKNOWLEDGEMENT, LetterKind.UNIT_NOTICE);
    }

    @Test
    void theSameKeyInAnotherChannelIsAnotherCase() {
        String key = UUID.randomUUID().toString();
        assertThat(intake.register(question(key, Channel.WEB)).number())
                .isNotEqualTo(intake.register(question(key, Channel.EMAIL)).number());
    }

    @Test
    void aStepThatFailsLeavesNothingAndTheSameSubmissionCanComeAgain() {
        Map<String, Long> before = rows();
        String key = UUID.randomUUID().toString();
        assertThatThrownBy(() -> intake.register(call(key, "  "), actor("kontaktcenter")))
                .isInstanceOf(IncompleteDraftException.class);
        assertThat(rows()).isEqualTo(before);
        Receipt receipt = intake.register(call(key, "Ja."), actor("kontaktcenter"));
        assertThat(receipt.seenBefore()).isFalse();
        assertThat(registered(receipt).isOpen()).isFalse();
    }

    @Test
    void aSubmissionOfACallerWhoseTransactionFailsLeavesNothing() {
        Map<String, Long> before = rows();
        transaction.executeWithoutResult(status -> {
            intake.register(submission("bygglov", "Får jag bygga?", byMail()));
            status.setRollbackOnly();
        });
        assertThat(rows()).isEqualTo(before);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void whatBreaksABoundIsRefusedAndNothingIsStored(String what, Submission submission) {
        clock.set("2026-03-02T10:15");
        Map<String, Long> before = rows();
        assertThatThrownBy(() -> intake.register(submission))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("Bcc")
                .hasMessageContaining(what.substring(0, what.indexOf(':')));
        assertThat(rows()).isEqualTo(before);
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                Arguments.of("text: empty", with("", "a@example.org")),
                Arguments.of("text: blank", with(" \n\t ", "a@example.org")),
                Arguments.of("text: 20,001 characters", with("a".repeat(20_001), "a@example.org")),
                Arguments.of("text: 20,001 emoji", with("🏡".repeat(20_001), "a@example.org")),
                Arguments.of("text: NUL", with("Hej\0då", "a@example.org")),
                Arguments.of("text: bell", with("Hej\u0007då", "a@example.org")),
                Arguments.of("text: half an emoji", with("Hej\ud83d", "a@example.org")),
                Arguments.of("email: line break", with("Hej", "a@example.org\r\nBcc: b@example.org")),
                Arguments.of("email: bare line feed", with("Hej", "a@example.org\nBcc: b@example.org")),
                Arguments.of("email: line separator", with("Hej", "a@example.org\u2028b")),
                Arguments.of("email: paragraph separator", with("Hej", "a@example.org\u2029b")),
                Arguments.of("email: NUL", with("Hej", "a\0@example.org")),
                Arguments.of("email: blank", with("Hej", " ")),
                Arguments.of("email: too long", with("Hej", "a".repeat(243) + "@example.org")),
                Arguments.of("email: missing", with("Hej", null)),
                Arguments.of("email: no address", with("Hej", "anna@example")),
                Arguments.of("email: two addresses", with("Hej", "anna@example.org, bo@example.org")),
                Arguments.of("name: line break", named("Karin\nEk")),
                Arguments.of("name: too long", named("K".repeat(201))),
                Arguments.of("phone: missing", phoned(null)),
                Arguments.of("phone: too long", phoned("0".repeat(41))),
                Arguments.of("phone: line break", phoned("070\n123")),
                Arguments.of("categoryId: unknown", in("ingen-sådan", "nyckel")),
                Arguments.of("key: blank", in("bygglov", " ")),
                Arguments.of("key: too long", in("bygglov", "k".repeat(201))),
                Arguments.of(
                        "receivedAt: the future",
                        new Submission(
                                UUID.randomUUID().toString(),
                                Channel.WEB,
                                Kind.QUESTION,
                                "bygglov",
                                "Hej",
                                byStatusPage(),
                                at("2026-03-02T10:17"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "👩‍👩‍👧‍👦 🏳️‍🌈 🇸🇪",
                "مرحبا بكم في فاكسهولم \u200f\u202b؟ \u202e\u2066",
                "<script>alert('x')</script><img src=x onerror=alert(1)>",
                "'; drop table enquiry; --",
                "${7*7} #{7*7} {0} %s %n \\u0041 &amp;",
                "Två rader\n\n\toch ett tabbtecken",
                "̷Z̷a̷l̷g̷o̷ ﷽ \u200B\uFEFF"
            })
    void whatIsWrittenIsKeptExactly(String text) {
        Enquirer enquirer =
                new Enquirer(text.lines().findFirst().orElseThrow(), anyAddress(), null, ReplyBy.EMAIL, Language.SV);
        Enquiry enquiry = registered(submission("bygglov", text, enquirer));
        assertThat(said(enquiry, Message.Type.QUESTION)).containsExactly(text);
        assertThat(enquiry.enquirer()).isEqualTo(enquirer);
        assertThat(enquiry.subject())
                .isEqualTo(text.lines().findFirst().orElseThrow().strip());
    }

    @Test
    void twentyThousandEmojiAreAQuestion() {
        String text = "🏡".repeat(20_000);
        assertThat(said(registered(submission("bygglov", text, byStatusPage())), Message.Type.QUESTION))
                .containsExactly(text);
    }

    @Test
    void windowsLineBreaksBecomeLineFeeds() {
        assertThat(said(registered(submission("bygglov", "Ett\r\nTvå\rTre", byStatusPage())), Message.Type.QUESTION))
                .containsExactly("Ett\nTvå\nTre");
    }

    @Test
    void theSubjectIsTheFirstLineCutAtAWord() {
        assertThat(subject("\n\n  Får jag bygga?  \nHej hej")).isEqualTo("Får jag bygga?");
        assertThat(subject("a".repeat(120))).isEqualTo("a".repeat(120));
        assertThat(subject("a".repeat(121))).isEqualTo("a".repeat(119) + "…");
        assertThat(subject("🏡".repeat(121))).isEqualTo("🏡".repeat(119) + "…");
        assertThat(subject("ord ".repeat(60))).isEqualTo("ord ".repeat(29).strip() + "…");
    }

    private String subject(String text) {
        return registered(submission("bygglov", text, byStatusPage())).subject();
    }

    private Map<String, Long> rows() {
        Map<String, Long> rows = new TreeMap<>();
        for (String table : TABLES) {
            rows.put(
                    table,
                    jdbc.sql("select count(*) from " + table).query(Long.class).single());
        }
        return rows;
    }

    private Submission question(String key, Channel channel) {
        return new Submission(key, channel, Kind.QUESTION, "bygglov", "Hej", byStatusPage(), clock.instant());
    }

    private Submission call(String key, String answer) {
        return new Submission(
                key, Channel.PHONE, Kind.QUESTION, "bygglov", "Hej", byStatusPage(), clock.instant(), answer);
    }

    private static Submission with(String text, @Nullable String email) {
        return submission(text, new Enquirer("Karin Ek", email, null, ReplyBy.EMAIL, Language.SV));
    }

    private static Submission named(String name) {
        return submission("Hej", new Enquirer(name, null, null, ReplyBy.STATUS_PAGE, Language.SV));
    }

    private static Submission phoned(@Nullable String phone) {
        return submission("Hej", new Enquirer("Karin Ek", null, phone, ReplyBy.PHONE, Language.SV));
    }

    private static Submission submission(String text, Enquirer enquirer) {
        Instant receivedAt = at("2026-03-02T10:00");
        return new Submission(
                UUID.randomUUID().toString(), Channel.WEB, Kind.QUESTION, "bygglov", text, enquirer, receivedAt);
    }

    private static Submission in(String category, String key) {
        return new Submission(key, Channel.WEB, Kind.QUESTION, category, "Hej", byStatusPage(), at("2026-03-02T10:00"));
    }
}
