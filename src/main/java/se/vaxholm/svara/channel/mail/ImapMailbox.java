package se.vaxholm.svara.channel.mail;

import jakarta.mail.FetchProfile;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;

/** A mailbox on its server, opened for reading only: whatever happens to Svara, every mail still lies there. */
final class ImapMailbox implements AutoCloseable {

    private static final String TIMEOUT = "20000";

    /** Bytes that are asked for at once. */
    private static final int PIECE = 1 << 18;

    /** Letters are larger on their way than what is in them; nothing that keeps our bounds is larger than this. */
    static final long LARGEST = 75L * 1024 * 1024;

    private final IMAPStore store;
    private final IMAPFolder folder;

    private ImapMailbox(IMAPStore store, IMAPFolder folder) {
        this.store = store;
        this.folder = folder;
    }

    /** A mail that lies there; its bytes are fetched when they are asked for. */
    static final class Lying {

        private final IMAPMessage message;
        private final long uid;

        private Lying(IMAPMessage message, long uid) {
            this.message = message;
            this.uid = uid;
        }

        long uid() {
            return uid;
        }

        /** When its server took it; now at the latest. */
        Instant arrivedAt(Instant now) throws MessagingException {
            Date received = message.getReceivedDate();
            return received == null || received.toInstant().isAfter(now) ? now : received.toInstant();
        }

        /**
         * Writes its bytes to a file.
         *
         * @return false when there are more than {@link #LARGEST}: the file has as many as that
         */
        boolean fetch(Path target) throws MessagingException, IOException {
            try (InputStream bytes = message.getMimeStream();
                    OutputStream output = Files.newOutputStream(target)) {
                long left = LARGEST;
                byte[] buffer = new byte[PIECE];
                for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
                    output.write(buffer, 0, (int) Math.min(read, left));
                    left -= read;
                    if (left < 0) {
                        return false;
                    }
                }
                return true;
            }
        }
    }

    /** @param secret the password, or the token when the box is opened by one */
    static ImapMailbox open(InboxSettings.Box box, String secret) throws MessagingException {
        String protocol = box.tls() ? "imaps" : "imap";
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.setProperty(prefix + "connectiontimeout", TIMEOUT);
        properties.setProperty(prefix + "timeout", TIMEOUT);
        properties.setProperty(prefix + "writetimeout", TIMEOUT);
        properties.setProperty(prefix + "peek", "true");
        properties.setProperty(prefix + "partialfetch", "true");
        properties.setProperty(prefix + "fetchsize", Integer.toString(PIECE));
        properties.setProperty(prefix + "ssl.checkserveridentity", "true");
        if (box.byToken()) {
            properties.setProperty(prefix + "auth.mechanisms", "XOAUTH2");
        }
        IMAPStore store = (IMAPStore) Session.getInstance(properties).getStore(protocol);
        store.connect(box.host(), box.port(), box.login(), secret);
        try {
            IMAPFolder folder = (IMAPFolder) store.getFolder("INBOX");
            folder.open(Folder.READ_ONLY);
            return new ImapMailbox(store, folder);
        } catch (MessagingException e) {
            store.close();
            throw e;
        }
    }

    long uidValidity() throws MessagingException {
        return folder.getUIDValidity();
    }

    /** What lies there from a number on, the lowest first. */
    List<Lying> from(long uid) throws MessagingException {
        Message[] found = folder.getMessagesByUID(Math.max(1, uid), UIDFolder.LASTUID);
        Message[] there = Arrays.stream(found).filter(Objects::nonNull).toArray(Message[]::new);
        FetchProfile profile = new FetchProfile();
        profile.add(UIDFolder.FetchProfileItem.UID);
        profile.add(IMAPFolder.FetchProfileItem.INTERNALDATE);
        profile.add(FetchProfile.Item.SIZE);
        folder.fetch(there, profile);
        List<Lying> lying = new ArrayList<>(there.length);
        for (Message message : there) {
            lying.add(new Lying((IMAPMessage) message, folder.getUID(message)));
        }
        // A server answers "from the next number on" with the last mail when there is no next one.
        lying.removeIf(one -> one.uid() < uid);
        lying.sort(Comparator.comparingLong(Lying::uid));
        return lying;
    }

    /** What has been read has been read, whatever its server says at the end. */
    @Override
    public void close() {
        try {
            folder.close(false);
        } catch (MessagingException | IllegalStateException gone) {
            // The store is closed all the same.
        }
        try {
            store.close();
        } catch (MessagingException gone) {
            // Nothing is left to be closed.
        }
    }
}
