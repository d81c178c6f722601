package se.vaxholm.svara.embedded;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The settings that point Svara at the servers of this package. */
public final class SvaraSettings {

    private SvaraSettings() {}

    /**
     * @param baseUrl where the public finds the site, used in letters and redirects
     * @param secret the server's key, at least 32 characters
     */
    public static Map<String, Object> of(
            PostgresServer.Database database,
            MailServer mail,
            String keycloakUrl,
            DemoRealm realm,
            String baseUrl,
            String secret) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("spring.datasource.url", database.url());
        settings.put("spring.datasource.username", PostgresServer.APPLICATION);
        settings.put("spring.datasource.password", database.applicationPassword());
        settings.put("spring.flyway.url", database.url());
        settings.put("spring.flyway.user", PostgresServer.OWNER);
        settings.put("spring.flyway.password", database.ownerPassword());
        settings.put("spring.mail.host", "127.0.0.1");
        settings.put("spring.mail.port", mail.smtpPort());
        settings.put("svara.keycloak.url", keycloakUrl);
        settings.put("svara.keycloak.realm", "svara");
        settings.put("svara.keycloak.client-id", "svara");
        settings.put("svara.keycloak.client-secret", realm.secretOf("svara"));
        settings.put("svara.keycloak.identity-client-id", "svara-identity");
        settings.put("svara.keycloak.identity-client-secret", realm.secretOf("svara-identity"));
        settings.put("svara.base-url", baseUrl);
        settings.put("svara.secret", secret);
        return settings;
    }

    /** The settings by which Svara reads these mailboxes of the mail server, which are made when they are missing. */
    public static Map<String, Object> inbox(MailServer mail, List<String> addresses) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("svara.inbox.pause", "2s");
        for (int i = 0; i < addresses.size(); i++) {
            String box = "svara.inbox.boxes[" + i + "].";
            mail.mailbox(addresses.get(i));
            settings.put(box + "address", addresses.get(i));
            settings.put(box + "host", "127.0.0.1");
            settings.put(box + "port", mail.imapPort());
            settings.put(box + "tls", false);
            settings.put(box + "password", addresses.get(i));
        }
        return settings;
    }
}
