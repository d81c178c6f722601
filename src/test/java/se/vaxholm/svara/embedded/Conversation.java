package se.vaxholm.svara.embedded;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Letters between somebody outside and the municipality that belong together, oldest first: by what answers what, or by the
 * number in their subjects.
 *
 * @param person the address of who is outside
 */
record Conversation(String person, List<Letter> letters) {

    private static final Pattern NAMES = Pattern.compile("<[^<>\\s]{1,998}>");
    private static final Pattern NUMBER = Pattern.compile("VS-\\d{4}-\\d{5,9}");
    private static final Pattern ANSWER = Pattern.compile("(?i)^((sv|re|vb|fw|fwd):\\s*)+");

    /**
     * All conversations, the one with the newest letter first.
     *
     * @param ours the municipality's domains: what it writes to itself is nobody's conversation
     */
    static List<Conversation> newestFirst(List<Letter> letters, Set<String> ours) {
        Map<String, List<Letter>> byPerson = new LinkedHashMap<>();
        Set<String> seen = new HashSet<>();
        letters.stream()
                .sorted(Comparator.comparing(Letter::receivedAt))
                .filter(letter -> letter.messageId() == null || seen.add(letter.messageId()))
                .forEach(letter -> personOf(letter, ours)
                        .ifPresent(person -> byPerson.computeIfAbsent(person, any -> new ArrayList<>())
                                .add(letter)));
        List<Conversation> all = new ArrayList<>();
        byPerson.forEach((person, theirs) -> all.addAll(together(person, theirs)));
        all.sort(Comparator.comparing(Conversation::newestAt).reversed());
        return all;
    }

    private static List<Conversation> together(String person, List<Letter> letters) {
        List<Set<String>> names = new ArrayList<>();
        List<List<Letter>> groups = new ArrayList<>();
        for (Letter letter : letters) {
            Set<String> own = namesIn(letter);
            List<Letter> group = new ArrayList<>();
            for (int i = groups.size() - 1; i >= 0; i--) {
                if (names.get(i).stream().anyMatch(own::contains)) {
                    own.addAll(names.remove(i));
                    group.addAll(0, groups.remove(i));
                }
            }
            group.add(letter);
            names.add(own);
            groups.add(group);
        }
        return groups.stream()
                .map(group -> new Conversation(
                        person,
                        group.stream()
                                .sorted(Comparator.comparing(Letter::receivedAt))
                                .toList()))
                .toList();
    }

    /** What a letter is called, what it answers, and the case that it names. */
    private static Set<String> namesIn(Letter letter) {
        Set<String> names = new LinkedHashSet<>();
        for (String header : List.of("Message-ID", "In-Reply-To", "References")) {
            Matcher found = NAMES.matcher(letter.header(header));
            while (found.find()) {
                names.add(found.group());
            }
        }
        Matcher number = NUMBER.matcher(letter.subject());
        if (number.find()) {
            names.add(number.group());
        }
        return names;
    }

    private static Optional<String> personOf(Letter letter, Set<String> ours) {
        if (!isOf(letter.fromAddress(), ours) && !letter.fromAddress().isEmpty()) {
            return Optional.of(letter.fromAddress().toLowerCase(Locale.ROOT));
        }
        return isOf(letter.mailbox(), ours)
                ? Optional.empty()
                : Optional.of(letter.mailbox().toLowerCase(Locale.ROOT));
    }

    private static boolean isOf(String address, Set<String> domains) {
        return domains.contains(address.substring(address.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
    }

    boolean has(Letter letter) {
        return letters.stream()
                .anyMatch(each -> each.equals(letter)
                        || (letter.messageId() != null && letter.messageId().equals(each.messageId())));
    }

    /** What it is about, in the words of its first letter. */
    public String subject() {
        String first = ANSWER.matcher(letters.get(0).subject()).replaceFirst("").strip();
        return first.isEmpty() ? "(inget ämne)" : first;
    }

    public Letter newest() {
        return letters.get(letters.size() - 1);
    }

    public ZonedDateTime newestAt() {
        return newest().receivedAt();
    }

    public boolean isByPerson(Letter letter) {
        return letter.fromAddress().equalsIgnoreCase(person);
    }

    /** Who wrote a letter, by name when it tells one. */
    public String writer(Letter letter) {
        String name = letter.from().replaceFirst("\\s*<[^<>]*>$", "").replaceAll("^\"|\"$", "");
        return name.isBlank() ? letter.from() : name;
    }

    /** What the person writes next: an answer to the newest letter that they got, or more to whom they wrote. */
    NewLetter next() {
        return letters.stream()
                .filter(letter -> !isByPerson(letter))
                .reduce((earlier, later) -> later)
                .map(NewLetter::answerTo)
                .orElseGet(() -> NewLetter.more(newest()));
    }
}
