package se.vaxholm.svara.staffing;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Days on which somebody is away.
 *
 * @param units the units to which they belonged when it was set: whose managers may change it
 * @param toOn the last day away
 * @param begunAt when what they had taken went back, null before
 */
public record Absence(
        UUID id,
        String staffId,
        String staffName,
        Set<String> units,
        LocalDate fromOn,
        LocalDate toOn,
        @Nullable String deputyId,
        @Nullable String deputyName,
        String setByName,
        @Nullable Instant begunAt) {}
