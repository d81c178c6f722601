package se.vaxholm.svara.files;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The kinds of files that are taken in: documents, pictures, and what phones record. Everything else is refused. */
public enum FileKind {
    PDF("application/pdf", "pdf"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg", "jpeg", "jpe", "jfif"),
    GIF("image/gif", "gif"),
    WEBP("image/webp", "webp"),
    HEIC("image/heic", "heic", "heif"),
    TIFF("image/tiff", "tif", "tiff"),
    DOCX("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    PPTX("application/vnd.openxmlformats-officedocument.presentationml.presentation", "pptx"),
    ODT("application/vnd.oasis.opendocument.text", "odt"),
    ODS("application/vnd.oasis.opendocument.spreadsheet", "ods"),
    ODP("application/vnd.oasis.opendocument.presentation", "odp"),
    RTF("application/rtf", "rtf"),
    TEXT("text/plain", "txt", "log", "md"),
    CSV("text/csv", "csv"),
    MAIL("message/rfc822", "eml"),
    CALENDAR("text/calendar", "ics"),
    MP4("video/mp4", "mp4", "m4v"),
    MOV("video/quicktime", "mov", "qt"),
    VIDEO_3GP("video/3gpp", "3gp", "3gpp", "3g2"),
    M4A("audio/mp4", "m4a"),
    MP3("audio/mpeg", "mp3"),
    WAV("audio/vnd.wave", "wav"),
    ZIP("application/zip", "zip");

    private final String type;
    private final List<String> extensions;

    FileKind(String type, String... extensions) {
        this.type = type;
        this.extensions = List.of(extensions);
    }

    /** Its media type. */
    public String type() {
        return type;
    }

    /** Whether a browser may show it by itself: pictures that cannot hold a script. */
    public boolean isPicture() {
        return this == PNG || this == JPEG || this == GIF || this == WEBP;
    }

    /** What its names end in, the usual one first. */
    List<String> extensions() {
        return extensions;
    }

    static Optional<FileKind> ofType(String type) {
        return Arrays.stream(values()).filter(kind -> kind.type.equals(type)).findFirst();
    }
}
