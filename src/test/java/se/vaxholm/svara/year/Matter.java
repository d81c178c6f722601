package se.vaxholm.svara.year;

import java.time.Instant;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One enquiry of the simulated year with its own luck, so that a change in one case does not change the others. */
final class Matter {

    private final int index;
    private final Random random;
    private final Set<String> seenTasks = new HashSet<>();
    private UUID id = new UUID(0, 0);
    private String number = "";
    private int deeds;
    private boolean hasAskedBack;
    private boolean wantsContact;
    private @Nullable Instant followedUp;
    private boolean escalationStoodAtDeadline;

    Matter(int index, Random random) {
        this.index = index;
        this.random = random;
    }

    void became(UUID id, String number) {
        this.id = id;
        this.number = number;
    }

    int index() {
        return index;
    }

    Random random() {
        return random;
    }

    UUID id() {
        return id;
    }

    String number() {
        return number;
    }

    /** Whether a task is seen for the first time. */
    boolean sees(String taskId) {
        return seenTasks.add(taskId);
    }

    int deeds() {
        return deeds;
    }

    void did(String outcome) {
        deeds++;
        hasAskedBack |= outcome.equals("ASK_BACK");
    }

    boolean hasAskedBack() {
        return hasAskedBack;
    }

    /** Whether the asker has not said yet what they make of the close at this moment. */
    boolean followsUp(Instant closedAt) {
        boolean first = !closedAt.equals(followedUp) && !wantsContact;
        followedUp = closedAt;
        return first;
    }

    /** From now on the asker waits for the manager and says nothing more. */
    void wantsContact() {
        wantsContact = true;
    }

    boolean isSilent() {
        return wantsContact;
    }

    void escalationStoodAtDeadline(boolean stood) {
        escalationStoodAtDeadline = stood;
    }

    boolean escalationStoodAtDeadline() {
        return escalationStoodAtDeadline;
    }
}
