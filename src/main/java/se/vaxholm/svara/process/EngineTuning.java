package se.vaxholm.svara.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.apache.ibatis.builder.xml.XMLMapperBuilder;
import org.camunda.bpm.dmn.engine.impl.DefaultDmnEngineConfiguration;
import org.camunda.bpm.dmn.feel.impl.scala.ScalaFeelEngineFactory;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.db.AuthorizationCheck;
import org.camunda.bpm.engine.impl.identity.Authentication;
import org.camunda.bpm.engine.impl.interceptor.Session;
import org.camunda.bpm.engine.impl.interceptor.SessionFactory;
import org.camunda.bpm.engine.impl.persistence.entity.AuthorizationManager;
import org.camunda.bpm.engine.impl.persistence.entity.TaskManager;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;

/** What keeps the engine quick with a hundred thousand open cases, where no setting of its own does. */
@Configuration(proxyBeanMethods = false)
class EngineTuning {

    private static final String HISTORY_STATEMENT_FILE = "engine/case-history.xml";

    @Bean
    IdGenerator timeOrderedIds() {
        return new TimeOrderedIds();
    }

    @Bean
    ProcessEnginePlugin quickDecisions() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                DefaultDmnEngineConfiguration decisions = new DefaultDmnEngineConfiguration();
                decisions.setFeelEngineFactory(
                        () -> new RememberingFeel(new ScalaFeelEngineFactory().createInstance()));
                engine.setDmnEngineConfiguration(decisions);
            }
        };
    }

    @Bean
    ProcessEnginePlugin quickLists() {
        return new AbstractProcessEnginePlugin() {
            @Override
            public void preInit(ProcessEngineConfigurationImpl engine) {
                List<SessionFactory> factories = new ArrayList<>();
                if (engine.getCustomSessionFactories() != null) {
                    factories.addAll(engine.getCustomSessionFactories());
                }
                factories.add(new Part(AuthorizationManager.class, QuickRights::new));
                factories.add(new Part(TaskManager.class, QuickCounts::new));
                engine.setCustomSessionFactories(factories);
            }

            @Override
            public void postInit(ProcessEngineConfigurationImpl engine) {
                read(QuickCounts.STATEMENT_FILE, engine);
                read(HISTORY_STATEMENT_FILE, engine);
            }
        };
    }

    /** Adds statements of ours to the engine's own. */
    private static void read(String file, ProcessEngineConfigurationImpl engine) {
        org.apache.ibatis.session.Configuration statements =
                engine.getSqlSessionFactory().getConfiguration();
        try (InputStream ours = new ClassPathResource(file).getInputStream()) {
            new XMLMapperBuilder(ours, statements, file, statements.getSqlFragments()).parse();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Short ids that grow with time: what is written together lies together in each of the engine's many indexes, where its own
     * ids would touch a page of their own each time, and a row of its history, which holds some seven, takes a quarter less.
     */
    static final class TimeOrderedIds implements IdGenerator {

        private static final String DIGITS = "0123456789abcdefghijklmnopqrstuv";
        private static final int BITS = 5;
        /** Enough for the milliseconds until the year 2248, and 4,096 ids in each. */
        private static final int TIME_DIGITS = 11;

        private static final int SEQUENCE_BITS = 12;
        /** So that two nodes never make the same. */
        private static final int RANDOM_DIGITS = 8;

        private final SecureRandom random = new SecureRandom();
        private final AtomicLong last = new AtomicLong();

        @Override
        public String getNextId() {
            long now = System.currentTimeMillis() << SEQUENCE_BITS;
            long tick = last.updateAndGet(before -> Math.max(before + 1, now));
            char[] id = new char[TIME_DIGITS + RANDOM_DIGITS];
            write(tick, id, 0, TIME_DIGITS);
            write(random.nextLong(), id, TIME_DIGITS, RANDOM_DIGITS);
            return new String(id);
        }

        /** When an id was made, as its node's clock had it; of the engine's own ids nothing is known but that they are old. */
        static Instant madeAt(String id) {
            if (id.length() != TIME_DIGITS + RANDOM_DIGITS) {
                return Instant.EPOCH;
            }
            return Instant.ofEpochMilli(Long.parseLong(id.substring(0, TIME_DIGITS), 1 << BITS) >>> SEQUENCE_BITS);
        }

        private static void write(long number, char[] id, int from, int digits) {
            long left = number;
            for (int i = from + digits - 1; i >= from; i--) {
                id[i] = DIGITS.charAt((int) left & (DIGITS.length() - 1));
                left >>>= BITS;
            }
        }
    }

    /** Puts a part of ours in the place of one of the engine's. */
    private record Part(Class<?> replaced, Supplier<Session> made) implements SessionFactory {

        @Override
        public Class<?> getSessionType() {
            return replaced;
        }

        @Override
        public Session openSession() {
            return made.get();
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

        static boolean asksForOwn(TaskQueryImpl query, @Nullable String person, @Nullable List<String> groups) {
            boolean oneself = person != null && person.equals(query.getAssignee());
            return oneself || (groups != null && asksForGroups(query, groups));
        }

        private static boolean asksForGroups(TaskQueryImpl query, List<String> groups) {
            if (query.getCandidateUser() != null || query.getCandidateGroupLike() != null) {
                // These would be an "or" of the same condition.
                return false;
            }
            List<String> asked = query.getCandidateGroups();
            return asked != null && !asked.isEmpty() && groups.containsAll(asked);
        }
    }

    /**
     * How many tasks wait for a person or their groups, as far as a thousand: so says the case page's list too. Tasklist asks
     * every ten seconds, and nobody turns that many pages.
     */
    private static final class QuickCounts extends TaskManager {

        static final String STATEMENT_FILE = "engine/task-count.xml";

        @Override
        public long findTaskCountByQueryCriteria(TaskQueryImpl query) {
            Authentication person = getCurrentAuthentication();
            if (person == null || !QuickRights.asksForOwn(query, person.getUserId(), person.getGroupIds())) {
                return super.findTaskCountByQueryCriteria(query);
            }
            configureQuery(query);
            return (Long) getDbEntityManager().selectOne("selectTaskCountUpToAThousand", query);
        }
    }
}
