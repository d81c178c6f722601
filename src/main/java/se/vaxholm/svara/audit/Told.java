package se.vaxholm.svara.audit;

import java.util.List;

/**
 * Something that was so from one moment till another: where the case stood, or what was known.
 *
 * @param title what it is about
 * @param text how it was
 * @param more what explains it, maybe nothing
 */
record Told(Span span, String title, String text, List<String> more) {}
