-- Tasklist asks for the first tasks by due date; without this index the engine sorts every task of the unit for a page of them.
create index act_idx_task_duedate on act_ru_task (due_date_);
