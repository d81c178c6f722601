package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever the database's superuser does to the journal is found and named, and nothing else is. */
class TamperingTests extends TamperedStory {

    @Autowired
    private Seal seal;

    @Autowired
    private Checkpoints all;

    @Test
    void nothingIsFoundWhereNothingIsWrong() {
        assertThat(verification.of(chain).findings()).isEmpty();
        assertThat(verification.of(chain).entries()).isEqualTo(last);
        assertThat(verification.ofCheckpoints().findings()).isEmpty();
        assertThat(verification.ofAll(chains -> true).findings())
                .filteredOn(finding -> finding.kind() != Finding.Kind.NO_CHAIN)
                .isEmpty();
        assertThat(verification.ofAll(chains -> true).ended()).isTrue();
    }

    /** One deed of somebody who has the database, and what must be said of it. */
    private record Way(Runnable deed, Consumer<List<Finding>> found) {}

    @TestFactory
    List<DynamicTest> isFoundAndNamed() {
        Map<String, Way> ways = new LinkedHashMap<>();
        entries(ways);
        withTheKey(ways);
        places(ways);
        ends(ways);
        checkpoints(ways);
        assertThat(ways).hasSizeGreaterThanOrEqualTo(30);
        return ways.entrySet().stream()
                .map(way -> DynamicTest.dynamicTest(way.getKey(), () -> {
                    way.getValue().deed().run();
                    List<Finding> found = new ArrayList<>(verification.of(chain).findings());
                    found.addAll(verification.of(other).findings());
                    found.addAll(verification.ofCheckpoints().findings());
                    try {
                        way.getValue().found().accept(found);
                    } finally {
                        layAllBack();
                    }
                    assertThat(verification.of(chain).findings())
                            .as("when it is laid back")
                            .isEmpty();
                }))
                .toList();
    }

    private void entries(Map<String, Way> ways) {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("another deed", "what = 'CLOSED'");
        changes.put("a microsecond later", "at = at + interval '1 microsecond'");
        changes.put("at no time", "at = 'infinity'");
        changes.put("another number", "number = 'VS-2026-00001'");
        changes.put("another side", "actor_role = 'ENQUIRER'");
        changes.put("another person", "actor_id = 'chef'");
        changes.put("another name", "actor_name = 'Någon Annan'");
        changes.put("other roles", "acting_as = 'ADMIN'");
        changes.put("another unit", "unit_id = 'teknik'");
        changes.put("another step", "step = 'receipt:1:1 Task_AssessEnquiry'");
        changes.put("one more detail", "detail = detail || '{\"why\": \"so\"}'");
        changes.put("a detail that is no text", "detail = detail || '{\"why\": 1}'");
        changes.put("no details at all but a list", "detail = '[]'");
        changes.put("another case's", "enquiry_id = '" + other + "'");
        changes.put("no case's", "enquiry_id = null");
        changes.put("another hash", "hash = decode(repeat('ab', 32), 'hex')");
        changes.put("another seal", "mac = decode(repeat('ab', 32), 'hex')");
        changes.put(
                "the seal of the one before",
                "mac = (select mac from kept_journal_entry k where k.chain = '" + chain + "' and k.seq = 2)");
        changes.forEach((name, change) ->
                ways.put(name, new Way(() -> change(3, change), names(Finding.Kind.CHANGED, 3, 3))));
        ways.put(
                "another deed whose hashes fit",
                new Way(
                        () -> {
                            change(3, "what = 'CLOSED'");
                            tampering.makeHashesFit(chain, 3);
                        },
                        names(Finding.Kind.CHANGED, 3, 3)));
        ways.put(
                "the last deed, which no checkpoint has seen, whose hashes fit",
                new Way(
                        () -> {
                            change(last, "what = 'CLOSED'");
                            tampering.makeHashesFit(chain, last);
                        },
                        names(Finding.Kind.CHANGED, last, last)));
    }

