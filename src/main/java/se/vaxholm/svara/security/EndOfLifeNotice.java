package se.vaxholm.svara.security;

import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Whether Camunda's web applications show their notice that 7.24 was the last release: a style that each of them reads. */
@Configuration(proxyBeanMethods = false)
class EndOfLifeNotice implements WebMvcConfigurer {

    private static final List<String> APPLICATIONS = List.of("tasklist", "cockpit", "admin", "welcome");

    private final boolean shown;

    EndOfLifeNotice(@Value("${svara.camunda.end-of-life-notice:false}") boolean shown) {
        this.shown = shown;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler(APPLICATIONS.stream()
                        .map("/camunda/app/%s/styles/notice/*"::formatted)
                        .toArray(String[]::new))
                .addResourceLocations(shown ? "classpath:/notice/shown/" : "classpath:/notice/hidden/");
    }
}
