package se.vaxholm.svara.security;

/** What a member of staff may do, given by a Keycloak group; a person may hold several. */
public enum StaffRole {
    HANDLAGGARE("roll-handlaggare"),
    KONTAKTCENTER("roll-kontaktcenter"),
    REGISTRATOR("roll-registrator"),
    CHEF("roll-chef"),
    PROCESSAGARE("roll-processagare"),
    REVISOR("roll-revisor"),
    KOMMUNSTYRELSE("roll-kommunstyrelse"),
    ADMIN("roll-admin");

    private final String group;

    StaffRole(String group) {
        this.group = group;
    }

    /** The Keycloak group whose members hold this role. */
    public String group() {
        return group;
    }

    /** The name under which Spring Security knows this role. */
    public String authority() {
        return "ROLE_" + name();
    }
}
