-- Exports of many cases: what was asked for, how far it has come, and the result in pieces. Gone after a day.
create table export_order (
    id          uuid        primary key,
    staff_id    text        not null, -- who ordered it, and alone may fetch it
    format      varchar(10) not null,
    asked       text        not null, -- which cases, in words
    reason      text        check (char_length(reason) <= 300), -- why marked cases are told in full; null when they are not
    ordered_at  timestamptz not null,
    expires_at  timestamptz not null,
    seen_at     timestamptz not null, -- when the node that works on it last said so
    state       varchar(10) not null check (state in ('RUNNING', 'DONE', 'FAILED')),
    problem     varchar(20), -- why it failed
    cases       int         not null, -- to tell
    told        int         not null default 0,
    entries     bigint      not null default 0, -- of the journal, told so far
    finished_at timestamptz,
    size        bigint, -- bytes
    sha256      text,
    check ((state = 'DONE') = (sha256 is not null)),
    check ((state = 'DONE') = (size is not null)),
    check ((state = 'FAILED') = (problem is not null))
);
-- One at a time a person.
create unique index export_running on export_order (staff_id) where state = 'RUNNING';
create index export_expires_at on export_order (expires_at);

create table export_piece (
    order_id uuid  not null references export_order on delete cascade,
    no       int   not null,
    bytes    bytea not null check (octet_length(bytes) between 1 and 262144),
    primary key (order_id, no)
);
alter table export_piece alter column bytes set storage external;
