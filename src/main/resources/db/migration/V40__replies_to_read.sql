-- Answered cases in which somebody has written again, for the work list: few among many.
create index enquiry_reply_to_read on enquiry (unit_id, reply_since, id) where closed_at is not null and reply_since is not null;
