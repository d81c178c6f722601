package se.vaxholm.svara.files;

import java.text.Normalizer;
import java.util.Locale;

/** Makes a name that can be shown and given out of whatever a sender calls a file. */
final class FileNames {

    static final int LONGEST = 150;

    private static final String NOT_ON_EVERY_SYSTEM = "<>:\"|?*";
    private static final String NAMELESS = "fil";

    private FileNames() {}

    /** Without path, control characters and what turns the reading direction; with the extension of its content. */
    static String of(String sent, FileKind kind) {
        String name = plain(sent);
        int dot = name.lastIndexOf('.');
        String extension = dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
        boolean right = dot > 0 && kind.extensions().contains(extension);
        String end = right ? name.substring(dot) : "." + kind.extensions().get(0);
        String stem = right ? name.substring(0, dot) : name;
        return cut(stem.isEmpty() ? NAMELESS : stem, LONGEST - end.length()) + end;
    }

    /** What a refused file is called in its refusal. */
    static String shown(String sent) {
        String name = plain(sent);
        return cut(name.isEmpty() ? NAMELESS : name, LONGEST);
    }

    /** The extension that its sender gave it, in lower case; "" for none. */
    static String extension(String sent) {
        String name = plain(sent);
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String plain(String sent) {
        String whole = sent.length() > 4000 ? sent.substring(sent.length() - 4000) : sent;
        String last = whole.substring(Math.max(whole.lastIndexOf('/'), whole.lastIndexOf('\\')) + 1);
        // Some systems send letters and their accents apart.
        String composed = Normalizer.normalize(last, Normalizer.Form.NFC);
        StringBuilder name = new StringBuilder();
        composed.codePoints()
                .filter(FileNames::isPrintable)
                .map(one -> Character.isSpaceChar(one) ? ' ' : NOT_ON_EVERY_SYSTEM.indexOf(one) < 0 ? one : '_')
                .forEach(name::appendCodePoint);
        return name.toString().replaceAll(" +", " ").replaceAll("^[. ]+|[. ]+$", "");
    }

    private static boolean isPrintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> true;
        };
    }

    private static String cut(String stem, int longest) {
        return stem.codePointCount(0, stem.length()) <= longest
                ? stem
                : stem.substring(0, stem.offsetByCodePoints(0, longest)).strip();
    }
}
