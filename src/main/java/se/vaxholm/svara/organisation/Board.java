package se.vaxholm.svara.organisation;

/**
 * A board (nämnd): an authority of its own, with its own register and secrecy border.
 *
 * @param headEmail the head of department, to whom a unit's late cases go when its manager has not acted
 */
public record Board(String id, Bilingual name, String headEmail) {}
