package se.vaxholm.svara.journal;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.UUID;

/**
 * Where all chains stood at a moment, in one hash, signed.
 *
 * @param n from 1 without gaps
 * @param leaves how many chains had grown since the one before
 * @param root of the Merkle tree over them
 * @param previous SHA-256 over the statement of the one before, or 32 zeros
 * @param keyId the key that it is signed with, see {@link Seal#keyId()}
 * @param signature Ed25519 over the statement
 */
public record Checkpoint(int n, Instant at, int leaves, Hash root, Hash previous, String keyId, Hash signature) {

    private static final String FORM = "svara-checkpoint-1";

    /** What is signed: a line of text that a person can read. */
    public String statement() {
        return statement(n, at, leaves, root, previous);
    }

    static String statement(int n, Instant at, int leaves, Hash root, Hash previous) {
        return "%s %d %s %d %s %s".formatted(FORM, n, at, leaves, root, previous);
    }

    Hash statementHash() {
        return Seal.sha256(bytes(statement()));
    }

    boolean isSignedBy(String publicKey) {
        return Seal.isSigned(bytes(statement()), signature, publicKey);
    }

    /** The statement, the name of the key and the signature: a line of the file that checkpoints are published in. */
    public String line() {
        return statement() + " " + keyId + " " + signature;
    }

    /** @return empty when the line is none of {@link #line()} */
    static Optional<Checkpoint> find(String line) {
        try {
            return line.isBlank() ? Optional.empty() : Optional.of(parse(line));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException when the line is none of {@link #line()} */
    static Checkpoint parse(String line) {
        String[] parts = line.strip().split(" ", -1);
        if (parts.length != 8 || !parts[0].equals(FORM)) {
            throw new IllegalArgumentException("No checkpoint: " + line);
        }
        try {
            return new Checkpoint(
                    Integer.parseInt(parts[1]),
                    Instant.parse(parts[2]),
                    Integer.parseInt(parts[3]),
                    new Hash(parts[4]),
                    new Hash(parts[5]),
                    parts[6],
                    new Hash(parts[7]));
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("No checkpoint: " + line, e);
        }
    }

    /** A chain's end as it stood at a checkpoint. */
    record Leaf(UUID chain, int checkpoint, int seq, Hash hash) {

        /** What hangs in the tree. */
        byte[] bytes() {
            return Checkpoint.bytes(chain + " " + seq + " " + hash);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
