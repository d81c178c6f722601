package se.vaxholm.svara.embedded;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;

/** Takes letters as GreenMail does, but without the pause of {@link PromptImap}. */
final class PromptSmtp extends SmtpServer {

    PromptSmtp(ServerSetup setup, Managers managers) {
        super(setup, managers);
    }

    @Override
    protected void handleClientSocket(Socket client) throws SocketException {
        client.setTcpNoDelay(true);
        super.handleClientSocket(client);
    }
}
