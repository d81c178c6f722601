package se.vaxholm.svara.security;

/** Who did a deed, as the journal remembers it: a person on the staff, the enquirer, or Svara itself. */
public record Actor(String id, String name, Role role) {

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
