package se.vaxholm.svara.channel.web;

import org.apache.catalina.filters.FailedRequestFilter;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import se.vaxholm.svara.files.UploadFilter;

/**
 * Answers 413 or 400 to a form that the server could not read whole. Without it the fields would just be missing: the form would
 * look empty, and its sender would be told something else than what happened.
 */
@Configuration(proxyBeanMethods = false)
class OversizedForms {

    /** Before the filter below, which would refuse a form with too large files without a word of which. */
    @Bean
    FilterRegistrationBean<UploadFilter> formsWithFiles() {
        var registration = new FilterRegistrationBean<>(new UploadFilter());
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 9);
        return registration;
    }

    @Bean
    FilterRegistrationBean<FailedRequestFilter> unreadableForms() {
        var registration = new FilterRegistrationBean<>(new FailedRequestFilter());
        registration.addUrlPatterns("/fraga/*", "/arende/*", "/arenden/*");
        // After the filter that sets the encoding, before anything that reads a field.
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE + 10);
        return registration;
    }
}
