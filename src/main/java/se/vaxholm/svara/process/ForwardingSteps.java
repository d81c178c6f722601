package se.vaxholm.svara.process;

import org.springframework.context.annotation.Configuration;

/** Steps of a case that goes on to somebody else, within the municipality or outside it (G4). */
@Configuration(proxyBeanMethods = false)
class ForwardingSteps {}
