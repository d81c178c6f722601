package se.vaxholm.svara.enquiry;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.security.Actor;

/** How what is written reaches the asker: the clock goes on until it has, and again when it was stopped on its way (G3). */
@Service
@Transactional
public class Deliveries {

    private final JdbcClient jdbc;
    private final Enquiries enquiries;
    private final Undelivered undelivered;
    private final Promises promises;
    private final Clock clock;

    Deliveries(JdbcClient jdbc, Enquiries enquiries, Undelivered undelivered, Promises promises, Clock clock) {
        this.undelivered = undelivered;
        this.jdbc = jdbc;
        this.enquiries = enquiries;
        this.promises = promises;
        this.clock = clock;
    }

    /** What was written reaches the asker only now, by another way or at last: what was said is the same. */
    public Enquiry told(UUID id, Status word, Actor by, Deed.What how) {
        Enquiry enquiry = enquiries.wordGiven(id, word, clock.instant());
        enquiries.tell(how, enquiry, by, Map.of());
        return enquiry;
    }

    /** For an answer that waits to be read aloud or posted: it is written, the clock goes on until the asker has it. */
    public Enquiry answerWritten(UUID id, String text, Actor by, boolean refusal) {
        enquiries.addMessage(
                id, Message.Type.ANSWER, by, by.name(), TextBounds.require(text, TextBounds.TEXT), clock.instant());
        Enquiry enquiry = enquiries.update(id, "status = 'ANSWERED', call_tries = 0", Map.of());
        enquiries.tell(Deed.What.ANSWERED, enquiry, by, refusal(refusal));
        return enquiry;
    }

    /** Nobody took the call; the clock goes on. How many times that has been so with what is written now. */
    public int calledInVain(UUID id, Actor by) {
        Enquiry enquiry = enquiries.update(id, "call_tries = call_tries + 1", Map.of());
        int tries = jdbc.sql("select call_tries from enquiry where id = ?")
                .param(id)
                .query(Integer.class)
                .single();
        enquiries.tell(Deed.What.CALLED_IN_VAIN, enquiry, by, Map.of("tries", String.valueOf(tries)));
        return tries;
    }

    /** The letter with the word to the asker was stopped before it left: they have heard nothing, and read nothing any more. */
    public void wordStopped(UUID id, boolean notice, Actor by) {
        Optional<UUID> stopped = jdbc.sql("""
                        update message set type = 'STOPPED' where id = (
                            select id from message where enquiry_id = :id and type in (:word)
                            order by at desc, id desc limit 1)
                        returning id""")
                .param("id", id)
                .param("word", Message.STOPPABLE.stream().map(Enum::name).toList())
                .query(UUID.class)
                .optional();
        if (notice) {
            promises.notTold(id);
        } else {
            undelivered.answerCameBack(id);
        }
        enquiries.tell(
                Deed.What.SENDING_STOPPED,
                enquiries.update(id, "unreachable_at = null", Map.of()),
                by,
                stopped.map(message -> Map.of("message", message.toString())).orElse(Map.of()));
    }

    /** @param word what the asker has been told by this that stops the clock, or null when it was less */
    public void reachedOtherwise(UUID id, String how, String text, @Nullable Status word, Actor by) {
        enquiries.addMessage(
                id, Message.Type.NOTE, by, by.name(), TextBounds.require(text, TextBounds.TEXT), clock.instant());
        Enquiry enquiry = word == null
                ? enquiries.update(id, "unreachable_at = null", Map.of())
                : enquiries.wordGiven(id, word, clock.instant());
        enquiries.tell(
                Deed.What.REACHED_OTHERWISE,
                enquiry,
                by,
                word == null ? Map.of("how", how) : Map.of("how", how, "word", word.name()));
    }

    static Map<String, String> refusal(boolean refusal) {
        return refusal ? Map.of("refusal", "yes") : Map.of();
    }

    /** An answer that was given outside Svara, at a time that is not the future and not before the question came. */
    public UUID answeredOtherwise(UUID id, String how, Instant at, String text, Actor by) {
        Enquiry enquiry = enquiries.get(id);
        // People give the time to the minute, and an answer may come in the minute of its question.
        if (at.isAfter(clock.instant()) || at.isBefore(enquiry.countedFrom().truncatedTo(ChronoUnit.MINUTES))) {
            throw new IllegalArgumentException("An answer can't have been given before the question or in the future");
        }
        Instant answeredAt = at.isBefore(enquiry.countedFrom()) ? enquiry.countedFrom() : at;
        UUID message = enquiries.addMessage(
                id,
                Message.Type.ANSWERED_OTHERWISE,
                by,
                by.name(),
                TextBounds.require(text, TextBounds.TEXT),
                clock.instant());
        enquiries.wordGiven(id, Status.ANSWERED, answeredAt);
        enquiries.tell(Deed.What.ANSWERED_OTHERWISE, enquiry, by, Map.of("how", how, "at", answeredAt.toString()));
        return message;
    }
}
