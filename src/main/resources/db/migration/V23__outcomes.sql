-- Whoever wants the answer on paper tells where to; whoever wants a call is called twice before we write instead.
alter table enquiry
    add column postal_address text,
    add column call_tries     int not null default 0;

alter table public_draft
    add column postal_address text check (char_length(postal_address) <= 1000),
    drop constraint public_draft_reply_by_check,
    add constraint public_draft_reply_by_check check (reply_by in ('EMAIL', 'PHONE', 'LETTER', 'STATUS_PAGE'));

-- A question of ours to the asker (see enquiry.AskBacks): asked alone it stops no clock.
alter table enquiry
    add column waiting_for_asker_since timestamptz;

create table ask_back (
    id              uuid primary key,
    enquiry_id      uuid not null references enquiry,
    asked_at        timestamptz not null,
    asked_by        text not null,
    remind_on       date not null, -- the asker is reminded once, on this day
    reminded_at     timestamptz,
    may_close_on    date not null, -- from this day the case may be closed for want of a reply
    ended_at        timestamptz    -- replied to, or no longer needed
);

create unique index ask_back_open on ask_back (enquiry_id) where ended_at is null;
create index ask_back_to_remind on ask_back (remind_on) where ended_at is null and reminded_at is null;

-- What a case ended in when it was no answer of ours.
alter table enquiry
    add column elsewhere_system    text,
    add column elsewhere_reference text,
    add column elsewhere_who       text,
    add column elsewhere_on        date,
    add column close_reason        text,
    add column close_other_number  text;
