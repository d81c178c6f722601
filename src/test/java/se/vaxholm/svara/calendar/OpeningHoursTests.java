package se.vaxholm.svara.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** The settings as an operator writes them. */
class OpeningHoursTests {

    private final ApplicationContextRunner settings =
            new ApplicationContextRunner().withUserConfiguration(ClockConfiguration.class);

    @Test
    void withoutSettingsWeAreOpenFromEightToHalfPastFour() {
        settings.run(
                context -> assertThat(context.getBean(OpeningHours.class)).isEqualTo(CalendarFixtures.openingHours()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sv-SE", "en-US", "ar-SA"})
    void theHoursAndTheirExceptionsAreReadAlikeOnAnyMachine(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            settings.withPropertyValues(
                            "svara.opening-hours.opens=07:30",
                            "svara.opening-hours.closes=16:00",
                            "svara.opening-hours.exceptions[0].day=2026-12-23",
                            "svara.opening-hours.exceptions[0].opens=08:00",
                            "svara.opening-hours.exceptions[0].closes=12:00")
                    .run(context -> {
                        OpeningHours hours = context.getBean(OpeningHours.class);
                        assertThat(hours.opens(LocalDate.parse("2026-12-22"))).isEqualTo(LocalTime.of(7, 30));
                        assertThat(hours.closes(LocalDate.parse("2026-12-22"))).isEqualTo(LocalTime.of(16, 0));
                        assertThat(hours.opens(LocalDate.parse("2026-12-23"))).isEqualTo(LocalTime.of(8, 0));
                        assertThat(hours.closes(LocalDate.parse("2026-12-23"))).isEqualTo(LocalTime.NOON);
                    });
        } finally {
            Locale.setDefault(before);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "opens=16:30 closes=08:00 | opens 16:30 and closes 08:00; it must close at least an hour after",
                "opens=08:00 closes=08:59 | opens 08:00 and closes 08:59; it must close at least an hour after",
                "opens=25:00 | svara.opening-hours.opens",
                "closes=half-past | svara.opening-hours.closes",
                "exceptions[0].day=2026-12-24 exceptions[0].opens=08:00 exceptions[0].closes=12:00 | 2026-12-24 is no working day",
                "exceptions[0].day=2026-12-23 exceptions[0].opens=08:00 | give closes for 2026-12-23",
                "exceptions[0].opens=08:00 exceptions[0].closes=12:00 | give each exception its day",
                "exceptions[0].day=2026-12-23 exceptions[0].opens=12:00 exceptions[0].closes=08:00 | on 2026-12-23 opens 12:00 and closes 08:00",
            })
    void aSettingThatCannotBeMeantStopsTheStartAndSaysWhy(String values, String message) {
        String[] properties = values.replace("exceptions", "svara.opening-hours.exceptions")
                .replaceAll("(^| )(opens|closes)=", "$1svara.opening-hours.$2=")
                .split(" ");

        settings.withPropertyValues(properties)
                .run(context -> assertThat(context.getStartupFailure())
                        .isNotNull()
                        .satisfies(failure -> assertThat(messages(failure)).contains(message)));
    }

    @Test
    void theSameDayTwiceStopsTheStart() {
        settings.withPropertyValues(
                        "svara.opening-hours.exceptions[0].day=2026-12-23",
                        "svara.opening-hours.exceptions[0].opens=08:00",
                        "svara.opening-hours.exceptions[0].closes=12:00",
                        "svara.opening-hours.exceptions[1].day=2026-12-23",
                        "svara.opening-hours.exceptions[1].opens=08:00",
                        "svara.opening-hours.exceptions[1].closes=13:00")
                .run(context ->
                        assertThat(messages(context.getStartupFailure())).contains("2026-12-23 is there twice"));
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            messages.append(cause.getMessage()).append('\n');
        }
        return messages.toString();
    }
}
