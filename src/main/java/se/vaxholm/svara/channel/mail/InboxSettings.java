package se.vaxholm.svara.channel.mail;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The mailboxes that are read; the settings {@code svara.inbox}.
 *
 * @param pause between two looks into the mailboxes, from 1 s
 * @param firstDays how many days back a mailbox is read the first time, from 0: what is older has been dealt with by others
 * @param boxes none when no mail is read
 */
@ConfigurationProperties("svara.inbox")
record InboxSettings(
        @DefaultValue("30s") Duration pause,
        @DefaultValue("7") int firstDays,
        @DefaultValue List<Box> boxes) {

    InboxSettings {
        if (pause.compareTo(Duration.ofSeconds(1)) < 0 || firstDays < 0) {
            throw new IllegalArgumentException("svara.inbox: pause is at least 1s, first-days at least 0");
        }
    }

    /**
     * One mailbox, read by IMAP. A unit's mailbox is the one whose address the unit has; any other belongs to the registrar.
     *
     * @param address the address that people write to
     * @param host the IMAP server
     * @param port its port, 1 to 65535
     * @param tls whether the connection is encrypted from its beginning (IMAPS); the server's certificate is checked
     * @param user who signs in; the address when none is given
     * @param password the password, when there is no token
     * @param tokenUrl where an OAuth2 token is fetched (client credentials) that stands in for the password
     * @param clientId who fetches it
     * @param clientSecret the secret for that
     * @param scope what it is fetched for
     */
    record Box(
            String address,
            String host,
            @DefaultValue("993") int port,
            @DefaultValue("true") boolean tls,
            @DefaultValue("") String user,
            @DefaultValue("") String password,
            @DefaultValue("") String tokenUrl,
            @DefaultValue("") String clientId,
            @DefaultValue("") String clientSecret,
            @DefaultValue("") String scope) {

        String login() {
            return user.isBlank() ? address : user;
        }

        boolean byToken() {
            return !tokenUrl.isBlank();
        }

        /** Without its secrets. */
        @Override
        public String toString() {
            return "Box[" + address + " at " + host + ":" + port + "]";
        }
    }
}
