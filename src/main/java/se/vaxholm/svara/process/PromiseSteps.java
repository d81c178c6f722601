package se.vaxholm.svara.process;

import org.springframework.context.annotation.Configuration;

/** Steps of a promise: word of who answers and when, and what becomes of it (G5, G6). */
@Configuration(proxyBeanMethods = false)
class PromiseSteps {}
