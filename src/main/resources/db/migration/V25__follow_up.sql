-- What an asker makes of their answer (G8, G16), and cases that are opened again because of it.
alter table enquiry
    add column follow_up_until timestamptz, -- until then a closed case may be opened again
    add column reply_since timestamptz, -- since when a message that came after the answer waits to be read
    add column contact_wanted_at timestamptz, -- since when the asker waits for the manager
    add column reopened_at timestamptz; -- from when its clock is counted anew

-- The clock as it was before a case was opened again: figures count each time by itself.
create table reopening (
    enquiry_id        uuid not null references enquiry,
    at                timestamptz not null,
    first_response_at timestamptz,
    last_day_on       date not null,
    closed_at         timestamptz not null,
    primary key (enquiry_id, at)
);

-- What the service was worth, in marks that are counted and words that are read.
create table feedback (
    id             uuid primary key,
    enquiry_id     uuid not null references enquiry,
    unit_id        text not null references unit, -- whose answer it was
    closed_at      timestamptz not null, -- which answer it was
    given_at       timestamptz not null,
    mark           smallint check (mark between 1 and 4),
    words          text,
    complaint      boolean not null,
    contact_wanted boolean not null,
    reach          text, -- how the manager reaches somebody who had told no address
    check (mark is not null or words is not null or contact_wanted),
    unique (enquiry_id, closed_at)
);

create index feedback_of_unit on feedback (unit_id, given_at);
