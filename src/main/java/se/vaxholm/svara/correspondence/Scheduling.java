package se.vaxholm.svara.correspondence;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Lets letters leave by themselves; a test that wants to see each one leave turns it off. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
@ConditionalOnProperty(name = "svara.scheduling", matchIfMissing = true)
class Scheduling {}
