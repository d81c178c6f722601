package se.vaxholm.svara.files;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MediaType;
import org.apache.tika.mime.MimeTypes;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.files.FileRefusedException.Reason;

/**
 * Says what a file is by its content; a name only tells plain text apart, as a table or a note.
 *
 * <p>A file that could pass for two kinds is the kind that its first bytes say, and is given out as that alone.
 */
@Component
class FileTypes {

    /** How much of a file's beginning is looked at. */
    static final int HEAD = 64 * 1024;

    /** What the detector calls by other names than we do, as seen with what phones and offices send. */
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "application/mp4", FileKind.MP4.type(),
            "video/x-m4v", FileKind.MP4.type(),
            "video/3gpp2", FileKind.VIDEO_3GP.type(),
            "image/heif", FileKind.HEIC.type());

    /** Read as text by people and as a program or a page by machines. */
    private static final Set<String> NEVER_PLAIN = Set.of(
            "text/html",
            "text/javascript",
            "text/x-php",
            "text/x-jsp",
            "text/asp",
            "text/aspdotnet",
            "text/x-vbscript",
            "text/x-perl",
            "text/x-python");

    private final MimeTypes types = MimeTypes.getDefaultMimeTypes();

    /**
     * Judges a whole file.
     *
     * @param head its first bytes, at most {@link #HEAD}
     * @param sentName what its sender calls it
     */
    FileKind of(Path file, byte[] head, String sentName) throws FileRefusedException {
        FileKind kind = ofHead(head, sentName);
        if (kind == FileKind.ZIP) {
            return Archives.judge(file);
        }
        if (kind == FileKind.PDF && !text(head).startsWith("%PDF-")) {
            // Something else with a document further in.
            throw new FileRefusedException(Reason.NOT_ALLOWED);
        }
        return kind;
    }

    private FileKind ofHead(byte[] head, String sentName) throws FileRefusedException {
        if (isArchive(head)) {
            return FileKind.ZIP;
        }
        MediaType found = detect(head);
        String type = found.getBaseType().toString();
        if (type.equals(FileKind.MOV.type()) && isOrdinaryFilm(head)) {
            return FileKind.MP4;
        }
        FileKind kind = FileKind.ofType(OTHER_NAMES.getOrDefault(type, type))
                .or(() -> isPlain(found, head) ? Optional.of(FileKind.TEXT) : Optional.empty())
                .orElseThrow(() -> new FileRefusedException(Reason.NOT_ALLOWED));
        if (kind == FileKind.TEXT || kind == FileKind.MAIL || kind == FileKind.CALENDAR) {
            String text = text(head);
            if (text.startsWith("<") || text.startsWith("#!")) {
                throw new FileRefusedException(Reason.NOT_ALLOWED);
            }
        }
        return kind == FileKind.TEXT && FileNames.extension(sentName).equals("csv") ? FileKind.CSV : kind;
    }

    private static boolean isArchive(byte[] head) {
        String begun = new String(head, 0, Math.min(head.length, 4), StandardCharsets.ISO_8859_1);
        return begun.equals("PK\3\4") || begun.equals("PK\5\6");
    }

    /** A note that begins like a formula or a difference of two versions is still a note. */
    private static boolean isPlain(MediaType found, byte[] head) {
        return found.getType().equals("text")
                ? !NEVER_PLAIN.contains(found.getBaseType().toString())
                : found.equals(MediaType.OCTET_STREAM) && isWritten(head);
    }

    /** In the encodings of older systems a few letters in a short note look like noise to the detector. */
    private static boolean isWritten(byte[] head) {
        for (byte one : head) {
            if (one >= 0 && one < ' ' && one != '\n' && one != '\r' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    /** Several brands of the one format; QuickTime's own calls itself so. */
    private static boolean isOrdinaryFilm(byte[] head) {
        String begun = new String(head, 0, Math.min(head.length, 12), StandardCharsets.ISO_8859_1);
        return begun.startsWith("ftyp", 4) && !begun.endsWith("qt  ");
    }

    private MediaType detect(byte[] head) {
        try {
            return types.detect(new ByteArrayInputStream(head), new Metadata());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The beginning as text, without what may stand before the first sign. */
    private static String text(byte[] head) {
        Charset charset = StandardCharsets.ISO_8859_1;
        if (head.length > 1 && (head[0] & 0xff) == 0xff && (head[1] & 0xff) == 0xfe) {
            charset = StandardCharsets.UTF_16LE;
        } else if (head.length > 1 && (head[0] & 0xff) == 0xfe && (head[1] & 0xff) == 0xff) {
            charset = StandardCharsets.UTF_16BE;
        }
        String text = new String(head, charset);
        return text.replaceFirst("^(\\x{FEFF}|\\xEF\\xBB\\xBF)?[\\s\\x00]*", "");
    }
}
