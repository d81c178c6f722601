package se.vaxholm.svara.security;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A member of staff who is signed in.
 *
 * @param id the user name in Keycloak, which is also the user's id in the engine
 * @param name the full name for people to read
 * @param groups units, managers' groups and roles alike, as Keycloak tells them
 */
public record Staff(String id, String name, Set<String> groups) implements Serializable {

    /** Ends the name of the group of a unit's head of department, to whom a late enquiry goes last. */
    public static final String HEAD_SUFFIX = "-forvaltningschef";

    private static final String MANAGER_SUFFIX = "-chef";

    public Staff {
        groups = Set.copyOf(groups);
    }

    public boolean memberOf(String group) {
        return groups.contains(group);
    }

    public boolean hasRole(StaffRole role) {
        return groups.contains(role.group());
    }

    /** Whether late enquiries of this unit come to this person. */
    public boolean managerOf(String unitId) {
        return groups.contains(unitId + MANAGER_SUFFIX);
    }

    /** Whether this person heads the department of this unit; another department is another authority. */
    public boolean headOf(String unitId) {
        return groups.contains(unitId + HEAD_SUFFIX);
    }

    public Actor asActor() {
        String roles = Arrays.stream(StaffRole.values())
                .filter(this::hasRole)
                .map(StaffRole::name)
                .collect(Collectors.joining(","));
        return new Actor(id, name, Actor.Role.STAFF, roles);
    }
}
