package se.vaxholm.svara.process;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What keeps the engine quick with a hundred thousand open cases, where no setting of its own does. */
@Configuration(proxyBeanMethods = false)
class EngineTuning {

    @Bean
    IdGenerator timeOrderedIds() {
        return new TimeOrderedIds();
    }

    @Bean
    ProcessEnginePlugin groupsWithoutSearch() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                List<SessionFactory> factories = new ArrayList<>();
                if (engine.getCustomSessionFactories() != null) {
                    factories.addAll(engine.getCustomSessionFactories());
                }
                factories.add(new GivenGroupsFactory());
                engine.setCustomSessionFactories(factories);
            }
        };
    }

    /**
     * Ids that grow with time (version 7 of RFC 9562): what is written together lies together in each of the engine's many
     * indexes, where its own ids would touch a page of their own each time.
     */
    static final class TimeOrderedIds implements IdGenerator {

        private static final int SEQUENCE_BITS = 12;

        private final SecureRandom random = new SecureRandom();
        private final AtomicLong last = new AtomicLong();

        @Override
        public String getNextId() {
            long now = System.currentTimeMillis() << SEQUENCE_BITS;
            long tick = last.updateAndGet(before -> Math.max(before + 1, now));
            long high = (tick >>> SEQUENCE_BITS) << 16 | 0x7000 | (tick & 0xFFF);
            long low = random.nextLong() >>> 2 | Long.MIN_VALUE;
            return new UUID(high, low).toString();
        }
    }

    /**
     * Before each check the engine reads the groups of all authorizations, of which every open task has some, only to leave
     * out those of a person's few groups that have none.
     */
    private static final class GivenGroupsFactory implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new GivenGroups();
        }
    }

    private static final class GivenGroups extends AuthorizationManager {

        @Override
        public List<String> filterAuthenticatedGroupIds(List<String> groups) {
            return groups == null ? List.of() : List.copyOf(groups);
        }
    }
}
