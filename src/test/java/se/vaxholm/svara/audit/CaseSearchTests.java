package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static se.vaxholm.svara.audit.OwnCases.number;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiry;

/** Each filter finds what it must and nothing else. */
@SvaraTest
class CaseSearchTests {

    private static final AtomicInteger COPIES = new AtomicInteger(800_000_000);

    OwnCases cases;

    @Autowired
    void comeIn(AutowireCapableBeanFactory beans) {
        cases = beans.createBean(OwnCases.class);
    }

    @Autowired
    CaseSearch search;

    @Autowired
    TestClock clock;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @BeforeEach
    void beginOnMonday() {
        clock.set("2026-03-02T10:15");
    }

    @AfterEach
    void takeTheCopiesAway() {
        jdbc.sql("""
                        delete from message where enquiry_id in (select id from enquiry where number like 'VS-2026-80_______')""").update();
        jdbc.sql("delete from enquiry where number like 'VS-2026-80_______'").update();
    }

    @Test
    void theNumberFindsACaseByAllOfItAndByAPart() {
        String one = number(cases.asked("bygglov", "Får jag bygga?"));
        String other = number(cases.asked("bygglov", "Får jag riva?"));
        assertThat(cases.found("", "nummer", one)).containsExactly(one);
        assertThat(cases.found("", "nummer", one.toLowerCase(Locale.ROOT))).containsExactly(one);
        assertThat(cases.found("", "nummer", one.substring(3))).containsExactly(one);
        assertThat(cases.found("", "nummer", "2026-" + Integer.parseInt(one.substring(8))))
                .as("as people write it")
                .contains(one);
        assertThat(cases.found("", "nummer", "VS-2026")).containsExactlyInAnyOrder(one, other);
        assertThat(cases.found("", "nummer", "VS-2025")).isEmpty();
    }

    @Test
    void thePeriodIsOfTheDayItCameInOrTheDayItWasClosed() {
        Enquiry monday = cases.asked("bygglov", "Får jag bygga?");
        clock.set("2026-03-03T23:30");
        Enquiry tuesday = cases.asked("bygglov", "Får jag riva?");
        clock.set("2026-03-04T09:00");
        cases.answer(monday);
        assertThat(cases.found("", "fran", "2026-03-03")).containsExactly(number(tuesday));
        assertThat(cases.found("", "till", "2026-03-02")).containsExactly(number(monday));
        assertThat(cases.found("", "fran", "2026-03-02", "till", "2026-03-03"))
                .as("both days are whole, newest first")
                .containsExactly(number(tuesday), number(monday));
        assertThat(cases.found("", "datum", "avslutat")).containsExactly(number(monday));
        assertThat(cases.found("", "datum", "avslutat", "fran", "2026-03-04", "till", "2026-03-04"))
                .containsExactly(number(monday));
        assertThat(cases.found("", "datum", "avslutat", "till", "2026-03-03")).isEmpty();
    }

    @Test
    void boardUnitCategoryAndChannelNarrowTheSearch() {
        String built = number(cases.asked("bygglov", "Får jag bygga?"));
        String paved = number(cases.asked(Channel.PHONE, "gata-och-vag", "Hål i gatan", clock.instant()));
        assertThat(cases.found("", "namnd", "stadsbyggnadsnamnden")).containsExactly(built);
        assertThat(cases.found("", "namnd", "namnden-for-teknik")).containsExactly(paved);
        assertThat(cases.found("", "enhet", "teknik")).containsExactly(paved);
        assertThat(cases.found("", "enhet", "stadsbyggnad")).containsExactly(built);
        assertThat(cases.found("", "kategori", "gata-och-vag")).containsExactly(paved);
        assertThat(cases.found("", "kategori", "detaljplan")).isEmpty();
        assertThat(cases.found("", "kanal", "PHONE")).containsExactly(paved);
        assertThat(cases.found("", "kanal", "WEB")).containsExactly(built);
        assertThat(cases.found("", "enhet", "teknik", "kanal", "WEB")).isEmpty();
    }

