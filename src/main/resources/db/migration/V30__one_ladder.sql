-- A case can come back into a deadline that it had left: a forwarding that failed, a letter that was stopped. Its ladder then
-- stands where it stood, and nobody is reminded again.
alter table escalation add column until timestamptz; -- when it climbs on
alter table escalation alter column group_id drop not null; -- without a group: counted in the board's figures

create table reminder (
    enquiry_id uuid not null references enquiry,
    since      timestamptz not null, -- from when the case's clock is counted: one that is opened again has another
    deadline   text not null check (deadline in ('ANSWER', 'PROMISE')),
    due_at     timestamptz not null, -- the deadline that the reminder was of
    sent_at    timestamptz not null,
    primary key (enquiry_id, since, deadline, due_at)
);
