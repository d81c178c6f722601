package se.vaxholm.svara.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A letter somebody from the public writes on the mail page, with what is wrong in it, by field and in Swedish. */
record NewLetter(
        String fromName,
        String fromAddress,
        String to,
        String subject,
        String text,
        String inReplyTo,
        List<FormFields.Upload> files) {

    private static final int MOST_FILES = 10;
    private static final Pattern ADDRESS =
            Pattern.compile("[^\\s@<>,;:\"()\\[\\]\\\\]{1,64}@[^\\s@<>,;:\"()\\[\\]\\\\]{1,189}");
    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]");

    static NewLetter of(Map<String, String> form) {
        return new NewLetter(
                form.getOrDefault("namn", "").strip(),
                form.getOrDefault("fran", "").strip(),
                form.getOrDefault("till", "").strip(),
                form.getOrDefault("amne", "").strip(),
                form.getOrDefault("text", "").replace("\r\n", "\n").replace('\r', '\n'),
                form.getOrDefault("svarpa", "").strip(),
                List.of());
    }

    NewLetter with(List<FormFields.Upload> uploads) {
        return new NewLetter(fromName, fromAddress, to, subject, text, inReplyTo, List.copyOf(uploads));
    }

    /** A letter that answers another, as the person who got it would write it. */
    static NewLetter answerTo(Letter letter) {
        return after(letter, letter.mailbox(), letter.fromAddress());
    }

    /** More from whoever wrote a letter, to whom they wrote it. */
    static NewLetter more(Letter letter) {
        return after(letter, letter.fromAddress(), letter.mailbox());
    }

    private static NewLetter after(Letter letter, String from, String to) {
        String subject = letter.subject().regionMatches(true, 0, "sv:", 0, 3)
                        || letter.subject().regionMatches(true, 0, "re:", 0, 3)
                ? letter.subject()
                : "Sv: " + letter.subject();
        String messageId = letter.messageId();
        return new NewLetter("", from, to, subject, "", messageId == null ? "" : messageId, List.of());
    }

    Map<String, String> mistakes() {
        Map<String, String> mistakes = new LinkedHashMap<>();
        if (fromName.length() > 200 || oneLineBroken(fromName)) {
            mistakes.put("namn", "Namnet får ha högst 200 tecken på en rad");
        }
        if (!ADDRESS.matcher(fromAddress).matches()) {
            mistakes.put("fran", "Skriv din e-postadress, till exempel namn@example.com");
        }
        if (!ADDRESS.matcher(to).matches()) {
            mistakes.put("till", "Välj vem du skriver till");
        }
        if (subject.isEmpty() || subject.length() > 200 || oneLineBroken(subject)) {
            mistakes.put("amne", "Skriv ett ämne på en rad, högst 200 tecken");
        }
        int length = text.codePointCount(0, text.length());
        if (text.isBlank() || length > 20_000) {
            mistakes.put("text", "Skriv ett meddelande på högst 20 000 tecken");
        } else if (CONTROL_CHARACTERS.matcher(text).find()) {
            mistakes.put("text", "Meddelandet innehåller styrtecken som inte går att skicka");
        }
        if (files.size() > MOST_FILES) {
            mistakes.put("bilagor", "Välj högst " + MOST_FILES + " filer");
        }
        if (oneLineBroken(inReplyTo) || inReplyTo.length() > 500) {
            mistakes.put("svarpa", "Brevet du svarar på går inte att hitta");
        }
        return mistakes;
    }

    private static boolean oneLineBroken(String text) {
        return text.indexOf('\n') >= 0 || CONTROL_CHARACTERS.matcher(text).find();
    }
}
