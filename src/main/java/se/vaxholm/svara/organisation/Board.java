package se.vaxholm.svara.organisation;

/** A board (nämnd): an authority of its own, with its own register and secrecy border. */
public record Board(String id, Bilingual name) {}
