-- What an asker has begun to write in their matter, while they choose files for it.
create table reply_draft (
    enquiry_id uuid        primary key references enquiry,
    body       text        not null check (char_length(body) <= 40000),
    expires_at timestamptz not null
);
create index reply_draft_expires_at on reply_draft (expires_at);
