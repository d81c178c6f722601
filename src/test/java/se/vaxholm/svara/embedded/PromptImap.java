package se.vaxholm.svara.embedded;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.imap.ImapHandler;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.util.ServerSetup;
import java.net.Socket;
import java.net.SocketException;

/**
 * Gives out mail as GreenMail does, and at once. GreenMail sends an answer line by line, and the system holds each line back until
 * the one before it is acknowledged, which the other side is in no hurry to do: 40 ms a command.
 */
final class PromptImap extends AbstractServer {

    PromptImap(ServerSetup setup, Managers managers) {
        super(setup, managers);
    }

    @Override
    protected void handleClientSocket(Socket client) throws SocketException {
        client.setTcpNoDelay(true);
        super.handleClientSocket(client);
    }

    @Override
    protected ProtocolHandler createProtocolHandler(Socket client) {
        return new ImapHandler(managers.getUserManager(), managers.getImapHostManager(), client);
    }
}
