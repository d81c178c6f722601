package se.vaxholm.svara.tasklist;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.enquiry.Drafts;
import se.vaxholm.svara.enquiry.Enquiries;
import se.vaxholm.svara.process.EnquiryProcess;

/** Puts {@link TasklistDeeds} in front of Camunda's own code, behind the sign-in. */
@Configuration(proxyBeanMethods = false)
class TasklistDoor {

    private static final int BEHIND_THE_SIGN_IN = SecurityProperties.DEFAULT_FILTER_ORDER + 2;

    @Bean
    FilterRegistrationBean<TasklistDeeds> tasklistDeeds(
            EnquiryProcess process,
            Enquiries enquiries,
            Drafts drafts,
            CaseRights rights,
            FormCheck check,
            MessageSource messages,
            ObjectMapper json) {
        var registration = new FilterRegistrationBean<>(
                new TasklistDeeds(process, enquiries, drafts, rights, check, messages, json));
        registration.addUrlPatterns("/camunda/api/engine/*");
        registration.setOrder(BEHIND_THE_SIGN_IN);
        return registration;
    }
}
