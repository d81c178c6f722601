package se.vaxholm.svara.calendar;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;

/**
 * When the municipality is open on its working days; the settings {@code svara.opening-hours}.
 *
 * <p>They steer reminders, escalation and the staff's aim, never what the public is told: that is a day.
 *
 * @param opens such as 08:00
 * @param closes such as 16:30, at least an hour later
 * @param exceptions days with other hours, such as the day before a holiday
 */
@ConfigurationProperties("svara.opening-hours")
public record OpeningHours(
        @DefaultValue("08:00") @DateTimeFormat(pattern = "HH:mm")
        LocalTime opens,

        @DefaultValue("16:30") @DateTimeFormat(pattern = "HH:mm")
        LocalTime closes,

        @DefaultValue List<OtherHours> exceptions) {

    private static final String SETTING = "svara.opening-hours";
    private static final Duration SHORTEST_DAY = Duration.ofHours(1);

    /**
     * Other hours on one day; a whole day is closed by a decision instead, see {@link ClosedDays}.
     *
     * @param day a working day
     * @param opens when it opens that day
     * @param closes when it closes that day
     */
    public record OtherHours(
            @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) LocalDate day,
            @DateTimeFormat(pattern = "HH:mm") LocalTime opens,
            @DateTimeFormat(pattern = "HH:mm") LocalTime closes) {

        public OtherHours {
            String setting = SETTING + ".exceptions";
            Objects.requireNonNull(day, setting + ": give each exception its day, such as 2026-12-23");
            Objects.requireNonNull(opens, "%s: give opens for %s, such as 08:00".formatted(setting, day));
            Objects.requireNonNull(closes, "%s: give closes for %s, such as 12:00".formatted(setting, day));
            if (!SwedishHolidays.isOrdinaryWorkingDay(day)) {
                throw new IllegalArgumentException(
                        "%s: %s is no working day, so it has no opening hours".formatted(setting, day));
            }
            requireAnHour("%s: on %s".formatted(setting, day), opens, closes);
        }
    }

    public OpeningHours {
        requireAnHour(SETTING + ":", opens, closes);
        exceptions = List.copyOf(exceptions);
        Set<LocalDate> seen = new HashSet<>();
        for (OtherHours exception : exceptions) {
            if (!seen.add(exception.day())) {
                throw new IllegalArgumentException(
                        "%s.exceptions: %s is there twice".formatted(SETTING, exception.day()));
            }
        }
    }

    LocalTime opens(LocalDate day) {
        return on(day).opens();
    }

    LocalTime closes(LocalDate day) {
        return on(day).closes();
    }

    private Hours on(LocalDate day) {
        for (OtherHours exception : exceptions) {
            if (exception.day().equals(day)) {
                return new Hours(exception.opens(), exception.closes());
            }
        }
        return new Hours(opens, closes);
    }

    private static void requireAnHour(String where, LocalTime opens, LocalTime closes) {
        if (Duration.between(opens, closes).compareTo(SHORTEST_DAY) < 0) {
            throw new IllegalArgumentException(
                    "%s opens %s and closes %s; it must close at least an hour after it opens"
                            .formatted(where, opens, closes));
        }
    }

    private record Hours(LocalTime opens, LocalTime closes) {}
}
