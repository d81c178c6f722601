package se.vaxholm.svara.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.LinkedMultiValueMap;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Channel;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquirer;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.enquiry.ReplyBy;
import se.vaxholm.svara.intake.Intake;
import se.vaxholm.svara.intake.Submission;
import se.vaxholm.svara.organisation.Language;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.process.EnquiryProcess;
import se.vaxholm.svara.process.Outcome;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.TestStaff;
import se.vaxholm.svara.tasklist.Problems;

/** Cases of one test, which all have a word that no other test writes, and the search among them. */
class OwnCases {

    private final String word =
            "q" + UUID.randomUUID().toString().replace("-", "").substring(0, 12);

    private final Intake intake;
    private final Enquiries enquiries;
    private final EnquiryProcess process;
    private final Organisation organisation;
    private final CaseSearch search;
    private final TestClock clock;
    private final TransactionTemplate transaction;

    OwnCases(
            Intake intake,
            Enquiries enquiries,
            EnquiryProcess process,
            Organisation organisation,
            CaseSearch search,
            TestClock clock,
            TransactionTemplate transaction) {
        this.transaction = transaction;
        this.intake = intake;
        this.enquiries = enquiries;
        this.process = process;
        this.organisation = organisation;
        this.search = search;
        this.clock = clock;
    }

    String word() {
        return word;
    }

    Enquiry asked(Channel channel, String category, String text, Instant at) {
        return enquiries
                .find(intake.register(new Submission(
                                UUID.randomUUID().toString(),
                                channel,
                                Kind.QUESTION,
                                category,
                                text + " " + word,
                                new Enquirer(null, null, null, ReplyBy.STATUS_PAGE, Language.SV),
                                at))
                        .number())
                .orElseThrow();
    }

    Enquiry asked(String category, String text) {
        return asked(Channel.WEB, category, text, clock.instant());
    }

    void answer(Enquiry enquiry) {
        String task = process.openTasks(enquiry).get(0).id();
        process.claim(task, TestStaff.named("handlaggare"));
        process.complete(
                task, Outcome.ANSWER, Map.of("text", "Ja, det får du i Vaxholm."), TestStaff.named("handlaggare"));
    }

    /** Something that the machine did, as often as that. */
    void happens(Enquiry enquiry, Deed.What what, int times) {
        transaction.executeWithoutResult(status -> {
            for (int i = 0; i < times; i++) {
                enquiries.tell(what, enquiry, Actor.SYSTEM, Map.of());
            }
        });
    }

    /** A search among these cases; names and values of the form's fields by turns. */
    Filter filter(String words, String... fields) {
        Problems problems = Problems.none();
        Filter filter = form((words + " " + word).strip(), fields).read(organisation, problems);
        assertThat(problems.all()).isEmpty();
        return filter;
    }

    /** The numbers that are found among these cases. */
    List<String> found(String words, String... fields) {
        CaseSearch.Counted counted = search.page(filter(words, fields), null);
        List<String> numbers =
                counted.page().cases().stream().map(FoundCase::number).toList();
        assertThat(counted.count()).isEqualTo(numbers.size());
        return numbers;
    }

    /** What is said to be wrong with a search, by the messages' keys. */
    List<String> problems(String words, String... fields) {
        Problems problems = Problems.none();
        form(words, fields).read(organisation, problems);
        return problems.all().stream().map(Problems.Problem::key).toList();
    }

    private static SearchForm form(String words, String... fields) {
        LinkedMultiValueMap<String, String> typed = new LinkedMultiValueMap<>();
        for (int i = 0; i < fields.length; i += 2) {
            typed.add(fields[i], fields[i + 1]);
        }
        return SearchForm.of(typed, words);
    }

    static String number(Enquiry enquiry) {
        return enquiry.number().value();
    }
}
