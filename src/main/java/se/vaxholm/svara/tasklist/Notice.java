package se.vaxholm.svara.tasklist;

import org.jspecify.annotations.Nullable;

/**
 * Why a deed was not carried out, and what became of what was typed.
 *
 * @param label what the kept text is, or null when there is none to show
 * @param kept a text that stands nowhere else on the page
 */
record Notice(
        String title,
        String text,
        @Nullable String label,
        @Nullable String kept) {}
