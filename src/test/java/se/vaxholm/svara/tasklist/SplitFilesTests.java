package se.vaxholm.svara.tasklist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasToString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.AutowireCapableBeanFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.DefaultTransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import se.vaxholm.svara.SvaraTest;
import se.vaxholm.svara.TestClock;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.enquiry.EnquiryNumber;
import se.vaxholm.svara.enquiry.Kind;
import se.vaxholm.svara.files.FilePlace;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;
import se.vaxholm.svara.files.Samples;
import se.vaxholm.svara.intake.Splits;
import se.vaxholm.svara.journal.Entry;
import se.vaxholm.svara.journal.Journal;
import se.vaxholm.svara.security.Actor;

/** A question that becomes a case of its own takes along the files that are chosen, and they stay where they were as well. */
@SvaraTest
class SplitFilesTests {

    private static final String GONE = "En av filerna finns inte kvar att ta med";

    @Autowired
    private Enquiries enquiries;

    @Autowired
    private Splits splits;

    @Autowired
    private KeptFiles files;

    @Autowired
    private Journal journal;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private TestClock clock;

    @Autowired
    private JdbcClient jdbc;

    private TransactionTemplate apart;
    private Desk desk;
    private Enquiry whole;
    private String address;

    @BeforeEach
    void aCaseWithSeveralQuestionsIsThere(@Autowired AutowireCapableBeanFactory beans) {
        clock.set("2026-03-02T10:15");
        desk = beans.createBean(Desk.class);
        comesIn();
        apart = new TransactionTemplate(
                Objects.requireNonNull(transaction.getTransactionManager()),
                new DefaultTransactionDefinition(TransactionDefinition.PROPAGATION_REQUIRES_NEW));
    }

    @Test
    void whatIsChosenLiesInBothCasesWithTheSameBytesAndTheRestInTheFirstAlone() throws Exception {
        byte[] drawing = Samples.join(
                Samples.JPEG, new byte[600_000], Samples.text(UUID.randomUUID().toString()));
        KeptFile picture = sent("gropen.jpg", drawing);
        KeptFile plan = sent("altan.pdf", Samples.PDF);
        KeptFile later = lie("kartan.png", Samples.PNG, added());
        desk.read(address, "handlaggare")
                .andExpect(content().string(containsString("Filer som ska följa med")))
                .andExpect(content().string(containsString("JPEG-bild, 586\u00a0kB")))
                .andExpect(content().string(containsString("value=\"" + plan.id() + "\"")))
                .andExpect(content().string(containsString("value=\"" + later.id() + "\"")))
                .andExpect(content().string(not(containsString("checked=\"checked\""))));

        split("handlaggare", later.id(), picture.id())
                .andExpect(redirectedUrl(desk.address(whole)))
                .andExpect(flash().attribute("done", done("Filer som följde med: gropen.jpg, kartan.png")));

        Enquiry part = part();
        List<KeptFile> along = questionsFiles(part);
        assertThat(along).extracting(KeptFile::name).containsExactly("gropen.jpg", "kartan.png");
        KeptFile copy = along.get(0);
        assertThat(copy.id()).isNotEqualTo(picture.id());
        assertThat(copy.sha256()).isEqualTo(picture.sha256());
        desk.open(part, "handlaggare3").andExpect(content().string(containsString("gropen.jpg")));
        opens(part, copy, "handlaggare3", drawing);
        opens(part, along.get(1), "handlaggare3", Samples.PNG);
        opens(whole, picture, "handlaggare", drawing);
        desk.read(desk.address(part) + "/filer/" + picture.id(), "handlaggare3").andExpect(status().isNotFound());
        assertThat(questionsFiles(whole)).containsExactly(picture, plan);
    }

