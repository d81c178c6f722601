package se.vaxholm.svara.tasklist;

import org.jspecify.annotations.Nullable;

/** A case in a work list. */
record WorkRow(
        String number,
        String subject,
        @Nullable String enquirer,
        String category,
        String unit,
        @Nullable String handler,
        StatusWord status,
        ClockFace clock,
        boolean aside) {}
