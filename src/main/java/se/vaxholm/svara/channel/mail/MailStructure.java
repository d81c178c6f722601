package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import se.vaxholm.svara.channel.mail.UnreadableMailException.Reason;

/**
 * Takes a mail apart. Its own search for boundaries, since the mail library keeps whatever stands before the first one and
 * every part's headers in memory, however much that is.
 */
final class MailStructure {

    private static final int MOST_PARTS = 200;
    private static final int DEEPEST = 20;

    /** Of all parts' headers together; each one has the bound of a mail's. */
    private static final long LONGEST_HEADERS = 4L * MailHeaders.LONGEST;

    /** Mails inside a mail that are encoded, which no mail program should do. */
    private static final int LONGEST_DECODED = 8 * 1024 * 1024;

    private static final int LONGEST_BOUNDARY = 250;

    private int parts;
    private long headers;
    private int decoded;

    private MailStructure() {}

    static MailPart read(MailBytes mail) throws IOException, UnreadableMailException {
        MailPart root = new MailStructure().read(mail, 0, "text/plain");
        if (!root.headers().isOfMail()) {
            throw new UnreadableMailException(Reason.NO_MAIL);
        }
        return root;
    }

    private MailPart read(MailBytes bytes, int depth, String usual) throws IOException, UnreadableMailException {
        if (depth > DEEPEST) {
            throw new UnreadableMailException(Reason.TOO_DEEP);
        }
        if (++parts > MOST_PARTS) {
            throw new UnreadableMailException(Reason.TOO_MANY_PARTS);
        }
        MailHeaders read = MailHeaders.read(bytes);
        headers += read.bodyAt();
        if (headers > LONGEST_HEADERS) {
            throw new UnreadableMailException(Reason.TOO_LONG_HEADERS);
        }
        MailPart part = MailPart.of(read, bytes.part(read.bodyAt(), bytes.size()), usual);
        if (part.isMultipart()) {
            return multipart(part, depth);
        }
        return part.is("message/rfc822", "message/global") ? message(part, depth) : part;
    }

    private MailPart multipart(MailPart part, int depth) throws IOException, UnreadableMailException {
        String usual = part.is("multipart/digest") ? "message/rfc822" : "text/plain";
        List<MailBytes> found = split(part.body(), part.parameter("boundary"));
        if (found.isEmpty()) {
            found = split(part.body(), Optional.empty());
        }
        if (found.isEmpty()) {
            return part.as(isHtml(part) ? "text/html" : "text/plain");
        }
        List<MailPart> children = new ArrayList<>();
        for (MailBytes bytes : found) {
            children.add(read(bytes, depth + 1, usual));
        }
        return part.with(children);
    }

    private static boolean isHtml(MailPart part) throws IOException {
        String start = new String(part.bytes(500), StandardCharsets.ISO_8859_1);
        return start.strip().regionMatches(true, 0, "<html", 0, 5)
                || start.strip().regionMatches(true, 0, "<!doctype html", 0, 14);
    }

    private MailPart message(MailPart part, int depth) throws IOException, UnreadableMailException {
        MailBytes inner = part.body();
        if (part.isEncoded()) {
            byte[] bytes = part.bytes(LONGEST_DECODED - decoded);
            decoded += bytes.length;
            inner = MailBytes.of(bytes);
        }
        MailPart message = read(inner, depth + 1, "text/plain");
        return message.headers().isOfMail() ? part.with(List.of(message)) : part;
    }

    /** @param declared the boundary; when there is none, the first line that looks like one is it */
    private List<MailBytes> split(MailBytes body, Optional<String> declared)
            throws IOException, UnreadableMailException {
        List<MailBytes> found = new ArrayList<>();
        String boundary = declared.map(name -> "--" + name.stripTrailing()).orElse("");
        long start = -1;
        long lastEnd = 0;
        try (InputStream in = body.open()) {
            MailLines lines = new MailLines(in, LONGEST_BOUNDARY);
            while (lines.next()) {
                String line = lines.line();
                if (line.startsWith("--")) {
                    String name = line.stripTrailing();
                    if (boundary.isEmpty() && isBoundary(name)) {
                        boundary = name;
                    }
                    boolean last = !boundary.isEmpty() && name.equals(boundary + "--");
                    if (last || (!boundary.isEmpty() && name.equals(boundary))) {
                        if (start >= 0) {
                            found.add(body.part(start, lastEnd));
                        }
                        start = last ? -1 : lines.after();
                        if (parts + found.size() > MOST_PARTS) {
                            throw new UnreadableMailException(Reason.TOO_MANY_PARTS);
                        }
                        if (last) {
                            return found;
                        }
                        lastEnd = lines.after();
                        continue;
                    }
                }
                lastEnd = lines.end();
            }
        }
        if (start >= 0) {
            found.add(body.part(start, body.size()));
        }
        return found;
    }

    /** Not a line of dashes, nor the line above a signature. */
    private static boolean isBoundary(String line) {
        return line.length() > 3 && !line.endsWith("--") && !line.contains(" ");
    }
}
