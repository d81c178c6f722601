package se.vaxholm.svara.channel.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something in a form that its sender has to put right.
 *
 * @param field the name of the field, or null when it concerns the whole form
 * @param key the message that says what to do
 * @param values what the message needs to know
 */
public record Problem(@Nullable String field, String key, List<Object> values) {

    static Problem in(String field, String key, Object... values) {
        return new Problem(field, key, List.of(values));
    }

    static Problem withForm(String key, Object... values) {
        return new Problem(null, key, List.of(values));
    }

    /** The values in the form that Thymeleaf's messages take. */
    public Object[] getArguments() {
        return values.toArray();
    }
}
