package se.vaxholm.svara.audit;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.io.InputStream;
import java.io.UnsupportedEncodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.correspondence.Outbox;
import se.vaxholm.svara.correspondence.Outbox.Fate;
import se.vaxholm.svara.correspondence.StoredLetters.StoredLetter;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.enquiry.StoredMessages.StoredMessage;
import se.vaxholm.svara.files.FileSeals;
import se.vaxholm.svara.files.KeptFile;
import se.vaxholm.svara.files.Parts;
import se.vaxholm.svara.journal.ExportFiles;

/** A case as an export tells it, whatever somebody has made of that: {@value CaseContents#CASE} and the files that it names. */
final class ExportedCase {

    private final Path folder;
    private final UUID enquiryId;
    private final String number;
    private final List<StoredMessage> messages = new ArrayList<>();
    private final Map<UUID, List<FileSeals.Lying>> files = new HashMap<>();
    /** By the files' ids. */
    private final Map<UUID, String> paths = new HashMap<>();

    private final List<ExportedLetter> letters = new ArrayList<>();

    /**
     * A letter, and the files that went with it.
     *
     * @param path of the mail that it is in
     * @param isWhole whether the mail says itself what is said of it
     */
    record ExportedLetter(StoredLetter told, String path, List<FileSeals.Lying> files, boolean isWhole) {}

    /** @throws IllegalArgumentException when something in it is missing, or cannot be what it should be */
    ExportedCase(Path folder, UUID enquiryId, JsonNode told) throws IOException {
        this.folder = folder;
        this.enquiryId = enquiryId;
        number = text(told, "number");
        for (JsonNode message : told.path("messages")) {
            read(message);
        }
        for (JsonNode letter : told.path("letters")) {
            letters.add(letter(letter));
        }
    }

    UUID enquiryId() {
        return enquiryId;
    }

    String number() {
        return number;
    }

    List<StoredMessage> messages() {
        return messages;
    }

    /** As many as are exported: others may have been left out. */
    boolean hasMostMessages() {
        return messages.size() >= Enquiries.MOST_MESSAGES;
    }

    List<ExportedLetter> letters() {
        return letters;
    }

    /** As many as are exported: others may have been left out. */
    boolean hasMostLetters() {
        return letters.size() >= Outbox.MOST_LETTERS;
    }

    /** Of all messages; they are not in the export. */
    long stoppedFiles() {
        return files.values().stream()
                .flatMap(List::stream)
                .filter(FileSeals.Lying::stopped)
                .count();
    }

    /** Whether a file's bytes are those that are told of it; one that was stopped is in no export. */
    boolean isAsTold(FileSeals.Lying file) {
        try {
            Path path = inside(paths.getOrDefault(file.id(), ""));
            return file.stopped()
                    || (Files.isRegularFile(path) && ExportFiles.sha256(path).equals(file.sha256()));
        } catch (IOException e) {
            return false;
        }
    }

    private void read(JsonNode message) {
        UUID id = UUID.fromString(text(message, "id"));
        messages.add(StoredMessage.told(
                id,
                enquiryId,
                Instant.parse(text(message, "at")),
                text(message, "type"),
                message.path("authorId").asText(""),
                text(message, "author"),
                text(message, "text")));
        for (JsonNode file : message.path("files")) {
            UUID fileId = UUID.fromString(text(file, "id"));
            String sha256 = text(file, "sha256");
            files.computeIfAbsent(id, any -> new ArrayList<>())
                    .add(new FileSeals.Lying(
                            fileId,
                            id,
                            FileSeals.of(fileId, text(file, "name"), sha256),
                            sha256,
                            file.path("size").asLong(),
                            text(file, "scan").equals(KeptFile.Scan.INFECTED.name())));
            paths.put(fileId, file.path("path").asText(""));
        }
    }

    private ExportedLetter letter(JsonNode letter) throws IOException {
        String path = text(letter, "path");
        String recipient = text(letter, "to");
        String sender = text(letter, "from");
        String subject = text(letter, "subject");
        Mail mail = Mail.read(inside(path));
        @Nullable String filesOf = letter.path("filesOf").textValue();
        StoredLetter told = new StoredLetter(
                UUID.fromString(text(letter, "id")),
                enquiryId,
                Instant.parse(text(letter, "queuedAt")),
                text(letter, "kind"),
                Parts.sha256(List.of(recipient, mail.senderName(), sender, subject, mail.text(), mail.html())),
                Fate.valueOf(text(letter, "fate")),
                instant(letter, "settledAt"),
                instant(letter, "tellAt"),
                letter.path("cameBack").asBoolean(),
                filesOf == null ? null : UUID.fromString(filesOf));
        List<FileSeals.Lying> along =
                told.filesOf() == null ? List.of() : files.getOrDefault(told.filesOf(), List.of());
        return new ExportedLetter(told, path, along, mail.says(recipient, sender, subject, text(letter, "fate")));
    }

    private Path inside(String name) {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder.normalize())) {
            throw new IllegalArgumentException("A file outside the export");
        }
        return path;
    }

    /** @throws IllegalArgumentException when there is none */
    static String text(JsonNode node, String name) {
        @Nullable String text = node.path(name).textValue();
        if (text == null) {
            throw new IllegalArgumentException("Without " + name);
        }
        return text;
    }

    private static @Nullable Instant instant(JsonNode node, String name) {
        @Nullable String text = node.path(name).textValue();
        return text == null ? null : Instant.parse(text);
    }

    /** A letter's mail as it was read again. */
    private record Mail(
            String to, String senderName, String sender, String subject, String fate, String text, String html) {

        static Mail read(Path path) throws IOException {
            if (!Files.isRegularFile(path)) {
                return new Mail("", "", "", "", "", "", "");
            }
            try (InputStream in = Files.newInputStream(path)) {
                MimeMessage mail = new MimeMessage(Session.getInstance(new Properties()), in);
                InternetAddress from = (InternetAddress) mail.getFrom()[0];
                MimeMultipart parts = (MimeMultipart) mail.getContent();
                return new Mail(
                        header(mail, "To"),
                        Objects.requireNonNullElse(from.getPersonal(), ""),
                        from.getAddress(),
                        header(mail, "Subject"),
                        header(mail, "X-Svara-Fate"),
                        content(parts.getBodyPart(0)),
                        content(parts.getBodyPart(1)));
            } catch (MessagingException | ClassCastException | NullPointerException | IndexOutOfBoundsException e) {
                throw new IllegalArgumentException("No letter", e);
            }
        }

        private static String header(MimeMessage mail, String name) throws MessagingException {
            return MimeUtility.unfold(Objects.requireNonNullElse(mail.getHeader(name, ","), ""));
        }

        private static String content(BodyPart part) throws MessagingException, IOException {
            return part.getContent().toString();
        }

        /** Whether it says the same; how a header is folded says nothing, and what looks encoded may have been written so. */
        boolean says(String recipient, String from, String about, String became) {
            return to.replaceAll("[<>]", "").equals(recipient)
                    && sender.equals(from)
                    && List.of(squeezed(subject), squeezed(decoded())).contains(squeezed(about))
                    && fate.equals(became);
        }

        private String decoded() {
            try {
                return MimeUtility.decodeText(subject);
            } catch (UnsupportedEncodingException e) {
                return subject;
            }
        }

        private static String squeezed(String text) {
            return text.replaceAll("\\s+", " ").strip();
        }
    }
}