    @Test
    void theJournalOfTheNewCaseTellsOfItsFilesAsOfAnyOthers() throws Exception {
        KeptFile picture = sent("gropen.jpg", Samples.JPEG);
        KeptFile plan = sent("altan.pdf", Samples.PDF);
        split("handlaggare", picture.id(), plan.id());
        List<Entry> entries = journal.of(part().id());
        assertThat(entries)
                .filteredOn(entry -> entry.what() == Deed.What.FILE_ADDED)
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.detail()).hasToString("{count=2}");
                    assertThat(entry.actorRole()).isEqualTo(Actor.Role.STAFF);
                });
        assertThat(entries).extracting(Entry::what).contains(Deed.What.SPLIT_FROM, Deed.What.REGISTERED);
    }

    @Test
    void theSamePressAgainBringsNoSecondCopy() throws Exception {
        KeptFile picture = sent("gropen.txt", Samples.text(UUID.randomUUID().toString()));
        String key = UUID.randomUUID().toString();
        for (int press = 0; press < 2; press++) {
            send("handlaggare", "Hål i vägen?", key, picture.id().toString())
                    .andExpect(redirectedUrl(desk.address(whole)));
        }
        assertThat(questionsFiles(part())).hasSize(1);
        assertThat(copies(picture)).isEqualTo(2);
        assertThat(journal.of(part().id()))
                .filteredOn(entry -> entry.what() == Deed.What.FILE_ADDED)
                .hasSize(1);
    }

    @Test
    void withoutAChoiceNothingComesAlong() throws Exception {
        sent("altan.pdf", Samples.PDF);
        split("handlaggare")
                .andExpect(redirectedUrl(desk.address(whole)))
                .andExpect(flash().attribute("done", done("Frågan är nu ärende " + part().number() + ", kl. 10.15")));
        assertThat(questionsFiles(part())).isEmpty();
        assertThat(journal.of(part().id())).extracting(Entry::what).doesNotContain(Deed.What.FILE_ADDED);
        desk.read(desk.address(part()) + "/dela", "handlaggare3")
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("Filer som ska följa med"))));
    }

    @Test
    void whatTheAskerHasNotSentInThisCaseIsRefusedAndNothingHappens() throws Exception {
        KeptFile good = sent("bra.png", Samples.PNG);
        UUID note = transaction.execute(status -> {
            enquiries.note(whole.id(), "Se skissen", Actor.SYSTEM);
            return enquiries.messages(whole.id()).get(1).id();
        });
        Enquiry other = desk.question();
        List<String> forged = List.of(
                lie("intern.png", Samples.PNG, note).id().toString(),
                lie("annans.png", Samples.PNG, enquiries.question(other.id()))
                        .id()
                        .toString(),
                files.keep("utkast.png", Samples.stream(Samples.PNG), FilePlace.form(whole.id(), "assess"))
                        .id()
                        .toString(),
                stopped("virus.txt").id().toString(),
                UUID.randomUUID().toString(),
                "../../etc/passwd");
        desk.read(address, "handlaggare")
                .andExpect(content().string(containsString("value=\"" + good.id() + "\"")))
                .andExpect(content().string(not(containsString("value=\"" + forged.get(0) + "\""))))
                .andExpect(content().string(not(containsString("virus.txt"))));
        for (String id : forged) {
            send(
                            "handlaggare",
                            "Hål i vägen?",
                            UUID.randomUUID().toString(),
                            good.id().toString(),
                            id)
                    .andExpect(status().isBadRequest())
                    .andExpect(content().string(containsString(GONE)))
                    .andExpect(content().string(containsString("Hål i vägen?")))
                    .andExpect(content().string(containsString("checked=\"checked\"")));
            if (id.length() == 36) {
                assertThat(splits.split(
                                whole,
                                UUID.randomUUID(),
                                question(Set.of(good.id(), UUID.fromString(id))),
                                Actor.SYSTEM))
                        .isEmpty();
            }
        }
        assertNothingHappened();
        assertThat(questionsFiles(whole)).extracting(KeptFile::name).containsExactly("bra.png", "virus.txt");
    }

    @Test
    void moreThanCanComeWithAQuestionIsRefusedInWordsAndNothingHappens() throws Exception {
        List<UUID> ids = new ArrayList<>();
        for (int i = 0; i < KeptFiles.MOST; i++) {
            ids.add(sent("bild-" + i + ".png", Samples.PNG).id());
        }
        ids.add(lie("en-till.png", Samples.PNG, added()).id());
        split("handlaggare", ids.toArray(UUID[]::new))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("Högst 20 filer kan följa med")));
        assertThatThrownBy(() -> splits.split(whole, UUID.randomUUID(), question(Set.copyOf(ids)), Actor.SYSTEM))
                .isInstanceOf(IllegalArgumentException.class);

        List<UUID> large = ids.subList(18, 21);
        sized(large, KeptFiles.LARGEST);
        split("handlaggare", large.toArray(UUID[]::new))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("De valda filerna är större än 50 MB tillsammans")));
        assertThatThrownBy(() -> splits.split(whole, UUID.randomUUID(), question(Set.copyOf(large)), Actor.SYSTEM))
                .isInstanceOf(IllegalArgumentException.class);
        sized(large, Samples.PNG.length);
        assertNothingHappened();

        split("handlaggare", ids.subList(1, 21).toArray(UUID[]::new))
                .andExpect(flash().attribute("done", done("20 filer följde med")));
        assertThat(questionsFiles(part())).hasSize(KeptFiles.MOST);
    }

    @Test
    void aCaseIsSensitiveWhenItHasFilesOfASensitiveOne() throws Exception {
        KeptFile picture = sent("gropen.jpg", Samples.JPEG);
        mark("sensitive");
        desk.read(address, "handlaggare")
                .andExpect(content().string(containsString("blir det nya ärendet också känsligt")));
        split("handlaggare", picture.id());
        assertThat(part().sensitive()).isTrue();
        comesIn();
        KeptFile harmless = sent("gropen.jpg", Samples.JPEG);
        desk.read(address, "handlaggare")
                .andExpect(content().string(not(containsString("blir det nya ärendet också känsligt"))));
        split("handlaggare", harmless.id());
        assertThat(part().sensitive()).isFalse();
    }

    @Test
    void whatIsBeingCopiedIsNeitherStoppedNorDeletedBeforeTheCopyIsWhole() throws Exception {
        KeptFile picture = sent("gropen.jpg", Samples.JPEG);
        transaction.executeWithoutResult(status -> {
            splits.split(whole, UUID.randomUUID(), question(Set.of(picture.id())), Actor.SYSTEM);
            assertThatThrownBy(() -> apart.executeWithoutResult(other -> {
                        jdbc.sql("set local lock_timeout = '100ms'").update();
                        jdbc.sql("update file set scan = 'INFECTED', finding = 'X' where id = ?")
                                .param(picture.id())
                                .update();
                    }))
                    .hasMessageContaining("lock timeout");
        });
        assertThat(questionsFiles(part())).hasSize(1);
    }

    /** The case has gone to another board, and the question did not go along (G21). */
    @Test
    void whatABoardMayNotReadItDoesNotTakeAlongEither() throws Exception {
        KeptFile secret = sent("hemligt.pdf", Samples.PDF);
        clock.set("2026-03-02T10:30");
        desk.send(
                desk.taken(whole, "handlaggare"),
                "handlaggare",
                "outcome",
                "FORWARD_INTERNAL",
                "forward.unit",
                "teknik",
                "forward.reason",
                "Det gäller kajen.",
                "forward.parts",
                "ANSWERS",
                "forward.secrecy",
                "yes");
        desk.read(address, "handlaggare3")
                .andExpect(status().isOk())
                .andExpect(content().string(not(containsString("hemligt.pdf"))));
        split("handlaggare3", secret.id())
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString(GONE)))
                .andExpect(content().string(containsString("Det finns inga filer att ta med")));
        assertNothingHappened();
    }

    @Test
    void aPartOfWhatAMachineWroteIsAMachinesToo() throws Exception {
        split("handlaggare");
        assertThat(enquiries.isQuiet(part().id())).isFalse();
        comesIn();
        mark("quiet");
        split("handlaggare");
        assertThat(enquiries.isQuiet(part().id())).isTrue();
    }

    private void comesIn() {
        whole = desk.question();
        address = desk.address(whole) + "/dela";
    }

    private ResultActions split(String who, UUID... chosen) throws Exception {
        String[] ids = Arrays.stream(chosen).map(UUID::toString).toArray(String[]::new);
        return send(who, "När lagas gropen?", UUID.randomUUID().toString(), ids);
    }

    private ResultActions send(String who, String text, String key, String... ids) throws Exception {
        List<String> fields =
                new ArrayList<>(List.of("text", text, "category", "gata-och-vag", "kind", "FAULT_REPORT", "key", key));
        for (String id : ids) {
            fields.add("filer");
            fields.add(id);
        }
        return desk.send(address, who, fields.toArray(String[]::new));
    }

    private static Splits.Question question(Set<UUID> chosen) {
        return new Splits.Question(Kind.QUESTION, "gata-och-vag", "Hål i vägen?", chosen);
    }

    private static Matcher<Object> done(String words) {
        return hasToString(containsString(words));
    }

    private KeptFile sent(String name, byte[] content) throws Exception {
        return lie(name, content, enquiries.question(whole.id()));
    }

    private KeptFile lie(String name, byte[] content, UUID message) throws Exception {
        return files.keep(name, Samples.stream(content), FilePlace.message(message));
    }

    private KeptFile stopped(String name) throws Exception {
        return files.receive(name, Samples.stream(Samples.eicar()), FilePlace.message(enquiries.question(whole.id())));
    }

    private UUID added() {
        return transaction.execute(status -> enquiries.enquirerAdded(whole.id(), "En karta till"));
    }

    private void mark(String column) {
        jdbc.sql("update enquiry set " + column + " = true where id = ?")
                .param(whole.id())
                .update();
    }

    /** As if they were that large. */
    private void sized(List<UUID> ids, long size) {
        jdbc.sql("update file set size = :size where id in (:ids)")
                .param("size", size)
                .param("ids", ids)
                .update();
    }

    private void opens(Enquiry enquiry, KeptFile file, String who, byte[] content) throws Exception {
        desk.read(desk.address(enquiry) + "/filer/" + file.id(), who)
                .andExpect(status().isOk())
                .andExpect(content().bytes(content));
    }

    private List<KeptFile> questionsFiles(Enquiry enquiry) {
        return files.of(FilePlace.message(enquiries.question(enquiry.id())));
    }

    private int copies(KeptFile file) {
        return jdbc.sql("select count(*) from file where sha256 = decode(?, 'hex')")
                .param(file.sha256())
                .query(Integer.class)
                .single();
    }

    private Enquiry part() {
        List<String> numbers = journal.of(whole.id()).stream()
                .filter(entry -> entry.what() == Deed.What.SPLIT)
                .map(entry -> entry.detail().get("number"))
                .toList();
        assertThat(numbers).hasSize(1);
        return enquiries.find(EnquiryNumber.parse(numbers.get(0)).orElseThrow()).orElseThrow();
    }

    private void assertNothingHappened() {
        assertThat(journal.of(whole.id())).extracting(Entry::what).doesNotContain(Deed.What.SPLIT);
        assertThat(jdbc.sql("select count(*) from incoming where key like ?")
                        .param("split:" + whole.id() + "%")
                        .query(Integer.class)
                        .single())
                .isZero();
    }
}
