package se.vaxholm.svara.security;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import org.hamcrest.Matcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.servlet.config.annotation.EnableWebMvc;

/** The setting {@code svara.camunda.end-of-life-notice}. */
class EndOfLifeNoticeTests {

    private static final Matcher<String> HIDES = containsString(".ce-eol-banner { display: none");

    @ParameterizedTest
    @ValueSource(strings = {"tasklist", "cockpit", "admin", "welcome"})
    void theNoticeIsHiddenUnlessAskedFor(String application) {
        styles(application, "svara.unset=", HIDES);
        styles(application, "svara.camunda.end-of-life-notice=false", HIDES);
    }

    @Test
    void theNoticeIsShownOnDemand() {
        styles("tasklist", "svara.camunda.end-of-life-notice=true", not(HIDES));
    }

    private static void styles(String application, String setting, Matcher<String> expected) {
        new WebApplicationContextRunner()
                .withUserConfiguration(Mvc.class)
                .withPropertyValues(setting)
                .run(context -> MockMvcBuilders.webAppContextSetup(context.getSourceApplicationContext())
                        .build()
                        .perform(get("/camunda/app/" + application + "/styles/notice/end-of-life.css"))
                        .andExpect(content().contentTypeCompatibleWith("text/css"))
                        .andExpect(content().string(expected)));
    }

    @EnableWebMvc
    @Configuration(proxyBeanMethods = false)
    @Import(EndOfLifeNotice.class)
    static class Mvc {}
}
