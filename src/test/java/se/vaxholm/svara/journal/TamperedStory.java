package se.vaxholm.svara.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Story;

/** A case of some length whose journal the database's superuser tampers with, and beside it another one. */
abstract class TamperedStory extends Story {

    @Autowired
    protected Verification verification;

    @Autowired
    protected PublishedCheckpoints checkpoints;

    @Value("${spring.datasource.url}")
    protected String url;

    protected Enquiry enquiry;
    protected Tampering tampering;
    protected UUID chain;
    protected UUID other;
    protected int sealed;
    protected int last;
    protected int checkpoint;
    protected Path file;
    protected String published;

    /** Two cases of some length; what has come since the checkpoint is two entries of the first. */
    @BeforeEach
    void twoCases() throws SQLException, IOException {
        Enquiry beside = asked(byMail());
        enquiry = asked(byMail());
        chain = enquiry.id();
        other = beside.id();
        postGoes(enquiry);
        process.claim(task(enquiry, "assess").id(), staff("handlaggare"));
        enquiries.note(enquiry.id(), "Fråga Kalle.", actor("handlaggare"));
        enquiries.note(enquiry.id(), "Kalle vet.", actor("handlaggare"));
        checkpoint = checkpoints.make().orElseThrow().n();
        sealed = journal.of(chain).size();
        enquiries.note(enquiry.id(), "Kalle vet mer.", actor("handlaggare"));
        enquiries.note(enquiry.id(), "Kalle vet allt.", actor("handlaggare"));
        last = journal.of(chain).size();
        tampering = new Tampering(url);
        tampering.keep(chain, other);
        file = checkpoints.file().orElseThrow();
        published = Files.readString(file);
    }

    /** Takes a checkpoint out of the file where it has been published. */
    protected void withoutLine(int n) {
        try {
            Files.writeString(
                    file,
                    Files.readString(file)
                            .lines()
                            .filter(line -> Checkpoint.parse(line).n() != n)
                            .map(line -> line + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    protected void layAllBack() {
        tampering.layBack(chain, other);
        try {
            Files.writeString(file, published);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void layBack() {
        layAllBack();
        tampering.close();
        assertThat(verification.of(chain).findings()).isEmpty();
        assertThat(verification.ofCheckpoints().findings()).isEmpty();
    }

    protected Consumer<List<Finding>> names(Finding.Kind kind, int from, int to) {
        return found -> assertThat(found)
                .contains(found.stream()
                        .filter(one ->
                                one.kind() == kind && chain.equals(one.chain()) && one.from() == from && one.to() == to)
                        .findFirst()
                        .orElse(Finding.of(kind, chain, enquiry.number().value(), from, to)));
    }

    protected Consumer<List<Finding>> namesCheckpoint(Finding.Kind kind) {
        return found -> assertThat(found).contains(Finding.ofCheckpoint(kind, checkpoint));
    }

    protected void change(int seq, String change) {
        assertThat(tampering.run(
                        "update journal_entry set " + change + " where chain = '" + chain + "' and seq = " + seq))
                .isEqualTo(1);
    }

    protected void delete(int from, int to) {
        assertThat(tampering.run("delete from journal_entry where chain = '" + chain + "' and seq between " + from
                        + " and " + to))
                .isEqualTo(to - from + 1);
    }

    protected void insert(int seq) {
        run("insert into journal_entry (chain, seq, enquiry_id, number, at, what, actor_role, detail, hash, mac)"
                + " select chain, " + seq + ", enquiry_id, number, at, 'REMINDED', 'SYSTEM', '{}',"
                + " decode(repeat('cd', 32), 'hex'), mac from journal_entry where chain = '%s' and seq = 1");
    }

    protected void run(String sql) {
        assertThat(tampering.run(sql.contains("%s") ? sql.formatted(chain) : sql))
                .as(sql)
                .isPositive();
    }
}