    @Test
    void theOutcomeIsWhatTheCaseEndedIn() {
        Enquiry answered = cases.asked("bygglov", "Får jag bygga?");
        Enquiry open = cases.asked("bygglov", "Får jag riva?");
        Enquiry spam = cases.asked("bygglov", "Köp klockor");
        cases.answer(answered);
        jdbc.sql("update enquiry set status = 'CLOSED_UNANSWERED', closed_at = received_at where id = ?")
                .param(spam.id())
                .update();
        assertThat(cases.found("", "utfall", "ANSWERED")).containsExactly(number(answered));
        assertThat(cases.found("", "utfall", "ONGOING")).containsExactly(number(open));
        assertThat(cases.found("", "utfall", "CLOSED_UNANSWERED")).containsExactly(number(spam));
        assertThat(cases.found("", "utfall", "FORWARDED")).isEmpty();
        jdbc.sql("update enquiry set status = 'CLOSED' where id = ?")
                .param(answered.id())
                .update();
        assertThat(cases.found("", "utfall", "ANSWERED"))
                .as("also when the time for follow-up has passed")
                .containsExactly(number(answered));
    }

    @Test
    void lateIsByTheGuidelinesDayToMidnightAndNeverForgottenWhenTheCaseIsOpenedAgain() {
        Enquiry inTime = cases.asked("bygglov", "Får jag bygga?");
        Enquiry late = cases.asked("bygglov", "Får jag riva?");
        Enquiry open = cases.asked("bygglov", "Får jag gräva?");
        clock.set("2026-03-04T23:59");
        cases.answer(inTime);
        assertThat(cases.found("", "forsenat", "ja"))
                .as("the last day is not over")
                .isEmpty();
        clock.set("2026-03-05T00:01");
        cases.answer(late);
        assertThat(cases.found("", "forsenat", "ja")).containsExactlyInAnyOrder(number(late), number(open));
        assertThat(cases.found("", "forsenat", "nej")).containsExactly(number(inTime));
        assertThat(cases.found("", "avvikelse", "LATE")).hasSize(2);

        jdbc.sql("""
                        insert into reopening (enquiry_id, at, first_response_at, last_day_on, closed_at)
                        select id, now(), first_response_at, last_day_on, closed_at from enquiry where id = ?""").param(late.id()).update();
        jdbc.sql("update enquiry set last_day_on = '2026-03-10' where id = ?")
                .param(late.id())
                .update();
        assertThat(cases.found("", "forsenat", "ja")).contains(number(late));
    }

    @Test
    void sensitiveCasesAreFoundByThemselves() {
        String plain = number(cases.asked("bygglov", "Får jag bygga?"));
        String sensitive = number(cases.asked("bostadsanpassning", "Behöver en ramp"));
        assertThat(cases.found("", "kansligt", "ja")).containsExactly(sensitive);
        assertThat(cases.found("", "kansligt", "nej")).containsExactly(plain);
    }

    @Test
    void eachDeviationOfTheJournalFindsItsCases() {
        Enquiry plain = cases.asked("bygglov", "Får jag bygga?");
        Enquiry other = cases.asked("bygglov", "Får jag riva?");
        for (Deviation deviation : Deviation.values()) {
            if (deviation == Deviation.LATE) {
                continue;
            }
            assertThat(cases.found("", "avvikelse", deviation.name()))
                    .as(deviation.name())
                    .isEmpty();
            cases.happens(other, Deed.What.valueOf(deviation.name()), 1);
            assertThat(cases.found("", "avvikelse", deviation.name()))
                    .as(deviation.name())
                    .containsExactly(number(other));
        }
        cases.answer(plain);
        assertThat(cases.found("", "avvikelse", "CLOCK_NEVER_STOPPED")).doesNotContain(number(plain));
        jdbc.sql("update enquiry set first_response_at = null where id = ?")
                .param(plain.id())
                .update();
        assertThat(cases.found("", "avvikelse", "CLOCK_NEVER_STOPPED")).contains(number(plain));
    }

