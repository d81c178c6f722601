-- Mailboxes that are read. The node that reads one has it for a while, so that others let it be.
create table mailbox (
    address       text primary key,
    since         timestamptz not null, -- what had arrived before this is left alone: somebody else has dealt with it
    uid_validity  bigint,      -- of the folder as it is now; another one means that the server has numbered it anew
    seen_to       bigint not null default 0, -- up to which number all has been seen, but for what becomes visible late
    read_at       timestamptz, -- when it was last read to its end
    failing_since timestamptz, -- since when it could not be read
    last_error    text,
    held_by       text,
    held_until    timestamptz
);

-- A mail that came in: one, however many mailboxes it lies in and however often it is fetched.
create table mail (
    id             uuid primary key,
    line           bigint generated always as identity, -- in the order in which they were taken in
    identity       bytea not null unique, -- SHA-256 over what makes it this mail, see channel.mail.ReadMail
    message_id     text,
    mailbox        text not null, -- where it was first seen
    sender         text,
    sender_name    text not null default '',
    subject        text not null default '',
    quoted         text not null default '', -- the history that it quotes
    shortened      boolean not null default false,
    refused_files  int not null default 0, -- files that were not taken in: the original has them
    arrived_at     timestamptz not null,  -- when our mail server took it
    taken_in_at    timestamptz not null,
    size           bigint not null,
    fate           text not null check (fate in
        ('NEW_ENQUIRY', 'MESSAGE', 'BOUNCE', 'AUTOMATIC_REPLY', 'OWN_LETTER', 'QUARANTINE')),
    reason         text not null, -- why, see intake.MailReason
    enquiry_id     uuid references enquiry,
    message        uuid, -- what it became in the case
    letter_id      uuid references letter,
    names_enquiry  uuid references enquiry, -- a case that it names, whose asker its sender is not
    original_name  text, -- who asks, as a forwarded mail tells, until somebody has confirmed it
    original_email text,
    original_at    timestamptz,
    settled_at     timestamptz -- when a person has decided what was asked of them
);

create index mail_by_message_id on mail (message_id) where message_id is not null;
create index mail_of_enquiry on mail (enquiry_id, arrived_at) where enquiry_id is not null;
create index mail_newest on mail (arrived_at desc, line desc);
create index mail_unsettled on mail (arrived_at, id)
    where settled_at is null and (names_enquiry is not null or original_at is not null or original_email is not null);

-- Its bytes as they came, for whoever must see them: not compressed, so that they are read piece by piece.
create table mail_original (
    mail_id uuid primary key references mail,
    bytes   bytea not null
);
alter table mail_original alter column bytes set storage external;

-- Each copy that was fetched: what is here is never fetched again.
create table mail_arrival (
    mailbox      text not null,
    uid_validity bigint not null,
    uid          bigint not null,
    mail_id      uuid not null references mail,
    arrived_at   timestamptz not null,
    primary key (mailbox, uid_validity, uid)
);

-- Senders whose mail expects no answer as a rule; a person decides each time.
create table sender_rule (
    pattern text primary key, -- an address, or a domain with @ before it; lower case
    at      timestamptz not null,
    by_name text not null
);

-- A machine asks: nothing that a machine writes goes back to it.
alter table enquiry add column quiet boolean not null default false;

create index letter_automatic on letter (recipient, queued_at) where kind = 'ACKNOWLEDGEMENT';

-- A letter that its recipient's mail server took, and sent back later.
alter table letter add column bounced_at timestamptz;
