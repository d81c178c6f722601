package se.vaxholm.svara.enquiry;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import se.vaxholm.svara.security.Actor;

/** What an asker has written in another case than it belongs to; the question itself is its case and stays. */
@Service
@Transactional
public class MisplacedMessages {

    private final Enquiries enquiries;
    private final FollowUps followUps;
    private final JdbcClient jdbc;

    MisplacedMessages(Enquiries enquiries, FollowUps followUps, JdbcClient jdbc) {
        this.enquiries = enquiries;
        this.followUps = followUps;
        this.jdbc = jdbc;
    }

    /** A message of the case that may be moved. */
    @Transactional(readOnly = true)
    public Optional<Message> find(Enquiry enquiry, UUID messageId) {
        return enquiries.messages(enquiry.id()).stream()
                .filter(message -> message.id().equals(messageId) && isMovable(message))
                .findFirst();
    }

    /** Whether it may lie wrong: what the asker has added. */
    public static boolean isMovable(Message message) {
        return message.type() == Message.Type.ENQUIRER_ADDED;
    }

    /** Whether somebody would read what comes to the case. */
    @Transactional(readOnly = true)
    public boolean isTakenIn(Enquiry enquiry) {
        return enquiry.isOpen() || followUps.isOn(enquiry);
    }

    /**
     * Lays a message in another case, with the time at which it was written; both cases say so.
     *
     * @return false when it does not lie in the first case, or the other one takes nothing in any more
     */
    public boolean move(UUID messageId, Enquiry from, Enquiry to, Actor by) {
        // In one order, so that two who move in opposite directions don't wait for each other.
        Stream.of(from.id(), to.id()).sorted().forEach(enquiries::lock);
        Optional<Message> message = find(from, messageId);
        if (message.isEmpty() || from.id().equals(to.id()) || !isTakenIn(enquiries.get(to.id()))) {
            return false;
        }
        jdbc.sql("update message set enquiry_id = ? where id = ?")
                .params(to.id(), messageId)
                .update();
        String at = message.get().at().toString();
        String said = Said.sealed(message.get());
        enquiries.tell(
                Deed.What.MESSAGE_MOVED, from, by, Map.of("number", to.number().value(), "at", at, Said.DETAIL, said));
        enquiries.tell(
                Deed.What.MESSAGE_TAKEN_IN,
                to,
                by,
                Map.of("number", from.number().value(), "at", at, Said.DETAIL, said));
        return true;
    }
}
