package se.vaxholm.svara.embedded;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHostManager;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A mail server that refuses addresses beginning with {@value #REFUSED}: what becomes of a letter that comes back can be seen. */
final class BouncingMail extends GreenMail {

    static final String REFUSED = "studsar";

    BouncingMail(ServerSetup... setups) {
        super(setups);
    }

    @Override
    protected Map<String, AbstractServer> createServices(ServerSetup[] setups, Managers replaced) {
        managers = new Bouncing();
        Map<String, AbstractServer> services = super.createServices(setups, managers);
        services.replaceAll((protocol, slow) -> protocol.equals(ServerSetup.PROTOCOL_IMAP)
                ? new PromptImap(slow.getServerSetup(), managers)
                : new PromptSmtp(slow.getServerSetup(), managers));
        return services;
    }

    int port(String protocol) {
        return services.get(protocol).getPort();
    }

    /** What the servers share, with a post of its own. */
    private static final class Bouncing extends Managers {

        private final SmtpManager post = new Post(getImapHostManager(), getUserManager());

        @Override
        public SmtpManager getSmtpManager() {
            return post;
        }
    }

    /** Takes every letter but those to nobody. */
    private static final class Post extends SmtpManager {

        Post(ImapHostManager imap, UserManager users) {
            super(imap, users);
        }

        @Override
        public @Nullable String checkRecipient(SmtpState state, MailAddress recipient) {
            return recipient.getEmail().toLowerCase(Locale.ROOT).startsWith(REFUSED)
                    ? "550 5.1.1 No such user here"
                    : super.checkRecipient(state, recipient);
        }
    }
}
