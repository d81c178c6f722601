-- Who has read which case, once a person, case and quarter of an hour. It is no part of the journal: it has a disposal time of
-- its own.
create table access_log (
    enquiry_id uuid not null references enquiry,
    staff_id   text not null,
    quarter    int not null, -- quarters of an hour since 1970
    at         timestamptz not null, -- the first time in it
    staff_name text not null,
    own_unit   boolean not null, -- whether the case was their unit's
    sensitive  boolean not null, -- whether the case was marked
    primary key (enquiry_id, staff_id, quarter)
);

create index access_log_by_quarter on access_log (quarter);

revoke update, delete, truncate on access_log from ${app-role};

-- The application forgets only what is older than a year at least, whatever it is told.
create function forget_access(before timestamptz, most int) returns int
    language sql
    security definer
    set search_path = public, pg_temp
    as $$
        with gone as (
            delete from access_log where ctid = any (array(
                select ctid from access_log
                where quarter < extract(epoch from least(before, now() - interval '365 days')) / 900
                limit most))
            returning 1)
        select count(*)::int from gone
    $$;

revoke all on function forget_access(timestamptz, int) from public;
grant execute on function forget_access(timestamptz, int) to ${app-role};
