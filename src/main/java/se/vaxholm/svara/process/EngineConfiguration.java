package se.vaxholm.svara.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;

/** Fits the engine into the house: after the database, with a vocabulary instead of the whole context. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** The engine would otherwise start on an empty database, before Flyway has laid its tables. */
    @Bean
    static BeanFactoryPostProcessor engineAfterDatabase() {
        return factory -> {
            for (String name : factory.getBeanNamesForType(ProcessEngineFactoryBean.class, true, false)) {
                String bean = name.startsWith("&") ? name.substring(1) : name;
                factory.getBeanDefinition(bean).setDependsOn("flywayInitializer");
            }
        };
    }

    /**
     * What models may name in an expression: the steps and the calendar. The engine's own default is every bean of the
     * application.
     */
    @Bean
    ProcessEnginePlugin vocabulary(
            ApplicationContext context,
            Map<String, JavaDelegate> steps,
            WorkingCalendar calendar,
            HandlerListener handlerListener) {
        Map<Object, Object> words = new HashMap<>(steps);
        words.put("calendar", calendar);
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setExpressionManager(new SpringExpressionManager(context, words));
                engine.setCustomPostBPMNParseListeners(new ArrayList<>(List.of(handlerListener)));
                engine.setFailedJobRetryTimeCycle("PT10S,PT1M,PT5M,PT15M");
            }
        };
    }
}
