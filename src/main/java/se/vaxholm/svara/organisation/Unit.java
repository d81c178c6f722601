package se.vaxholm.svara.organisation;

/**
 * A unit of a board that answers enquiries; its id is the name of its group in Keycloak.
 *
 * @param email the unit's shared mailbox, the sender of its letters (G12)
 * @param managerEmail where the unit's manager hears of what is late (G10)
 * @param signature the decided signature, several lines
 */
public record Unit(
        String id,
        String boardId,
        Bilingual name,
        String email,
        String managerEmail,
        String phone,
        Bilingual signature,
        ArrivalNotice arrivalNotice) {

    /** The unit that gets what no rule places: never nobody. */
    public static final String REGISTRATOR = "registrator";

    public boolean isRegistrator() {
        return REGISTRATOR.equals(id);
    }
}
