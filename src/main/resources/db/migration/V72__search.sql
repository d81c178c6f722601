-- For the auditors' search: the words of each message. A case's subject is the beginning of its question, so it has no words
-- of its own. Computed by the database, so that nothing that is written or moved can be forgotten.
alter table message add column words tsvector not null generated always as (to_tsvector('swedish', body)) stored;

-- Whoever asks a question pays for no more than half a megabyte of words put in order at once.
create index message_words on message using gin (words) with (gin_pending_list_limit = 512);

-- The two orders in which cases are found.
create index enquiry_by_received on enquiry (received_at, id);
create index enquiry_by_closed on enquiry (closed_at, id) where closed_at is not null;

-- What an auditor looks for among all that is as it should be.
create index journal_deviations on journal_entry (what, enquiry_id)
    where what in ('PROMISE_BROKEN', 'INTERVENED', 'DETAILS_CORRECTED', 'SENT_BY_MISTAKE', 'COUNTED_AS_LATE',
        'PROCESS_MIGRATED', 'LETTER_REFUSED', 'CLOCK_NEVER_STOPPED');
