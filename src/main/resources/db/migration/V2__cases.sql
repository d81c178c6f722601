-- The organisation: who answers for what. Texts in both languages, because the asker chooses.
create table board (
    id      text primary key,
    name_sv text not null,
    name_en text not null,
    head_email text not null -- the head of department, to whom the unit's late cases go last
);

create table unit (
    id             text primary key, -- the same as the group in Keycloak
    board_id       text not null references board,
    name_sv        text not null,
    name_en        text not null,
    email          text not null,
    manager_email  text not null,
    phone          text not null,
    signature_sv   text not null,
    signature_en   text not null,
    arrival_notice text not null default 'AT_ONCE' check (arrival_notice in ('AT_ONCE', 'OFF'))
);

create table category (
    id              text primary key,
    unit_id         text references unit,
    name_sv         text not null,
    name_en         text not null,
    about_sv        text not null, -- what it is for and which details are needed (G14)
    about_en        text not null,
    urgent_phone    text,
    information_url text,
    sensitive       boolean not null default false,
    sort            int not null
);

-- Words that owners watch for: a rule may decide on the topic, never on the asker's own text.
create table topic (
    id         text primary key,
    legal_kind text,
    words      text[] not null
);

create table standard_answer (
    id          bigint generated always as identity primary key,
    unit_id     text references unit, -- null: for every unit
    language    text not null check (language in ('SV', 'EN')),
    title       text not null,
    body        text not null
);

-- One sequence a year: a number is never waited for and never given twice; gaps are allowed.
do $$
begin
    for year in 2020..2120 loop
        execute format('create sequence enquiry_number_%s', year);
    end loop;
end $$;

create table enquiry (
    id                uuid primary key,
    number            text not null unique,
    code_version      int not null default 1,
    channel           text not null,
    kind              text not null,
    category_id       text not null references category,
    unit_id           text not null references unit,
    legal_kind        text,
    topics            text not null default '',
    subject           text not null,
    sensitive         boolean not null,
    enquirer_name     text,
    enquirer_email    text,
    enquirer_phone    text,
    reply_by          text not null,
    language          text not null,
    received_at       timestamptz not null,
    registered_at     timestamptz not null,
    last_day_on       date not null,
    remind_at         timestamptz not null,
    answer_due_at     timestamptz not null,
    status            text not null,
    first_response_at timestamptz,
    unreachable_at    timestamptz, -- a letter was refused and nobody has reached the asker since
    handler_id        text,
    handler_name      text,
    claimed_at        timestamptz,
    closed_at         timestamptz,
    version           int not null default 0
);

create index enquiry_open_by_unit on enquiry (unit_id, answer_due_at, id) where closed_at is null;
create index enquiry_open_by_handler on enquiry (handler_id, answer_due_at, id) where closed_at is null;
create index enquiry_open_by_due on enquiry (answer_due_at, id) where closed_at is null;

create table message (
    id         uuid primary key,
    enquiry_id uuid not null references enquiry,
    at         timestamptz not null,
    type       text not null,
    author_id  text,
    author     text not null,
    body       text not null
);

create index message_of_enquiry on message (enquiry_id, at, id);

-- A draft belongs to the case, not to a person (G7): whoever takes over sees it, with who and when.
create table draft (
    enquiry_id      uuid not null references enquiry,
    form            text not null,
    fields          jsonb not null,
    saved_at        timestamptz not null,
    saved_by        text not null,
    saved_by_name   text not null,
    version         int not null,
    primary key (enquiry_id, form)
);

-- What has come in already: the same submission twice is the same case.
create table incoming (
    channel     text not null,
    key         text not null,
    enquiry_id  uuid not null references enquiry deferrable initially deferred,
    arrived_at  timestamptz not null,
    primary key (channel, key)
);

create table letter (
    id            uuid primary key,
    enquiry_id    uuid references enquiry,
    kind          text not null,
    recipient     text not null,
    sender_name   text not null,
    sender_email  text not null,
    subject       text not null,
    body_text     text not null,
    body_html     text not null,
    language      text not null,
    message_id    text not null unique,
    status        text not null check (status in ('QUEUED', 'SENT', 'REFUSED', 'STOPPED')),
    attempts      int not null default 0,
    queued_at     timestamptz not null,
    next_try_at   timestamptz not null,
    settled_at    timestamptz,
    last_error    text,
    tell_at       timestamptz -- when the case is to be told how it went; null before it is settled and after it was told
);

create index letter_to_send on letter (next_try_at) where status = 'QUEUED';
create index letter_to_tell on letter (tell_at) where tell_at is not null;
create index letter_of_enquiry on letter (enquiry_id, queued_at);

-- What a letter's link opens; only the hash is kept, so nobody inside can act as the asker.
create table letter_link (
    token_hash   bytea primary key,
    enquiry_id   uuid not null references enquiry,
    code_version int not null, -- a matter that gets a new code closes its old links
    made_at      timestamptz not null
);

create table journal_entry (
    id          bigint generated always as identity primary key,
    enquiry_id  uuid references enquiry,
    number      text,
    at          timestamptz not null,
    what        text not null,
    actor_role  text not null,
    actor_id    text,
    actor_name  text,
    detail      jsonb not null default '{}'
);

create index journal_of_enquiry on journal_entry (enquiry_id, id);

-- The application writes the journal and reads it; it can neither change nor remove what is written.
revoke update, delete, truncate on journal_entry from ${app-role};
