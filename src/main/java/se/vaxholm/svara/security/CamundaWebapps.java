package se.vaxholm.svara.security;

import java.util.Set;
import org.camunda.bpm.spring.boot.starter.property.CamundaBpmProperties;
import org.camunda.bpm.webapp.impl.security.auth.Authentication;
import org.camunda.bpm.webapp.impl.security.auth.ContainerBasedAuthenticationFilter;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lets Camunda's web applications take the sign-in from Keycloak, and browsers keep the files of theirs. */
@Configuration(proxyBeanMethods = false)
class CamundaWebapps {

    /** Camunda's cookies follow a setting of their own: ours says whether browsers come by https. */
    @Autowired
    void forHttpsAlone(CamundaBpmProperties camunda, PublicAddress address) {
        camunda.getWebapp().getCsrf().setEnableSecureCookie(address.isSecure());
        camunda.getWebapp().getSessionCookie().setEnableSecureCookie(address.isSecure());
    }

    @Bean
    FilterRegistrationBean<AsKeycloakSaysNow> webappAuthentication() {
        var registration = new FilterRegistrationBean<>(new AsKeycloakSaysNow());
        registration.addInitParameter("authentication-provider", WebappAuthentication.class.getName());
        registration.addUrlPatterns("/camunda/app/*", "/camunda/api/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 1);
        return registration;
    }

    @Bean
    FilterRegistrationBean<CamundaFiles> camundaFiles() {
        var registration = new FilterRegistrationBean<>(new CamundaFiles());
        registration.addUrlPatterns("/camunda/*");
        registration.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER + 2);
        return registration;
    }

    /** Camunda would keep somebody's groups as they were at the sign-in for as long as the session lives. */
    static class AsKeycloakSaysNow extends ContainerBasedAuthenticationFilter {

        @Override
        protected boolean isAuthenticated(Authentication known, String engineName, String userName) {
            return super.isAuthenticated(known, engineName, userName)
                    && known instanceof UserAuthentication user
                    && SignedInStaff.now()
                            .filter(staff -> staff.groups().equals(Set.copyOf(user.getGroupIds())))
                            .isPresent();
        }
    }
}
