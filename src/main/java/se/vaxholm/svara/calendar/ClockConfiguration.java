package se.vaxholm.svara.calendar;

import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock of the application, and the opening hours; a test may put a {@code @Primary} clock of its own beside it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OpeningHours.class)
class ClockConfiguration {

    @Bean
    Clock clock() {
        return Clock.system(WorkingCalendar.ZONE);
    }
}