    @Test
    void deviationsAreNamedAsTheJournalNamesThem() {
        List<String> known = Arrays.stream(Deed.What.values()).map(Enum::name).toList();
        for (Deviation deviation : Deviation.values()) {
            if (deviation != Deviation.LATE && deviation != Deviation.INTERVENED) {
                assertThat(known).contains(deviation.name());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {4_000, 10})
    void pagesHaveNoGapAndNothingTwiceWhileCasesAreAdded(long few) {
        Enquiry original = cases.asked("bygglov", "Får jag bygga?");
        copies(original, 119, "2026-03-02T09:00:00Z");
        Filter filter = cases.filter("");
        List<String> before =
                jdbc.sql("""
                        select number from enquiry where id in (select enquiry_id from message where words @@ plainto_tsquery('swedish', ?))""").param(cases.word()).query(String.class).list();
        assertThat(before).hasSize(120);

        List<String> seen = new ArrayList<>();
        Position after = null;
        int pages = 0;
        do {
            CaseSearch.Page page = search.page(filter, after, few).page();
            page.cases().forEach(one -> seen.add(one.number()));
            after = page.next() == null
                    ? null
                    : Position.parse(page.next().toString()).orElseThrow();
            // Newer and older ones come in while somebody reads, and many of the same moment.
            copies(original, 7, "2026-03-02T09:00:00Z");
            copies(original, 3, "2026-03-02T11:00:00Z");
            pages++;
        } while (after != null);

        assertThat(pages).isGreaterThanOrEqualTo(3);
        assertThat(seen).doesNotHaveDuplicates().containsAll(before);
    }

    /** Copies of a case, of the same moment and some of them a microsecond apart. */
    private void copies(Enquiry original, int count, String at) {
        for (int i = 0; i < count; i++) {
            UUID id = UUID.randomUUID();
            jdbc.sql("""
                            insert into enquiry (id, number, channel, kind, category_id, unit_id, subject, sensitive, reply_by, language,
                                received_at, registered_at, last_day_on, remind_at, answer_due_at, status)
                            select ?, ?, channel, kind, category_id, unit_id, subject, sensitive, reply_by,
                                language, cast(? as timestamptz) + ? * interval '1 microsecond', registered_at, last_day_on, remind_at,
                                answer_due_at, 'CLOSED'
                            from enquiry where id = ?""")
                    .params(id, "VS-2026-" + COPIES.getAndIncrement(), at, i % 5, original.id())
                    .update();
            jdbc.sql("""
                            insert into message (id, enquiry_id, at, type, author, body)
                            select gen_random_uuid(), ?, at, type, author, body from message where enquiry_id = ?""").params(id, original.id()).update();
            jdbc.sql("update enquiry set closed_at = received_at, first_response_at = received_at where id = ?")
                    .param(id)
                    .update();
        }
    }

    /** As the page catches it. */
    @Test
    void aSearchThatIsStoppedIsKnownByItsException() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(during -> {
                    jdbc.sql("select set_config('statement_timeout', '20', true)")
                            .query()
                            .singleRow();
                    jdbc.sql("select pg_sleep(5)").query().singleRow();
                }))
                .isInstanceOf(QueryTimeoutException.class);
    }

    @Test
    void aPositionThatIsMadeUpIsNone() {
        for (String text : new String[] {
            "", "x", "1_2", "99999999999999999_" + UUID.randomUUID(), "-1_" + UUID.randomUUID(), "1_" + "-".repeat(36)
        }) {
            assertThatCode(() -> Position.parse(text)).doesNotThrowAnyException();
        }
        Position one = new Position(Instant.parse("2026-03-02T09:00:00.123456Z"), UUID.randomUUID());
        assertThat(Position.parse(one.toString())).contains(one);
        assertThat(LocalDate.ofInstant(one.at(), ZoneOffset.UTC)).isEqualTo("2026-03-02");
    }
}
