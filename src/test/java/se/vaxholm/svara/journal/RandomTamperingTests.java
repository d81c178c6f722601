package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import se.vaxholm.svara.enquiry.Deed;

/**
 * What is done to the journal by chance, past its tables' own rules, or to the file where checkpoints are published; with
 * {@code -Dsvara.tests.size=full} a thousand ways by chance.
 */
class RandomTamperingTests extends TamperedStory {

    private static final boolean FULL = "full".equals(System.getProperty("svara.tests.size"));

    @Test
    void anEntryInNoChainIsFound() {
        tampering.run("alter table journal_entry alter column chain drop not null");
        try {
            run("insert into journal_entry (seq, enquiry_id, number, at, what, actor_role, detail, hash, mac)"
                    + " select 3, enquiry_id, number, at, 'INTERVENED', 'STAFF', '{}', hash, mac from journal_entry"
                    + " where chain = '%s' and seq = 3");
            assertThat(verification.ofAll(chains -> true).findings())
                    .anyMatch(one -> one.kind() == Finding.Kind.INSERTED && chain.equals(one.chain()));
        } finally {
            tampering.run("delete from journal_entry where chain is null");
            tampering.run("alter table journal_entry alter column chain set not null");
        }
    }

    /** It would read as the text that was sealed. */
    @Test
    void aTextThatHasBecomeANumberIsFound() {
        transaction.executeWithoutResult(
                status -> enquiries.tell(Deed.What.HANDLER_CONFIRMED, enquiry, actor("handlaggare"), Map.of("n", "7")));
        change(last + 1, "detail = '{\"n\": 7}'");
        names(Finding.Kind.CHANGED, last + 1, last + 1)
                .accept(verification.of(chain).findings());
    }

    @Test
    void checkpointsThatAreGoneFromTheirFileAreFound() throws IOException {
        try {
            withoutLine(checkpoint);
            assertThat(verification.ofCheckpoints().findings())
                    .as("it may be on its way")
                    .isEmpty();
            clock.set(clock.instant().plus(Duration.ofMinutes(71)));
            assertThat(verification.ofCheckpoints().findings())
                    .contains(Finding.ofCheckpoint(Finding.Kind.NOT_PUBLISHED, checkpoint));
        } finally {
            Files.writeString(file, published);
        }
    }

    @Test
    void halfALineThatAFullDiskHasLeftKeepsNoOtherOut() throws IOException {
        List<String> lines = published.lines().toList();
        Files.writeString(file, published.substring(0, published.length() - 100));
        checkpoints.make();
        assertThat(Files.readAllLines(file))
                .endsWith(checkpoints.last().orElseThrow().line())
                .containsAll(lines);
        assertThat(verification.ofCheckpoints().findings()).isEmpty();
    }

    @Test
    void whatIsDoneByChanceIsFoundInTheRightPlace() {
        long seed = FULL ? System.nanoTime() : 20211028;
        Random chance = new Random(seed);
        List<String> columns = List.of(
                "what = what || 'X'",
                "at = at + interval '1 second' * (random() * 1000 + 0.001)",
                "number = reverse(number)",
                "actor_role = lower(actor_role)",
                "actor_id = coalesce(actor_id, '') || 'x'",
                "actor_name = coalesce(actor_name, '') || 'x'",
                "acting_as = coalesce(acting_as, '') || ',ADMIN'",
                "unit_id = coalesce(unit_id, '') || 'x'",
                "step = coalesce(step, '') || 'x'",
                "detail = detail || '{\"x\": \"y\"}'",
                "mac = sha256(mac)",
                // The last, since one that is made to fit is as it was.
                "hash = sha256(hash)");
        for (int i = 0; i < (FULL ? 1_000 : 40); i++) {
            int seq = 1 + chance.nextInt(last);
            String deed;
            switch (chance.nextInt(4)) {
                case 0 -> {
                    deed = "deleted " + seq;
                    delete(seq, seq);
                }
                case 1 -> {
                    deed = "inserted " + seq;
                    insert(seq);
                }
                case 2 -> {
                    String change = columns.get(chance.nextInt(columns.size() - 1));
                    deed = change + " at " + seq + ", hashes made to fit";
                    change(seq, change);
                    tampering.makeHashesFit(chain, seq);
                }
                default -> {
                    String change = columns.get(chance.nextInt(columns.size()));
                    deed = change + " at " + seq;
                    change(seq, change);
                }
            }
            assertThat(verification.of(chain).findings())
                    .as("seed %d, round %d: %s", seed, i, deed)
                    .anyMatch(one -> one.from() <= seq && one.to() >= seq);
            layAllBack();
            assertThat(verification.of(chain).findings()).isEmpty();
        }
    }
}
