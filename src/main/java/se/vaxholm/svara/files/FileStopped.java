package se.vaxholm.svara.files;

/** A file that lay there as not scanned has turned out to be infected, told in the transaction that stops it. */
public record FileStopped(KeptFile file) {}
