package se.vaxholm.svara.enquiry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import se.vaxholm.svara.process.Story;
import se.vaxholm.svara.security.Actor;

/** A draft belongs to the case: colleagues find it, and nobody writes over another's words unawares (G7). */
class DraftsTests extends Story {

    @Autowired
    private Drafts drafts;

    @Test
    void whoeverTakesOverFindsWhatWasWrittenByWhomAndWhen() {
        Enquiry enquiry = asked(byMail());
        clock.set("2026-03-02T11:00");
        Draft saved = save(enquiry, "Ja, du", 0, "handlaggare");
        assertThat(drafts.find(enquiry.id(), "assess")).contains(saved);
        assertThat(saved.field("text")).isEqualTo("Ja, du");
        assertThat(saved.field("annat")).isEmpty();
        assertThat(saved.savedAt()).isEqualTo(at("2026-03-02T11:00"));
        assertThat(saved.savedBy()).isEqualTo("handlaggare");
        assertThat(saved.savedByName()).isEqualTo(staff("handlaggare").name());

        Draft goneOn = save(enquiry, "Ja, du får", saved.version(), "handlaggare2");
        assertThat(goneOn.version()).isGreaterThan(saved.version());
        assertThat(goneOn.savedBy()).isEqualTo("handlaggare2");
    }

    @Test
    void whoeverHasNotSeenTheLatestWordsDoesNotWriteOverThem() {
        Enquiry enquiry = asked(byMail());
        Draft seen = save(enquiry, "Ett", 0, "handlaggare");
        save(enquiry, "Två", seen.version(), "handlaggare");
        assertThatThrownBy(() -> save(enquiry, "Tre", seen.version(), "handlaggare2"))
                .isInstanceOfSatisfying(DraftChangedException.class, e -> {
                    assertThat(e.current().field("text")).isEqualTo("Två");
                    assertThat(e.current().savedBy()).isEqualTo("handlaggare");
                });
        assertThat(text(enquiry)).isEqualTo("Två");
    }

    @Test
    void oneAndTheSamePersonNeverStandsInTheirOwnWay() {
        Enquiry enquiry = asked(byMail());
        save(enquiry, "Ett", 0, "handlaggare");
        save(enquiry, "Två", 0, "handlaggare");
        assertThat(text(enquiry)).isEqualTo("Två");
    }

    @Test
    void ofTwoWhoBeginAtOnceOneIsTold() throws Exception {
        Enquiry enquiry = asked(byMail());
        List<Callable<Boolean>> writers = List.of("handlaggare", "handlaggare2").stream()
                .map(writer -> (Callable<Boolean>) () -> {
                    try {
                        save(enquiry, writer, 0, writer);
                        return true;
                    } catch (DraftChangedException e) {
                        assertThat(e.current().savedBy()).isNotEqualTo(writer);
                        return false;
                    }
                })
                .toList();
        assertThat(atOnce(writers)).containsExactlyInAnyOrder(true, false);
    }

    @Test
    void whatIsTooLongToBeSentIsKept() {
        Enquiry enquiry = asked(byMail());
        String text = "a".repeat(2 * TextBounds.TEXT);
        save(enquiry, text, 0, "handlaggare");
        assertThat(text(enquiry)).isEqualTo(text);
        assertThatThrownBy(() -> save(enquiry, text + "a", 0, "handlaggare"))
                .isInstanceOf(IllegalArgumentException.class);
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i < 41; i++) {
            many.put("f" + i, "");
        }
        assertThatThrownBy(() -> drafts.save(enquiry.id(), "assess", many, 0, actor("handlaggare")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(text(enquiry)).isEqualTo(text);
    }

    @Test
    void anythingTypedIsKeptButWhatNoDatabaseCanHold() {
        Enquiry enquiry = asked(byMail());
        save(enquiry, "🏡 \"مرحبا\" <b>\\u0000</b> \t\n", 0, "handlaggare");
        assertThat(text(enquiry)).isEqualTo("🏡 \"مرحبا\" <b>\\u0000</b> \t\n");
        save(enquiry, "Hej\0 då", 0, "handlaggare");
        assertThat(text(enquiry)).isEqualTo("Hej då");
        save(enquiry, "Halv \ud83d", 0, "handlaggare");
        assertThat(text(enquiry)).startsWith("Halv ");
    }

    @Test
    void theDraftGoesWhenTheCaseIsClosed() {
        Enquiry enquiry = asked(byStatusPage());
        save(enquiry, "Ja", 0, "handlaggare");
        drafts.save(enquiry.id(), "note", Map.of("text", "Minns"), 0, actor("handlaggare"));
        answers("handlaggare", enquiry, "Ja.");
        assertThat(drafts.find(enquiry.id(), "assess")).isEmpty();
        assertThat(drafts.find(enquiry.id(), "note")).isEmpty();
    }

    private Draft save(Enquiry enquiry, String text, int expectedVersion, String userName) {
        Actor writer = actor(userName);
        return drafts.save(enquiry.id(), "assess", Map.of("text", text), expectedVersion, writer);
    }

    private String text(Enquiry enquiry) {
        return drafts.find(enquiry.id(), "assess").orElseThrow().field("text");
    }
}
