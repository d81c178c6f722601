package se.vaxholm.svara.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;
import se.vaxholm.svara.files.FileRefusedException.Reason;

/** Looks into archives, which office documents are too: what they are, and whether somebody meant harm by them. */
final class Archives {

    static final int MOST_ENTRIES = 1000;
    static final long MOST_UNPACKED = 500L << 20;
    static final int HIGHEST_RATIO = 100;

    /** Below this nobody is harmed by any ratio: an empty sheet packs very well. */
    private static final long HARMLESS = 10L << 20;

    private static final int LONGEST_LIST = 1 << 20;
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";

    /** What a computer may run when somebody opens it. */
    private static final Set<String> PROGRAMS = Set.of(
            "exe", "com", "scr", "pif", "msi", "msix", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "wsh",
            "hta", "lnk", "url", "jar", "class", "apk", "dll", "cpl", "iso", "img", "vhd", "vhdx", "reg", "sh", "app",
            "dmg", "pkg", "docm", "dotm", "xlsm", "xltm", "xlam", "pptm", "potm", "ppam", "ppsm", "html", "htm",
            "xhtml", "svg", "chm");

    private Archives() {}

    static FileKind judge(Path file) throws FileRefusedException {
        try (ZipFile archive = new ZipFile(file.toFile(), StandardCharsets.UTF_8)) {
            if (archive.size() > MOST_ENTRIES) {
                throw new FileRefusedException(Reason.BOMB);
            }
            FileKind kind = kind(archive);
            refuseWhatRuns(archive, kind);
            unpack(archive, java.nio.file.Files.size(file));
            return kind;
        } catch (IOException | IllegalArgumentException e) {
            throw new FileRefusedException(Reason.BROKEN);
        }
    }

    private static FileKind kind(ZipFile archive) throws IOException, FileRefusedException {
        String office = text(archive, "[Content_Types].xml");
        if (office != null) {
            return office(office);
        }
        String open = text(archive, "mimetype");
        if (open != null) {
            FileKind kind = FileKind.ofType(open.strip()).orElse(null);
            if (kind == FileKind.ODT || kind == FileKind.ODS || kind == FileKind.ODP) {
                return kind;
            }
            throw new FileRefusedException(Reason.NOT_ALLOWED);
        }
        return FileKind.ZIP;
    }

    private static FileKind office(String parts) throws FileRefusedException {
        if (!parts.contains("macroEnabled") && !parts.contains("vbaProject")) {
            for (FileKind kind : Set.of(FileKind.DOCX, FileKind.XLSX, FileKind.PPTX)) {
                String main = OFFICE + kind.type().substring(OFFICE.length()) + ".main+xml";
                if (parts.contains(main)) {
                    return kind;
                }
            }
        }
        throw new FileRefusedException(Reason.NOT_ALLOWED);
    }

    private static void refuseWhatRuns(ZipFile archive, FileKind kind) throws FileRefusedException {
        Enumeration<? extends ZipEntry> entries = archive.entries();
        while (entries.hasMoreElements()) {
            String name = entries.nextElement().getName().toLowerCase(Locale.ROOT);
            boolean runs = kind == FileKind.ZIP
                    ? PROGRAMS.contains(FileNames.extension(name))
                            || name.equals("meta-inf/manifest.mf")
                            || name.equals("androidmanifest.xml")
                    : name.endsWith("vbaproject.bin") || name.startsWith("basic/") || name.startsWith("scripts/");
            if (runs) {
                throw new FileRefusedException(Reason.NOT_ALLOWED);
            }
        }
    }

    /** Unpacks everything to nowhere, and stops as soon as it is too much; archives inside are not opened. */
    private static void unpack(ZipFile archive, long packed) throws IOException, FileRefusedException {
        long most = Math.min(MOST_UNPACKED, Math.max(HARMLESS, packed * HIGHEST_RATIO));
        byte[] piece = new byte[64 * 1024];
        long unpacked = 0;
        Enumeration<? extends ZipEntry> entries = archive.entries();
        while (entries.hasMoreElements()) {
            try (InputStream content = archive.getInputStream(entries.nextElement())) {
                for (int read = content.read(piece); read >= 0; read = content.read(piece)) {
                    unpacked += read;
                    if (unpacked > most) {
                        throw new FileRefusedException(Reason.BOMB);
                    }
                }
            }
        }
    }

    private static @Nullable String text(ZipFile archive, String name) throws IOException {
        ZipEntry entry = archive.getEntry(name);
        if (entry == null) {
            return null;
        }
        try (InputStream content = archive.getInputStream(entry)) {
            return new String(content.readNBytes(LONGEST_LIST), StandardCharsets.UTF_8);
        }
    }
}
