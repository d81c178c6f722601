-- What a visitor has filled in so far, for 72 hours, found by the token in a cookie of its own. The token itself is not kept.
create table public_draft (
    token_hash      bytea       primary key check (octet_length(token_hash) = 32),
    submission_key  uuid        not null unique,
    kind            varchar(20) check (kind in ('QUESTION', 'FAULT_REPORT', 'OPINION')),
    category_id     varchar(60),
    -- Twice what can be sent: people shorten their own words better than we do.
    body            text        check (char_length(body) <= 40000),
    name            text        check (char_length(name) <= 400),
    email           text        check (char_length(email) <= 400),
    phone           text        check (char_length(phone) <= 400),
    reply_by        varchar(20) check (reply_by in ('EMAIL', 'PHONE', 'STATUS_PAGE')),
    language        varchar(2)  check (language in ('SV', 'EN')),
    started_at      timestamptz not null,
    expires_at      timestamptz not null,
    -- What was sent last from here, so that a second press and a reload come to the same receipt.
    sent_key        uuid,
    sent_number     varchar(20),
    sent_at         timestamptz,
    check ((sent_key is null) = (sent_number is null) and (sent_key is null) = (sent_at is null))
);
create index public_draft_expires_at on public_draft (expires_at);

-- The counters behind the limits on public forms, in the layout that Bucket4j asks for. Addresses stand here only as keyed hashes.
create table rate_limit (
    id         varchar(120) primary key,
    state      bytea,
    expires_at bigint
);
create index rate_limit_expires_at on rate_limit (expires_at);
