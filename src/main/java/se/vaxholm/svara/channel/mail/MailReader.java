package se.vaxholm.svara.channel.mail;

import java.io.InputStream;

/** Makes of a mail's bytes what {@link ReadMail} says; whatever those bytes are, it ends soon and with bounded memory. */
final class MailReader {

    /** @throws UnreadableMailException when no sense can be made of it within the bounds */
    ReadMail read(InputStream source) throws UnreadableMailException {
        throw new UnreadableMailException(UnreadableMailException.Reason.NO_MAIL);
    }
}
