package se.vaxholm.svara.journal;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.security.ServerKey;

/** The one seal of this installation. */
@Configuration(proxyBeanMethods = false)
class Sealing {

    @Bean
    Seal seal(ServerKey key) {
        return new Seal(key);
    }
}
