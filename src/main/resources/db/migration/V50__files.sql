-- What people send along, as it came.
create table file (
    id         uuid        primary key,
    line       bigint      generated always as identity, -- the order in which they came
    -- Where it lies: with something that is not sent yet, with a form of a case, or with a message.
    unsent_key uuid,
    enquiry_id uuid        references enquiry,
    form       varchar(60),
    message_id uuid        references message,
    name       text        not null check (char_length(name) between 1 and 160),
    kind       varchar(20) not null, -- by its content, never by its name
    size       bigint      not null check (size between 1 and 26214400),
    sha256     bytea       not null check (octet_length(sha256) = 32),
    scan       varchar(20) not null check (scan in ('CLEAN', 'INFECTED', 'NOT_SCANNED')),
    finding    text        check (char_length(finding) <= 200),
    kept_at    timestamptz not null,
    tried_at   timestamptz not null, -- when a scan was last tried
    expires_at timestamptz, -- what is never sent goes by itself
    check (num_nonnulls(unsent_key, form, message_id) = 1),
    check ((form is null) = (enquiry_id is null)),
    check ((unsent_key is null) = (expires_at is null)),
    check ((scan = 'INFECTED') = (finding is not null))
);
create index file_unsent on file (unsent_key) where unsent_key is not null;
create index file_of_form on file (enquiry_id, form) where form is not null;
create index file_of_message on file (message_id) where message_id is not null;
create index file_expires_at on file (expires_at) where expires_at is not null;
create index file_not_scanned on file (tried_at) where scan = 'NOT_SCANNED';
create index file_quarantine on file (kept_at) where scan = 'INFECTED';

-- In pieces, so that neither coming nor going needs a whole file in memory. They are compressed already, mostly.
create table file_chunk (
    file_id uuid  not null references file on delete cascade,
    no      int   not null,
    bytes   bytea not null check (octet_length(bytes) between 1 and 262144),
    primary key (file_id, no)
);
alter table file_chunk alter column bytes set storage external;
