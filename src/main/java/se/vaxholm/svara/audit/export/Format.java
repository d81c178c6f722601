package se.vaxholm.svara.audit.export;

/** What an export is. */
enum Format {
    PDF,
    ZIP,
    CSV,
    XES
}
