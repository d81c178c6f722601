package se.vaxholm.svara;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * A test of the running application at {@link TestServers#applicationUrl()} with everything real: PostgreSQL, mail
 * server, Keycloak, background work; only the clock is a {@link TestClock}. All such tests share one context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(classes = SvaraApplication.class, webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT)
@ContextConfiguration(initializers = TestSettings.WithKeycloak.class)
@Import(TestClockConfiguration.class)
@ExtendWith({TestClockConfiguration.Reset.class, OwnEngine.class})
public @interface SvaraBrowserTest {}
