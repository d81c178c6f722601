-- The engine's history has some hundred indexes, and they take more room than the history itself. Gone are those that no
-- question of ours asks for: of tenants, CMMN cases and a history clean-up that Svara has not; of columns with few different
-- values, where an index finds half the table; and of what the beginning of another index answers as well. What is asked for
-- by case, task, activity, time of start, user or id keeps its index.
drop index act_idx_hi_act_inst_comp, act_idx_hi_act_inst_stats, act_idx_hi_ai_pdefid_end_time, act_idx_hi_act_inst_end,
    act_idx_hi_act_inst_rm_time, act_idx_hi_act_inst_tenant_id, act_idx_hi_act_inst_proc_def_key;

drop index act_idx_hi_detail_case_inst, act_idx_hi_detail_case_exec, act_idx_hi_detail_tenant_id,
    act_idx_hi_detail_proc_def_key, act_idx_hi_detail_name, act_idx_hi_detail_time, act_idx_hi_detail_rm_time,
    act_idx_hi_detail_task_bytear;

drop index act_idx_hi_casevar_case_inst, act_idx_hi_var_inst_tenant_id, act_idx_hi_var_inst_proc_def_key,
    act_idx_hi_varinst_name, act_idx_hi_procvar_name_type, act_idx_hi_var_pi_name_type, act_idx_hi_varinst_rm_time;

drop index act_idx_hi_pro_inst_tenant_id, act_idx_hi_pro_inst_proc_def_key, act_idx_hi_pro_inst_rm_time;

drop index act_idx_hi_task_inst_tenant_id, act_idx_hi_task_inst_proc_def_key, act_idx_hi_taskinstid_procinst,
    act_idx_hi_task_inst_rm_time;

drop index act_idx_hi_ident_lnk_tenant_id, act_idx_hi_ident_lnk_proc_def_key, act_idx_hi_ident_link_rm_time;

drop index act_idx_hi_job_log_tenant_id, act_idx_hi_job_log_proc_def_key, act_idx_hi_job_log_rm_time,
    act_idx_hi_job_log_job_conf;

drop index act_idx_hi_op_log_rm_time, act_idx_hi_op_log_op_type, act_idx_hi_op_log_entity_type;

drop index act_idx_hi_dec_inst_ci, act_idx_hi_dec_inst_tenant_id, act_idx_hi_dec_inst_req_id, act_idx_hi_dec_inst_req_key,
    act_idx_hi_dec_inst_act, act_idx_hi_dec_inst_key, act_idx_hi_dec_inst_rm_time;

drop index act_idx_hi_dec_in_clause, act_idx_hi_dec_in_rm_time, act_idx_hi_dec_out_rule, act_idx_hi_dec_out_rm_time;
