package se.vaxholm.svara.embedded;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;

/** The mail server of the embedded run and the tests: takes every letter but those to {@value BouncingMail#REFUSED}…, and delivers none outside. */
public final class MailServer implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final BouncingMail greenMail;

    private MailServer(BouncingMail greenMail) {
        this.greenMail = greenMail;
    }

    /** Starts SMTP and IMAP on the given ports; zero takes any free one. */
    public static MailServer start(int smtpPort, int imapPort) {
        BouncingMail greenMail = new BouncingMail(
                new ServerSetup(smtpPort, LOOPBACK, ServerSetup.PROTOCOL_SMTP),
                new ServerSetup(imapPort, LOOPBACK, ServerSetup.PROTOCOL_IMAP));
        greenMail.start();
        return new MailServer(greenMail);
    }

    /** Makes a mailbox that its address opens as its password: nobody reaches it but this machine. */
    public void mailbox(String address) {
        greenMail.setUser(address, address, address);
    }

    public GreenMail greenMail() {
        return greenMail;
    }

    public int smtpPort() {
        return greenMail.port(ServerSetup.PROTOCOL_SMTP);
    }

    public int imapPort() {
        return greenMail.port(ServerSetup.PROTOCOL_IMAP);
    }

    @Override
    public void close() {
        greenMail.stop();
    }
}
