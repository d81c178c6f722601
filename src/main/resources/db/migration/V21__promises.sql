-- What an asker has been told of who answers and when (G5, G6).
create table promise (
    id             uuid primary key,
    enquiry_id     uuid not null references enquiry,
    previous_id    uuid references promise, -- the one whose place it took
    unit_id        text not null references unit,
    contact        text not null, -- how the unit is reached
    person         text,
    due_on         date not null,
    remind_at      timestamptz not null,
    due_at         timestamptz not null, -- closing time of that day; by that day is what the asker was told
    reason         text,
    beyond_horizon boolean not null, -- further away than its category usually takes
    made_at        timestamptz not null,
    made_by        text not null,
    told_at        timestamptz, -- since when the asker knows
    state          text not null check (state in ('UNTOLD', 'OPEN', 'KEPT', 'BROKEN', 'RENEGOTIATED')),
    ended_at       timestamptz,
    line           bigint generated always as identity -- the order in which they were made
);

create unique index promise_open on promise (enquiry_id) where state = 'OPEN';
create index promise_of_enquiry on promise (enquiry_id, line);

-- The day that is promised and not redeemed, kept or broken: what is left to do of a case goes by it.
alter table enquiry
    add column promise_due_on date,
    add column promise_due_at timestamptz;

drop index enquiry_open_by_unit;
drop index enquiry_open_by_handler;
drop index enquiry_open_by_due;
create index enquiry_open_by_unit on enquiry (unit_id, coalesce(promise_due_at, answer_due_at), id) where closed_at is null;
create index enquiry_open_by_handler on enquiry (handler_id, coalesce(promise_due_at, answer_due_at), id) where closed_at is null;
create index enquiry_open_by_due on enquiry (coalesce(promise_due_at, answer_due_at), id) where closed_at is null;

-- How many working days an answer usually takes at most; a promise of a later day needs a reason.
alter table category
    add column horizon_days int not null default 10 check (horizon_days between 1 and 250);
