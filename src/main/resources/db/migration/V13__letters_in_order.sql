-- Letters queued in the same moment leave in the order in which they were written.
alter table letter add column line bigint generated always as identity;

drop index letter_to_send;
create index letter_to_send on letter (next_try_at, line) where status = 'QUEUED';

drop index letter_to_tell;
create index letter_to_tell on letter (tell_at, line) where tell_at is not null;
