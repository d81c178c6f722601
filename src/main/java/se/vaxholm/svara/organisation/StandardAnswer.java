package se.vaxholm.svara.organisation;

/** A text that officers may insert into an answer. */
public record StandardAnswer(long id, String title, String body) {}
