package se.vaxholm.svara.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.enquiry.Enquiry;
import se.vaxholm.svara.process.Contract;
import se.vaxholm.svara.process.Migration;
import se.vaxholm.svara.process.Models;
import se.vaxholm.svara.security.Actor;

/** A case is drawn by the versions that it went by, whatever is in use now, and by both when it was moved. All is undone afterwards. */
@Order(2) // before others have filled the database: it goes through every case that is there
class VersionsTests extends CourseStory {

    private static final Actor OSKAR = new Actor("operator", "Oskar Flödén", Actor.Role.STAFF);
    private static final String OLD = "Bedöm och besvara";
    private static final String NEW = "Nytt: Bedöm och besvara";

    @Autowired
    private Models models;

    @Autowired
    private Migration migration;

    private Enquiry before;
    private String old;
    private String renamed;

    /** A case that waits in the old version while another one is in use. */
    private void anotherVersionComes() {
        before = asked(byStatusPage());
        old = handling(before);
        itIs("2026-03-02T10:30");
        try {
            String model = Files.readString(Path.of("bpmn", "handling.bpmn"));
            models.publish(
                    Map.of(
                            "handling.bpmn",
                            model.replace("name=\"" + OLD + "\"", "name=\"" + NEW + "\"")
                                    .getBytes(UTF_8)),
                    OSKAR,
                    "Tydligare.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        itIs("2026-03-02T10:45");
    }

    private String handling(Enquiry enquiry) {
        return course(enquiry).diagrams().stream()
                .map(Diagram::id)
                .filter(id -> id.startsWith("handling-"))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private void undone(Runnable story) {
        transaction.executeWithoutResult(status -> {
            status.setRollbackOnly();
            story.run();
        });
    }

    @Test
    void aCaseThatWentByAnEarlierVersionIsDrawnByIt() {
        undone(() -> {
            anotherVersionComes();
            Enquiry after = asked(byStatusPage());
            renamed = handling(after);

            assertThat(renamed).isNotEqualTo(old);
            assertThat(handling(before)).isEqualTo(old);
            assertThat(words(course(before), old, OLD)).isEqualTo("pågår");
            assertThat(words(course(after), renamed, NEW)).isEqualTo("pågår");
            assertThat(course(before).diagrams().toString()).doesNotContain(NEW);
        });
    }

    @Test
    void aMovedCaseIsDrawnByBothVersionsEachWithItsPart() {
        undone(() -> {
            anotherVersionComes();
            note(before);
            migration.carryOut(Contract.HANDLING, OSKAR, "Alla ska med.");
            renamed = handling(before);
            itIs("2026-03-02T11:00");
            answers("handlaggare", before, "Ja, det får du.");

            assertThat(running(at(before, "2026-03-02T10:15")))
                    .as("before the move")
                    .anyMatch(step -> step.startsWith(old + " "))
                    .noneMatch(step -> step.startsWith(renamed + " "));
            assertThat(running(at(before, "2026-03-02T10:45")))
                    .as("after the move")
                    .anyMatch(step -> step.startsWith(renamed + " "))
                    .noneMatch(step -> step.startsWith(old + " "));
            Course answered = course(before);
            assertThat(words(answered, old, OLD)).isEqualTo("fortsatte i en annan version");
            assertThat(words(answered, renamed, NEW)).isEqualTo("klart");
            assertThat(answered.deviations())
                    .extracting(Happenings.Event::text)
                    .anyMatch(text -> text.startsWith("Ärendet går nu enligt processen ”Handlägg”, version "));
        });
    }
}
