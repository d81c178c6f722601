package se.vaxholm.svara.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import se.vaxholm.svara.enquiry.Enquiry;

class EngineTuningTests extends Story {

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ProcessEngineConfigurationImpl configuration;

    /** Disposal is a decision of people. */
    @Test
    void noClockEverRemovesWhatHappened() {
        assertThat(history.findHistoryCleanupJobs()).isEmpty();
        assertThatThrownBy(() -> history.cleanUpHistoryAsync(true)).isInstanceOf(BadUserRequestException.class);
        assertThat(configuration.getHistoryRemovalTimeStrategy()).isEqualTo("start");
        assertThat(configuration.getHistoryLevel().getName()).isEqualTo("full");
    }

    @Test
    void idsGrowWithTimeAndNoTwoAreTheSame() throws Exception {
        IdGenerator ids = configuration.getIdGenerator();
        Callable<List<String>> some = () -> {
            List<String> made = new ArrayList<>();
            for (int i = 0; i < 20_000; i++) {
                made.add(ids.getNextId());
            }
            return made;
        };
        Set<String> all = new HashSet<>();
        for (List<String> made : atOnce(List.of(some, some, some, some))) {
            assertThat(made).isSorted();
            all.addAll(made);
        }
        assertThat(all).hasSize(80_000).allSatisfy(id -> assertThat(id).matches("[0-9a-v]{19}"));
    }

    @Test
    void theEnginesFrequentQuestionsHaveIndexes() {
        assertThat(jdbc.sql("select tablename || ' ' || substring(indexdef from '\\(.*\\)') from pg_indexes"
                                + " where tablename like 'act\\_ru\\_%'")
                        .query(String.class)
                        .list())
                .contains("act_ru_task (parent_task_id_)", "act_ru_task (due_date_)", "act_ru_job (duedate_)");
        assertThat(configuration.isEnsureJobDueDateNotNull()).isTrue();
        assertThat(configuration.isJobExecutorAcquireByDueDate()).isTrue();
        assertThat(configuration.isJdbcBatchProcessing()).isTrue();
    }

    /** Most of the room that a closed case takes is the engine's history with its indexes. */
    @Test
    void theHistoryHasTheIndexesThatAreAskedForAndNoOthers() {
        assertThat(jdbc.sql("select tablename || ' ' || substring(indexdef from '\\(.*\\)') from pg_indexes"
                                + " where tablename in ('act_hi_actinst', 'act_hi_detail', 'act_hi_varinst')")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder(
                        "act_hi_actinst (id_)",
                        "act_hi_actinst (root_proc_inst_id_)",
                        "act_hi_actinst (proc_inst_id_, act_id_)",
                        "act_hi_actinst (start_time_, end_time_)",
                        "act_hi_detail (id_)",
                        "act_hi_detail (root_proc_inst_id_)",
                        "act_hi_detail (proc_inst_id_)",
                        "act_hi_detail (act_inst_id_)",
                        "act_hi_detail (task_id_)",
                        "act_hi_detail (bytearray_id_)",
                        "act_hi_detail (var_inst_id_)",
                        "act_hi_varinst (id_)",
                        "act_hi_varinst (root_proc_inst_id_)",
                        "act_hi_varinst (proc_inst_id_)",
                        "act_hi_varinst (bytearray_id_)",
                        "act_hi_varinst (act_inst_id_)");
    }

    /** The history keeps a row of each writing of a variable, whether it changes anything or not. */
    @Test
    void aVariableIsWrittenOnlyWhenItChanges() {
        Enquiry enquiry = asked(byStatusPage());
        String instance = instance(enquiry, Contract.RECEIPT.id()).getId();
        List<String> written =
                history.createHistoricDetailQuery().processInstanceId(instance).variableUpdates().list().stream()
                        .map(detail ->
                                ((org.camunda.bpm.engine.history.HistoricVariableUpdate) detail).getVariableName())
                        .toList();
        assertThat(written).doesNotHaveDuplicates();
    }
}
