package se.vaxholm.svara.journal;

/** A checkpoint has been made, in the same transaction: whoever has promised to keep a copy of its root gets one. */
public record CheckpointMade(Checkpoint checkpoint, String publicKey) {}
