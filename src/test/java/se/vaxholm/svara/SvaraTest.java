package se.vaxholm.svara;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.autoconfigure.web.servlet.AutoConfigureMockMvc;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import se.vaxholm.svara.process.VisitedFlows;

/**
 * A test of the whole application on real PostgreSQL and a real mail server, without Keycloak, with MockMvc, a
 * {@link TestClock} and no work in the background: the test executes jobs, and sends letters, by hand.
 *
 * <p>All such tests share one context and one database: do not count on it being empty, and do not add mock beans or
 * properties of your own, which would cost a second context.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@SpringBootTest(classes = SvaraApplication.class, webEnvironment = SpringBootTest.WebEnvironment.MOCK)
@AutoConfigureMockMvc
@ContextConfiguration(initializers = TestSettings.WithoutKeycloak.class)
@Import({TestClockConfiguration.class, VisitedFlows.class})
@ExtendWith(TestClockConfiguration.Reset.class)
public @interface SvaraTest {}
