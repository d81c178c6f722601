package se.vaxholm.svara.channel.mail;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What of a mail is to be read and what is attached to it. */
final class MailBody {

    /** Characters that are looked at for what somebody wrote; what is kept of it is a tenth. */
    private static final int LONGEST = 150_000;

    private static final int LONGEST_UNCLEANED = 2 * LONGEST;
    private static final int LONGEST_PLAIN = 512 * 1024;
    private static final int LONGEST_HTML = 8 * 1024 * 1024;
    private static final int FEW_WORDS = 200;
    private static final int LONGEST_IN_ALL = 16 * 1024 * 1024;

    /** What stands beside the HTML where nobody cared for readers without it. */
    private static final Pattern POINTS_TO_HTML = Pattern.compile("(?is).{0,200}\\bhtml\\b.{0,200}"
            + "|.{0,150}(view|open|read) (this|the|it)?.{0,40}(in|with) (a|your|the)? ?(web )?browser.{0,150}"
            + "|.{0,150}(visa|läs|öppna) .{0,60}webbläsare.{0,150}");

    private static final Pattern TAG = Pattern.compile("<[A-Za-z!/]|&\\w{2,8};");

    private final StringBuilder text = new StringBuilder();
    private final List<MailPart> files = new ArrayList<>();
    private final List<MailPart> messages = new ArrayList<>();
    private final AtomicInteger left;
    private boolean shortened;
    private boolean invitation;
    private boolean attachedInvitation;
    private boolean plain;

    private MailBody(AtomicInteger left) {
        this.left = left;
    }

    static MailBody of(MailPart mail) throws IOException {
        MailBody body = new MailBody(new AtomicInteger(LONGEST_IN_ALL));
        body.take(mail, mail);
        return body;
    }

    String text() {
        return text.toString();
    }

    boolean shortened() {
        return shortened;
    }

    List<MailPart> files() {
        return files;
    }

    /** The attached mails among the files. */
    List<MailPart> messages() {
        return messages;
    }

    /** Whether it is an invitation to a meeting, or an answer to one; with more than a few words, one attached is a file. */
    boolean invitation() {
        return invitation || (attachedInvitation && !PlainText.isLonger(text(), FEW_WORDS));
    }

    private void take(MailPart part, MailPart mail) throws IOException {
        if (part.isMultipart() && !part.children().isEmpty()) {
            switch (part.type()) {
                case "multipart/alternative" -> alternative(part, mail);
                case "multipart/related", "multipart/signed" -> related(part, mail);
                case "multipart/report" -> report(part, mail);
                default -> {
                    for (MailPart child : part.children()) {
                        take(child, mail);
                    }
                }
            }
        } else if (isText(part, mail)) {
            read(part);
        } else {
            attach(part);
        }
    }

    private static boolean isText(MailPart part, MailPart mail) {
        if (!part.is("text/plain", "text/html", "text/enriched", "text/markdown", "text/x-amp-html")) {
            return false;
        }
        return part == mail || (!part.isAttachment() && part.name().isEmpty());
    }

    private void read(MailPart part) throws IOException {
        boolean declared = part.is("text/html");
        int longest = Math.min(declared ? LONGEST_HTML : LONGEST_PLAIN, left.get());
        String source = part.text(longest);
        left.addAndGet(-(int) Math.min(longest, part.body().size()));
        boolean html = declared && TAG.matcher(source).find();
        String all = source;
        if (html) {
            MailText read = MailText.of(source);
            shortened |= read.shortened();
            all = read.text();
        }
        String beginning = all.substring(0, Math.min(all.length(), LONGEST_UNCLEANED));
        shortened |= part.body().size() > longest || all.length() > LONGEST_UNCLEANED;
        boolean flowed =
                !html && "flowed".equalsIgnoreCase(part.parameter("format").orElse(""));
        boolean without = "yes".equalsIgnoreCase(part.parameter("delsp").orElse(""));
        add(PlainText.clean(flowed ? PlainText.unflow(beginning, without) : beginning));
        plain |= !html;
    }

    private void add(String words) {
        if (words.isEmpty()) {
            return;
        }
        text.append(text.isEmpty() ? "" : "\n\n").append(words);
        if (text.length() > LONGEST) {
            shortened = true;
            text.setLength(Character.isHighSurrogate(text.charAt(LONGEST - 1)) ? LONGEST - 1 : LONGEST);
        }
    }

    private void attach(MailPart part) throws IOException {
        if (part.is("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature")) {
            return;
        }
        if (part.is("text/calendar", "application/ics")) {
            boolean invites = isInvitation(part);
            invitation |= invites && !part.isAttachment();
            attachedInvitation |= invites;
        }
        if (!part.children().isEmpty()) {
            messages.add(part);
        }
        if (part.body().size() > 0) {
            files.add(part);
        }
    }

    private static boolean isInvitation(MailPart part) throws IOException {
        String method = part.parameter("method").orElse("");
        String words = method.isEmpty() ? part.text(100_000).toUpperCase(Locale.ROOT) : "METHOD:" + method;
        return Pattern.compile("(?im)^METHOD:\\s*(REQUEST|REPLY|CANCEL|COUNTER|DECLINECOUNTER|ADD|REFRESH)\\b")
                .matcher(words)
                .find();
    }

    private void alternative(MailPart part, MailPart mail) throws IOException {
        List<MailBody> versions = new ArrayList<>();
        for (MailPart child : part.children()) {
            MailBody version = new MailBody(left);
            version.take(child, mail);
            versions.add(version);
            files.addAll(version.files);
            messages.addAll(version.messages);
            invitation |= version.invitation;
            attachedInvitation |= version.attachedInvitation;
        }
        List<MailBody> written =
                versions.stream().filter(version -> !version.text.isEmpty()).toList();
        if (written.isEmpty()) {
            return;
        }
        MailBody last = written.get(written.size() - 1);
        MailBody chosen = written.stream()
                .filter(version -> version.plain && !pointsToHtml(version, last))
                .findFirst()
                .orElse(last);
        shortened |= chosen.shortened;
        plain |= chosen.plain;
        add(chosen.text());
    }

    private static boolean pointsToHtml(MailBody version, MailBody last) {
        return version != last
                && version.text.length() < 400
                && POINTS_TO_HTML.matcher(version.text).matches();
    }

    /** The first one, or the one named as the start, is what is read; the others are what it shows, or its signature. */
    private void related(MailPart part, MailPart mail) throws IOException {
        String start = part.parameter("start").orElse("");
        MailPart root = part.children().stream()
                .filter(child -> !start.isEmpty()
                        && child.headers().first("Content-ID").orElse("").equals(start))
                .findFirst()
                .orElse(part.children().get(0));
        take(root, mail);
        for (MailPart child : part.children()) {
            if (child != root) {
                attachAll(child);
            }
        }
    }

    private void attachAll(MailPart part) throws IOException {
        if (part.isMultipart() && !part.children().isEmpty()) {
            for (MailPart child : part.children()) {
                attachAll(child);
            }
        } else {
            attach(part);
        }
    }

    /** What it says to people; what it says to machines and what it returns is looked at elsewhere. */
    private void report(MailPart part, MailPart mail) throws IOException {
        for (MailPart child : part.children()) {
            boolean forMachines = child.type().startsWith("message/") || child.is("text/rfc822-headers", "text/rfc822");
            if (!forMachines) {
                take(child, mail);
            }
        }
    }
}
