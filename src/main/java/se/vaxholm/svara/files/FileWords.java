package se.vaxholm.svara.files;

import java.text.NumberFormat;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Says of a file what it is and how large, for pages. */
@Component("fileWords")
public class FileWords {

    private static final long KILOBYTE = 1024;
    private static final long MEGABYTE = KILOBYTE * KILOBYTE;

    private final MessageSource texts;

    FileWords(MessageSource texts) {
        this.texts = texts;
    }

    /** Such as "PDF, 1,2 MB". */
    public String about(KeptFile file) {
        Locale locale = LocaleContextHolder.getLocale();
        return texts.getMessage("file.kind." + file.kind().name(), null, locale) + ", " + size(file.size(), locale);
    }

    /** A refusal's message. */
    public static String key(FileRefusedException.Reason reason) {
        return "file.refused." + reason.name();
    }

    /** Such as "1,2 MB". */
    public static String size(long bytes, Locale locale) {
        NumberFormat format = NumberFormat.getInstance(locale);
        if (bytes >= MEGABYTE) {
            format.setMaximumFractionDigits(1);
            return format.format((double) bytes / MEGABYTE) + "\u00a0MB";
        }
        return bytes >= KILOBYTE ? format.format(bytes / KILOBYTE) + "\u00a0kB" : format.format(bytes) + "\u00a0B";
    }
}
