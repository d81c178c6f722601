-- What a detail of a case was before somebody corrected it: for the registrar and the auditor alone.
create table correction (
    id         bigint generated always as identity primary key,
    enquiry_id uuid not null references enquiry,
    at         timestamptz not null,
    by_id      text not null,
    by_name    text not null,
    field      text not null check (field in ('NAME', 'EMAIL', 'PHONE', 'POSTAL_ADDRESS', 'CATEGORY', 'KIND')),
    old_value  text
);

create index correction_of_enquiry on correction (enquiry_id, id);

-- Several questions in one message: each is a case of its own, with the time at which the message came.
create table split (
    part_id  uuid primary key references enquiry,
    whole_id uuid not null references enquiry,
    at       timestamptz not null
);

create index split_of_whole on split (whole_id, at);

-- Many askers' same matter: the cases stand together, so that one answer can go to all.
create table gathering (
    enquiry_id uuid primary key references enquiry,
    group_id   uuid not null,
    at         timestamptz not null
);

create index gathering_of_group on gathering (group_id);
