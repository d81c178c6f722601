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
    private static final int GUESSED_WITHIN = 256 * 1024;

    private int parts;
    private long headers;
    private int decoded;

    private MailStructure() {}

    static MailPart read(MailBytes mail) throws IOException, UnreadableMailException {
        MailPart root = new MailStructure().read(mail, MailHeaders.ofMail(mail), 0, "text/plain");
        if (!root.headers().isOfMail()) {
            throw new UnreadableMailException(Reason.NO_MAIL);
        }
        return root;
    }

    private MailPart read(MailBytes bytes, MailHeaders read, int depth, String usual)
            throws IOException, UnreadableMailException {
        if (depth > DEEPEST) {
            throw new UnreadableMailException(Reason.TOO_DEEP);
        }
        if (++parts > MOST_PARTS) {
            throw new UnreadableMailException(Reason.TOO_MANY_PARTS);
        }
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
            children.add(read(bytes, MailHeaders.ofPart(bytes), depth + 1, usual));
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
        MailPart message = read(inner, MailHeaders.ofMail(inner), depth + 1, "text/plain");
        return message.headers().isOfMail() ? part.with(List.of(message)) : part;
    }

    /** @param declared the boundary; when there is none, the first line that looks like one is it */
    private List<MailBytes> split(MailBytes body, Optional<String> declared)
            throws IOException, UnreadableMailException {
        Optional<String> boundary =
                declared.isPresent() ? declared.map(name -> "--" + name.stripTrailing()) : guess(body);
        if (boundary.isEmpty()) {
            return List.of();
        }
        byte[] between = boundary.get().getBytes(StandardCharsets.ISO_8859_1);
        byte[] last = (boundary.get() + "--").getBytes(StandardCharsets.ISO_8859_1);
        List<MailBytes> found = new ArrayList<>();
        long start = -1;
        long end = 0;
        try (InputStream in = body.open()) {
            MailLines lines = new MailLines(in, LONGEST_BOUNDARY);
            while (lines.next()) {
                boolean ends = lines.is(last);
                if (ends || lines.is(between)) {
                    if (start >= 0) {
                        found.add(body.part(start, end));
                    }
                    if (ends) {
                        return found;
                    }
                    if (parts + found.size() > MOST_PARTS) {
                        throw new UnreadableMailException(Reason.TOO_MANY_PARTS);
                    }
                    start = lines.after();
                    end = start;
                } else {
                    end = lines.end();
                }
            }
        }
        if (start >= 0) {
            found.add(body.part(start, body.size()));
        }
        return found;
    }

    /** Not a line of dashes, nor the line above a signature. */
    private static Optional<String> guess(MailBytes body) throws IOException {
        try (InputStream in =
                body.part(0, Math.min(body.size(), GUESSED_WITHIN)).open()) {
            MailLines lines = new MailLines(in, LONGEST_BOUNDARY);
            while (lines.next()) {
                String line = lines.line().stripTrailing();
                if (line.length() > 2 && line.startsWith("--") && !line.endsWith("--") && !line.contains(" ")) {
                    return Optional.of(line);
                }
            }
        }
        return Optional.empty();
    }
}
