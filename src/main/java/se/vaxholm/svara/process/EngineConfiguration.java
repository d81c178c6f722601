package se.vaxholm.svara.process;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.spring.ProcessEngineFactoryBean;
import org.camunda.bpm.engine.spring.SpringExpressionManager;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.vaxholm.svara.calendar.WorkingCalendar;
import se.vaxholm.svara.organisation.Organisation;
import se.vaxholm.svara.organisation.Unit;

/** Fits the engine into the house: after the database, with a vocabulary instead of the whole context. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    /** The engine would otherwise start on an empty database, before Flyway has laid its tables. */
    @Bean
    static BeanFactoryPostProcessor engineAfterDatabase() {
        return factory -> {
            if (!factory.containsBeanDefinition("flywayInitializer")) {
                // The tables were made in a step of their own, see start.Migration.
                return;
            }
            for (String name : factory.getBeanNamesForType(ProcessEngineFactoryBean.class, true, false)) {
                String bean = name.startsWith("&") ? name.substring(1) : name;
                factory.getBeanDefinition(bean).setDependsOn("flywayInitializer");
            }
        };
    }

    @Bean
    Vocabulary vocabulary(Organisation organisation) {
        return new Vocabulary(() -> organisation.units().stream().map(Unit::id).collect(Collectors.toSet()));
    }

    /**
     * What models may name in an expression: the vocabulary's steps and the calendar. The engine's own default is every
     * bean of the application.
     */
    @Bean
    ProcessEnginePlugin wordsInsteadOfBeans(
            ApplicationContext context,
            Vocabulary vocabulary,
            Map<String, JavaDelegate> steps,
            WorkingCalendar calendar,
            HandlerListener handlerListener,
            CompletionGuard completionGuard,
            CalledVersions calledVersions,
            Interventions interventions,
            List<Deployer> modelGuards) {
        Map<Object, Object> words = new HashMap<>(Map.of(Vocabulary.CALENDAR, calendar));
        for (Vocabulary.Step step : vocabulary.steps()) {
            words.put(step.name(), Objects.requireNonNull(steps.get(step.name()), step.name()));
        }
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                engine.setExpressionManager(new SpringExpressionManager(context, words));
                engine.setCustomPostBPMNParseListeners(
                        new ArrayList<>(List.of(handlerListener, completionGuard, calledVersions)));
                engine.setTaskService(new GuardedTasks());
                engine.setFormService(new GuardedForms());
                engine.setCustomHistoryEventHandlers(new ArrayList<>(List.of(interventions)));
                engine.setCustomPreDeployers(new ArrayList<>(modelGuards));
                engine.setFailedJobRetryTimeCycle("PT10S,PT1M,PT5M,PT15M");
            }
        };
    }
}
