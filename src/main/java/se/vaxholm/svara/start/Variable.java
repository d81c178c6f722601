package se.vaxholm.svara.start;

import java.util.Locale;

/** The environment variable by which an operator gives a setting. */
public final class Variable {

    private Variable() {}

    /** Such as {@code SVARA_KEYCLOAK_CLIENT_SECRET} for {@code svara.keycloak.client-secret}. */
    public static String of(String setting) {
        return setting.replaceAll("[.\\-\\[]", "_").replace("]", "").toUpperCase(Locale.ROOT);
    }
}
