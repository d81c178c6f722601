package se.vaxholm.svara.audit.export;

import java.io.IOException;
import java.util.List;

/**
 * Lines of a table as Swedish Excel opens them: semicolons, quotes as in RFC 4180, a mark of UTF-8 first. No cell is ever a
 * formula: one that begins as a formula could, or with an apostrophe, gets an apostrophe before it, so that whoever takes one
 * apostrophe away from each cell that begins with one has what was written.
 */
final class Csv {

    static final String BEGINNING = "\ufeff";

    private static final String FORMULA = "=+-@\t\r'＝＋－＠";

    private Csv() {}

    static void line(Appendable out, List<String> cells) throws IOException {
        for (int i = 0; i < cells.size(); i++) {
            out.append(i == 0 ? "" : ";").append(cell(cells.get(i)));
        }
        out.append("\r\n");
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        boolean quoted = safe.chars().anyMatch(one -> one == ';' || one == '"' || one == '\n' || one == '\r')
                || !safe.equals(safe.strip());
        return quoted ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
