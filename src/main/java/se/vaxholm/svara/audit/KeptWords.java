package se.vaxholm.svara.audit;

import jakarta.servlet.http.HttpSession;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What somebody has searched for in texts, kept with their session: it may name people, so an address holds a key alone, and
 * neither logs nor the browser's history tell what was looked for.
 */
public final class KeptWords {

    private static final String ATTRIBUTE = KeptWords.class.getName();

    /** Searches that can be gone back to. */
    private static final int MOST = 20;

    private static final SecureRandom RANDOM = new SecureRandom();

    private KeptWords() {}

    /** @return the key by which the same person finds the words again */
    public static String keep(String words, HttpSession session) {
        Map<String, String> kept = all(session);
        Optional<String> known = kept.entrySet().stream()
                .filter(one -> one.getValue().equals(words))
                .map(Map.Entry::getKey)
                .findFirst();
        if (known.isPresent()) {
            return known.get();
        }
        String key = Long.toString(RANDOM.nextLong(Long.MAX_VALUE), Character.MAX_RADIX);
        kept.put(key, words);
        if (kept.size() > MOST) {
            kept.remove(kept.keySet().iterator().next());
        }
        session.setAttribute(ATTRIBUTE, new LinkedHashMap<>(kept));
        return key;
    }

    /** Empty when the session has ended meanwhile, or the address is somebody else's. */
    public static Optional<String> find(String key, @Nullable HttpSession session) {
        return session == null
                ? Optional.empty()
                : Optional.ofNullable(all(session).get(key));
    }

    private static Map<String, String> all(HttpSession session) {
        Map<String, String> kept = new LinkedHashMap<>();
        if (session.getAttribute(ATTRIBUTE) instanceof Map<?, ?> before) {
            before.forEach((key, words) -> kept.put(String.valueOf(key), String.valueOf(words)));
        }
        return kept;
    }
}
