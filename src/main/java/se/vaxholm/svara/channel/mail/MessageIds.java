package se.vaxholm.svara.channel.mail;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads what mails are called, and which ones a mail answers. */
final class MessageIds {

    private static final int LONGEST = 998;
    private static final int MOST = 50;
    private static final Pattern ID = Pattern.compile("<[!-;=?-~]{1,996}>");
    private static final Pattern BARE = Pattern.compile("[!-;=?-~]{1,480}@[!-;=?-~]{1,480}");

    private MessageIds() {}

    /** The mail's own. */
    static Optional<String> of(MailHeaders headers) {
        return headers.first("Message-ID").flatMap(MessageIds::first);
    }

    /** The first one in a header; the angle brackets are put around one that lacks them. */
    static Optional<String> first(String value) {
        Optional<String> bracketed =
                ID.matcher(value).results().map(MatchResult::group).findFirst();
        return bracketed
                .or(() -> Optional.of(value.strip())
                        .filter(id -> BARE.matcher(id).matches())
                        .map(id -> "<" + id + ">"))
                .filter(id -> id.length() <= LONGEST);
    }

    /** The nearest first. */
    static List<String> answered(MailHeaders headers) {
        Set<String> ids = new LinkedHashSet<>(all(headers.first("In-Reply-To").orElse("")));
        List<String> references =
                new ArrayList<>(all(headers.first("References").orElse("")));
        Collections.reverse(references);
        ids.addAll(references);
        return ids.stream().limit(MOST).toList();
    }

    private static List<String> all(String value) {
        return ID.matcher(value).results().map(MatchResult::group).toList();
    }
}
