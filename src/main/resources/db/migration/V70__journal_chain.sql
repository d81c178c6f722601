-- Each entry stands in a chain, which is its case's or that of what belongs to no case, and is sealed: see journal.Seal.
alter table journal_entry
    add column chain     uuid,
    add column seq       int,   -- from 1 within its chain, without gaps
    add column acting_as text,  -- the person's roles when they did it
    add column unit_id   text,  -- the unit on whose behalf they did it
    add column step      text,  -- the process definition and the element in it that did it, or in which it was done
    add column hash      bytea, -- SHA-256 over the entry and the hash of the one before it
    add column mac       bytea; -- HMAC over the hash, by a key that is not in the database

-- Where each chain ends. Nobody believes it: it lets writers go on, and tells a checkpoint what is new.
create table journal_head (
    chain    uuid primary key,
    seq      int not null,
    hash     bytea not null,
    unsealed boolean not null -- whether something has come since the last checkpoint
) with (fillfactor = 70);

create index journal_head_unsealed on journal_head (chain) where unsealed;

-- What belongs to no case: models, staff, settings, and the audit itself (journal.Chain).
insert into journal_head (chain, seq, hash, unsealed)
    select chain, 0, decode(repeat('00', 32), 'hex'), false
    from (values
        (uuid '00000000-0000-0000-0000-000000000001'),
        (uuid '00000000-0000-0000-0000-000000000002'),
        (uuid '00000000-0000-0000-0000-000000000003'),
        (uuid '00000000-0000-0000-0000-000000000004')) as known (chain);

-- Where all chains stood at a moment, signed: what was there then can neither be changed nor cut off afterwards.
create table journal_checkpoint (
    n         int primary key, -- from 1, without gaps
    at        timestamptz not null,
    leaves    int not null,
    root      bytea not null, -- of the Merkle tree over its leaves
    previous  bytea not null, -- SHA-256 over the statement of the one before
    key_id    text not null,
    signature bytea not null  -- Ed25519 over the statement
);

-- The chains that had grown since the checkpoint before.
create table journal_checkpoint_leaf (
    chain      uuid not null,
    checkpoint int not null references journal_checkpoint,
    seq        int not null,
    hash       bytea not null,
    primary key (chain, checkpoint)
);

create index journal_checkpoint_leaves on journal_checkpoint_leaf (checkpoint, chain);

revoke update, delete, truncate on journal_checkpoint, journal_checkpoint_leaf from ${app-role};
revoke delete, truncate on journal_head from ${app-role};
