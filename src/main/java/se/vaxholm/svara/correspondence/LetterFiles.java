package se.vaxholm.svara.correspondence;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.files.FileKind;
import se.vaxholm.svara.files.FileSeals;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.KeptFiles;

/** Puts the files of a message into the letter that carries it, streamed, as far as other mail servers take them. */
@Component
class LetterFiles {

    /** Together; encoded they are a third larger, and many servers take no more than 25 MB. */
    static final long MOST_BY_MAIL = 15L << 20;

    private static final String ANYTHING = "application/octet-stream";

    private final KeptFiles files;

    LetterFiles(KeptFiles files) {
        this.files = files;
    }

    /** Whether they go by mail; otherwise they wait on the matter's page alone. */
    static boolean fit(List<KeptFile> files) {
        return files.stream().mapToLong(KeptFile::size).sum() <= MOST_BY_MAIL;
    }

    /**
     * What the journal keeps of the files that go along: of each its id, an equals sign and its {@linkplain FileSeals#of seal},
     * with spaces between; an empty text when there are none.
     */
    static String sealed(List<KeptFile> files) {
        return files.stream()
                .filter(file -> !file.isStopped())
                .map(file -> file.id() + "=" + FileSeals.of(file))
                .collect(Collectors.joining(" "));
    }

    /** The letter's parts with the files of a message behind them; what has been stopped since stays behind. */
    MimeMultipart with(MimeMultipart words, UUID messageId) throws MessagingException {
        MimeBodyPart letter = new MimeBodyPart();
        letter.setContent(words);
        MimeMultipart whole = new MimeMultipart("mixed", letter);
        for (KeptFile file : files.ofMessages(List.of(messageId)).getOrDefault(messageId, List.of())) {
            if (!file.isStopped()) {
                whole.addBodyPart(part(file));
            }
        }
        return whole;
    }

    private MimeBodyPart part(KeptFile file) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new Stream(file)));
        part.setDisposition(Part.ATTACHMENT);
        part.setFileName(file.name());
        // Said beforehand, or the whole file would be read once more to find out.
        part.setHeader("Content-Transfer-Encoding", "base64");
        return part;
    }

    /** A file for the mail library, which reads it when the letter leaves. */
    private final class Stream implements DataSource {

        private final KeptFile file;

        private Stream(KeptFile file) {
            this.file = file;
        }

        @Override
        public InputStream getInputStream() {
            return files.open(file);
        }

        @Override
        public OutputStream getOutputStream() {
            throw new UnsupportedOperationException();
        }

        /** A mail in a mail may not be encoded unless it is sent as something else. */
        @Override
        public String getContentType() {
            return file.kind() == FileKind.MAIL ? ANYTHING : file.kind().type();
        }

        @Override
        public String getName() {
            return file.name();
        }
    }
}
