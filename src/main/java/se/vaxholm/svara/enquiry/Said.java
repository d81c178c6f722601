package se.vaxholm.svara.enquiry;

import se.vaxholm.svara.security.Actor;

/**
 * A message has been laid in a case, told in the transaction that lays it, so that what belongs to it comes along; the next
 * {@link Deed} in that case tells what it was.
 */
public record Said(Message message, Actor by) {

    /** How a deed tells of messages, under this name in its detail. */
    public static final String DETAIL = "said";

    /** The message's id, an equals sign, and what it is told by. */
    public static String sealed(Message message) {
        return message.id() + "=" + message.sha256();
    }
}