    /** Whoever has the server's key as well can seal what they forge; what a checkpoint has seen they can't change unseen. */
    private void withTheKey(Map<String, Way> ways) {
        ways.put(
                "another deed before the checkpoint, sealed with the server's own key",
                new Way(
                        () -> {
                            change(3, "what = 'CLOSED'");
                            tampering.makeSealsFit(chain, 3, seal);
                        },
                        names(Finding.Kind.CHANGED, sealed, sealed)));
        ways.put(
                "one is gone before the checkpoint, the others moved up and sealed with the server's own key",
                new Way(
                        () -> {
                            delete(3, 3);
                            run("update journal_entry set seq = seq - 1 where chain = '%s' and seq > 3");
                            tampering.makeSealsFit(chain, 3, seal);
                        },
                        names(Finding.Kind.CHANGED, sealed, sealed)));
        ways.put(
                "a checkpoint signed anew with the server's own key, though another one follows it",
                new Way(
                        () -> {
                            enquiries.note(other, "Något nytt.", actor("handlaggare"));
                            assertThat(checkpoints.make()).isPresent();
                            Checkpoint was = all.after(checkpoint - 1, 1).get(0);
                            Hash signature = seal.sign(Checkpoint.bytes(Checkpoint.statement(
                                    was.n(), was.at().minusSeconds(60), was.leaves(), was.root(), was.previous())));
                            run("update journal_checkpoint set at = at - interval '1 minute', signature = decode('"
                                    + signature + "', 'hex') where n = " + checkpoint);
                        },
                        found -> assertThat(found)
                                .contains(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, checkpoint + 1))
                                .doesNotContain(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, checkpoint))));
    }

    private void places(Map<String, Way> ways) {
        ways.put("the first is gone", new Way(() -> delete(1, 1), names(Finding.Kind.DELETED, 1, 1)));
        ways.put("one is gone", new Way(() -> delete(3, 3), names(Finding.Kind.DELETED, 3, 3)));
        ways.put(
                "one is gone and the one after it changed",
                new Way(
                        () -> {
                            delete(3, 3);
                            change(4, "what = 'CLOSED'");
                        },
                        found -> {
                            names(Finding.Kind.DELETED, 3, 3).accept(found);
                            names(Finding.Kind.NOT_TIED, 4, 4).accept(found);
                        }));
        ways.put("three are gone", new Way(() -> delete(2, 4), names(Finding.Kind.DELETED, 2, 4)));
        ways.put(
                "one is gone and the others moved up",
                new Way(
                        () -> {
                            delete(3, 3);
                            run("update journal_entry set seq = seq - 1 where chain = '%s' and seq > 3");
                            tampering.makeHashesFit(chain, 3);
                        },
                        names(Finding.Kind.CHANGED, 3, 3)));
        ways.put(
                "one is gone and the others moved up as they were",
                new Way(
                        () -> {
                            delete(3, 3);
                            run("update journal_entry set seq = seq - 1 where chain = '%s' and seq > 3");
                        },
                        names(Finding.Kind.MOVED, 4, 5)));
        ways.put(
                "two have changed places",
                new Way(
                        () -> run("update journal_entry set seq = case seq when 3 then 4 else 3 end"
                                + " where chain = '%s' and seq in (3, 4)"),
                        found -> {
                            names(Finding.Kind.MOVED, 3, 4).accept(found);
                            names(Finding.Kind.MOVED, 4, 3).accept(found);
                        }));
        ways.put(
                "the first two have changed places",
                new Way(
                        () -> run("update journal_entry set seq = 3 - seq where chain = '%s' and seq in (1, 2)"),
                        found -> {
                            names(Finding.Kind.MOVED, 1, 2).accept(found);
                            names(Finding.Kind.MOVED, 2, 1).accept(found);
                        }));
        ways.put(
                "one more at the end",
                new Way(() -> insert(last + 1), names(Finding.Kind.INSERTED, last + 1, last + 1)));
        ways.put(
                "one more at the end that fits",
                new Way(
                        () -> {
                            insert(last + 1);
                            tampering.makeHashesFit(chain, last + 1);
                        },
                        names(Finding.Kind.CHANGED, last + 1, last + 1)));
        ways.put("one more in the same place", new Way(() -> insert(3), names(Finding.Kind.INSERTED, 3, 3)));
        ways.put(
                "one more in between",
                new Way(
                        () -> {
                            run("update journal_entry set seq = seq + 1 where chain = '%s' and seq >= 3");
                            insert(3);
                        },
                        names(Finding.Kind.INSERTED, 3, 3)));
        ways.put(
                "one of another case",
                new Way(
                        () -> run("update journal_entry set chain = '" + other + "', enquiry_id = '" + other
                                + "', seq = (select max(seq) + 1 from journal_entry where chain = '" + other
                                + "') where chain = '%s' and seq = 3"),
                        found -> {
                            names(Finding.Kind.DELETED, 3, 3).accept(found);
                            assertThat(found)
                                    .anyMatch(one -> one.kind() == Finding.Kind.INSERTED && other.equals(one.chain()));
                        }));
    }

    private void ends(Map<String, Way> ways) {
        ways.put("the last is gone", new Way(() -> delete(last, last), names(Finding.Kind.CUT_OFF, last, last)));
        ways.put(
                "the tail is gone since before the checkpoint, and the end fits",
                new Way(
                        () -> {
                            delete(sealed, last);
                            tampering.makeHashesFit(chain, sealed);
                        },
                        found -> assertThat(found)
                                .anyMatch(one -> one.kind() == Finding.Kind.CUT_OFF
                                        && one.from() == sealed
                                        && one.checkpoint() == checkpoint)));
        ways.put(
                "the tail is gone, the end fits, and the next checkpoint is asked to sign it",
                new Way(
                        () -> {
                            delete(sealed, last);
                            tampering.makeHashesFit(chain, sealed);
                            run("update journal_head set unsealed = true where chain = '%s'");
                            enquiries.note(other, "Något nytt.", actor("handlaggare"));
                            Checkpoint next = checkpoints.make().orElseThrow();
                            assertThat(all.leaves(next.n()))
                                    .as("it signs nothing that has become shorter")
                                    .extracting(Checkpoint.Leaf::chain)
                                    .contains(other)
                                    .doesNotContain(chain);
                        },
                        names(Finding.Kind.CUT_OFF, sealed, sealed)));
        ways.put("all are gone", new Way(() -> delete(1, last), names(Finding.Kind.CUT_OFF, 1, sealed)));
        ways.put(
                "all are gone, and the end too",
                new Way(
                        () -> {
                            delete(1, last);
                            run("delete from journal_head where chain = '%s'");
                        },
                        names(Finding.Kind.CUT_OFF, 1, sealed)));
        ways.put(
                "all are gone, with the end and what checkpoints knew",
                new Way(
                        () -> {
                            delete(1, last);
                            run("delete from journal_head where chain = '%s'");
                            run("delete from journal_checkpoint_leaf where chain = '%s'");
                        },
                        found -> assertThat(found)
                                .extracting(Finding::kind)
                                .contains(Finding.Kind.NO_CHAIN, Finding.Kind.CHECKPOINT_CHANGED)));
        ways.put(
                "the end says something else",
                new Way(
                        () -> run("update journal_head set hash = decode(repeat('ab', 32), 'hex') where chain = '%s'"),
                        names(Finding.Kind.END_CHANGED, last, last)));
        ways.put(
                "the end is hidden from checkpoints",
                new Way(
                        () -> run("update journal_head set unsealed = false where chain = '%s'"),
                        names(Finding.Kind.END_CHANGED, last, last)));
        ways.put(
                "the end is gone",
                new Way(
                        () -> run("delete from journal_head where chain = '%s'"),
                        names(Finding.Kind.END_CHANGED, last, last)));
    }

    private void checkpoints(Map<String, Way> ways) {
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put(
                "another root", "update journal_checkpoint set root = decode(repeat('ab', 32), 'hex') where n = %d");
        changes.put(
                "another signature",
                "update journal_checkpoint set signature = decode(repeat('ab', 64), 'hex') where n = %d");
        changes.put("another time", "update journal_checkpoint set at = at - interval '1 hour' where n = %d");
        changes.put("fewer leaves", "update journal_checkpoint set leaves = leaves - 1 where n = %d");
        changes.put("another leaf", "update journal_checkpoint_leaf set seq = 1 where checkpoint = %d");
        changes.put(
                "a leaf is gone",
                "delete from journal_checkpoint_leaf where checkpoint = %d and chain = '" + chain + "'");
        changes.put(
                "one more leaf",
                "insert into journal_checkpoint_leaf values (gen_random_uuid(), %d, 1, decode(repeat('ab', 32), 'hex'))");
        changes.forEach((name, change) -> ways.put(
                "a checkpoint with " + name,
                new Way(() -> run(change.formatted(checkpoint)), namesCheckpoint(Finding.Kind.CHECKPOINT_CHANGED))));
        ways.put(
                "a chain that is hidden from checkpoints by one that never was",
                new Way(
                        () -> {
                            run("insert into journal_checkpoint select 0, at, leaves, root, previous, key_id, signature"
                                    + " from journal_checkpoint where n = " + checkpoint);
                            run("insert into journal_checkpoint_leaf select chain, 0, seq, hash from journal_head"
                                    + " where chain = '%s'");
                            run("update journal_head set unsealed = false where chain = '%s'");
                        },
                        found -> {
                            assertThat(found).contains(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_CHANGED, 0));
                            names(Finding.Kind.END_CHANGED, last, last).accept(found);
                        }));
        ways.put(
                "a leaf of no checkpoint",
                new Way(
                        () -> {
                            run("insert into journal_checkpoint_leaf select chain, 99999, seq, hash from journal_head"
                                    + " where chain = '%s'");
                            run("update journal_head set unsealed = false where chain = '%s'");
                        },
                        found -> {
                            assertThat(found).contains(Finding.ofCheckpoint(Finding.Kind.CHECKPOINT_DELETED, 99_999));
                            names(Finding.Kind.END_CHANGED, last, last).accept(found);
                        }));
        ways.put(
                "a checkpoint is gone that another one follows, and its line in the file",
                new Way(
                        () -> {
                            enquiries.note(other, "Något nytt.", actor("handlaggare"));
                            assertThat(checkpoints.make()).isPresent();
                            run("delete from journal_checkpoint_leaf where checkpoint = " + checkpoint);
                            run("delete from journal_checkpoint where n = " + checkpoint);
                            withoutLine(checkpoint);
                        },
                        namesCheckpoint(Finding.Kind.CHECKPOINT_DELETED)));
        ways.put(
                "the last checkpoint is gone",
                new Way(
                        () -> {
                            run("delete from journal_checkpoint_leaf where checkpoint = " + checkpoint);
                            run("delete from journal_checkpoint where n = " + checkpoint);
                        },
                        namesCheckpoint(Finding.Kind.CHECKPOINT_DELETED)));
        ways.put(
                "a checkpoint that was signed, but is not the published one",
                new Way(
                        () -> {
                            run("delete from journal_checkpoint_leaf where checkpoint = " + checkpoint);
                            run("delete from journal_checkpoint where n = " + checkpoint);
                            run("update journal_head set unsealed = true where chain = '%s'");
                            clock.set(clock.instant().plusSeconds(1));
                            assertThat(checkpoints.make()).isPresent();
                        },
                        namesCheckpoint(Finding.Kind.NOT_AS_PUBLISHED)));
    }
}
