package se.vaxholm.svara.process;

import org.springframework.context.annotation.Configuration;

/** Steps of the time after an answer: what the asker makes of it, until the case is closed for good. */
@Configuration(proxyBeanMethods = false)
class FollowUpSteps {}
