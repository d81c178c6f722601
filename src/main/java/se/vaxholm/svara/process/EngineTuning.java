package se.vaxholm.svara.process;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
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
    ProcessEnginePlugin quickRights() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                List<SessionFactory> factories = new ArrayList<>();
                if (engine.getCustomSessionFactories() != null) {
                    factories.addAll(engine.getCustomSessionFactories());
                }
                factories.add(new QuickRightsFactory());
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

    private static final class QuickRightsFactory implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return AuthorizationManager.class;
        }

        @Override
        public Session openSession() {
            return new QuickRights();
        }
    }

    /** The engine's checks of rights without what takes longer the more tasks are open. */
    private static final class QuickRights extends AuthorizationManager {

        /** The engine would read the groups of all authorizations, only to leave out those of a person's few that have none. */
        @Override
        public List<String> filterAuthenticatedGroupIds(List<String> groups) {
            return groups == null ? List.of() : List.copyOf(groups);
        }

        /**
         * The engine compares each task that a question finds with each right that one's groups have, of which every task
         * brings one. Where the question itself asks for nothing but one's groups' tasks or one's own, it holds that right.
         */
        @Override
        public void configureTaskQuery(TaskQueryImpl query) {
            super.configureTaskQuery(query);
            AuthorizationCheck check = query.getAuthCheck();
            if (check.isAuthorizationCheckEnabled()
                    && !check.isRevokeAuthorizationCheckEnabled()
                    && asksForOwn(query, check.getAuthUserId(), check.getAuthGroupIds())) {
                check.setAuthorizationCheckEnabled(false);
            }
        }

        private static boolean asksForOwn(TaskQueryImpl query, String person, List<String> groups) {
            return person.equals(query.getAssignee()) || asksForGroups(query, groups);
        }

        private static boolean asksForGroups(TaskQueryImpl query, List<String> groups) {
            // A candidate of another kind is an "or" of the same condition.
            List<String> asked = query.getCandidateUser() == null && query.getCandidateGroupLike() == null
                    ? query.getCandidateGroups()
                    : null;
            return asked != null && !asked.isEmpty() && groups.containsAll(asked);
        }
    }
}
