-- Samples of cases that auditors look through. What was drawn, found and replied stays as it is: nothing here is changed.
create table audit_sample (
    id            uuid        primary key,
    line          bigint      generated always as identity,
    drawn_at      timestamptz not null, -- what had been registered by then could be drawn
    by_id         text        not null,
    by_name       text        not null,
    received_from date        not null,
    received_to   date        not null,
    board_id      text        references board, -- null: all boards
    seed          text        not null check (seed ~ '^[a-z0-9]{1,40}$'),
    wanted        int         not null check (wanted between 1 and 200),
    population    text        not null -- SHA-256 of the cases that could be drawn, each with its unit
);

create table audit_sample_unit (
    sample_id uuid not null references audit_sample,
    unit_id   text not null references unit,
    cases     int  not null, -- how many could be drawn
    drawn     int  not null,
    primary key (sample_id, unit_id)
);

create table audit_sample_case (
    sample_id  uuid not null references audit_sample,
    place      int  not null,
    enquiry_id uuid not null references enquiry,
    unit_id    text not null references unit, -- which had the case when it was drawn
    primary key (sample_id, enquiry_id)
);

create index audit_sample_case_of_unit on audit_sample_case (unit_id);

-- What the auditor found in a case, and what the unit says of it: the last of each holds, the earlier ones can be read.
create table audit_finding (
    id         bigint      generated always as identity primary key,
    sample_id  uuid        not null,
    enquiry_id uuid        not null,
    at         timestamptz not null,
    by_id      text        not null,
    by_name    text        not null,
    verdict    text        check (verdict in ('OK', 'REMARK', 'DEVIATION')), -- null: the unit's reply
    words      text        not null,
    foreign key (sample_id, enquiry_id) references audit_sample_case
);

create index audit_finding_of_case on audit_finding (sample_id, enquiry_id, id);

revoke update, delete, truncate on audit_sample, audit_sample_unit, audit_sample_case, audit_finding from ${app-role};
