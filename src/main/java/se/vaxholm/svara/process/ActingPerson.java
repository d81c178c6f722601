package se.vaxholm.svara.process;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.camunda.bpm.engine.IdentityService;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import se.vaxholm.svara.enquiry.Deed;
import se.vaxholm.svara.security.Actor;
import se.vaxholm.svara.security.SignedInStaff;
import se.vaxholm.svara.security.Staff;

/** Whose deed the engine is carrying out: a person's while they act, otherwise the machine's own. */
@Component
class ActingPerson {

    private static final ThreadLocal<@Nullable Actor> ACTING = new ThreadLocal<>();
    private static final ThreadLocal<@Nullable Handing> HANDING = new ThreadLocal<>();

    /**
     * Work that goes from one person to another, or back to the group, by somebody else's deed than theirs.
     *
     * @param to who has it from now on, null for the group
     * @param what the deed to be told of it
     */
    record Handing(@Nullable Actor to, Deed.What what, Map<String, String> detail) {}

    private final IdentityService identities;

    ActingPerson(@Lazy IdentityService identities) {
        this.identities = identities;
    }

    /** Carries out a deed as a person, with no more rights in the engine than that person has. */
    <T> T as(Staff staff, Supplier<T> deed) {
        ACTING.set(staff.asActor());
        identities.setAuthentication(staff.id(), java.util.List.copyOf(staff.groups()));
        try {
            return deed.get();
        } finally {
            identities.clearAuthentication();
            ACTING.remove();
        }
    }

    /** Carries out the machine's part of somebody's deed: no rights in the engine are asked for. */
    <T> T asActor(Actor actor, Supplier<T> deed) {
        ACTING.set(actor.role() == Actor.Role.STAFF ? actor : Actor.SYSTEM);
        try {
            return deed.get();
        } finally {
            ACTING.remove();
        }
    }

    /** Moves work as {@code by}, with no more questions about rights. */
    void handing(Handing handing, Actor by, Runnable move) {
        HANDING.set(handing);
        try {
            asActor(by, () -> {
                move.run();
                return handing;
            });
        } finally {
            HANDING.remove();
        }
    }

    Optional<Handing> handing() {
        return Optional.ofNullable(HANDING.get());
    }

    /** Whether a deed of one of our own pages, or of the machine, is being carried out, of which the journal hears by itself. */
    boolean isSomebody() {
        return ACTING.get() != null;
    }

    Actor actor() {
        Actor actor = ACTING.get();
        return actor == null ? Actor.SYSTEM : actor;
    }

    /** The person behind a user name that the engine gives us. */
    Actor actor(String id) {
        Actor actor = ACTING.get();
        return actor != null && actor.id().equals(id)
                ? actor
                : SignedInStaff.now()
                        .filter(staff -> staff.id().equals(id))
                        .map(Staff::asActor)
                        .orElseGet(() -> new Actor(id, id, Actor.Role.STAFF));
    }
}
