-- How far a late case has climbed (G10), one row for each step of it: the managers' lists go by it.
create table escalation (
    enquiry_id uuid not null references enquiry,
    due_at     timestamptz not null, -- the deadline that has passed: a promise has another than the first answer
    level      int not null,
    group_id   text not null,
    raised_at  timestamptz not null,
    acted_at   timestamptz,
    primary key (enquiry_id, due_at, level)
);

create index escalation_of_group on escalation (group_id, enquiry_id);

-- Mail that goes out once a day and recipient, whichever node comes first; without a letter when there was nothing to say.
create table daily_mail (
    day_on    date not null,
    kind      text not null check (kind in ('DIGEST', 'MORNING_LIST')),
    recipient text not null,
    letter_id uuid references letter,
    primary key (day_on, kind, recipient)
);

alter table unit drop constraint unit_arrival_notice_check;
alter table unit add constraint unit_arrival_notice_check check (arrival_notice in ('AT_ONCE', 'MORNING', 'OFF'));
