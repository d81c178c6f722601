package se.vaxholm.svara.security;

import org.jspecify.annotations.Nullable;

/**
 * Who did a deed, as the journal remembers it: a person on the staff, the enquirer, or Svara itself.
 *
 * @param actingAs the roles of a person who is signed in, by their names with commas between
 */
public record Actor(
        String id, String name, Role role, @Nullable String actingAs) {

    /** Somebody whose roles are not known here. */
    public Actor(String id, String name, Role role) {
        this(id, name, role, null);
    }

    /** On whose side an actor stands. */
    public enum Role {
        ENQUIRER,
        STAFF,
        SYSTEM
    }

    /** What happens by itself: timers, the outbox, start-up. */
    public static final Actor SYSTEM = new Actor("system", "Svara", Role.SYSTEM);

    /** Whoever asked; the enquiry knows the name, so that it stands in one place only and can be disposed of there. */
    public static final Actor ENQUIRER = new Actor("enquirer", "", Role.ENQUIRER);
}
