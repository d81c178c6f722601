package se.vaxholm.svara.embedded;

/** Says in one line why a server did not start and what to do about it; the message is meant for the person at the terminal. */
public class ServerStartException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public ServerStartException(String message) {
        super(message);
    }

    public ServerStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
