-- Who is away when (G7): what they had taken goes back to the group, or to the deputy, when it begins.
create table absence (
    id          uuid primary key,
    staff_id    text not null,
    staff_name  text not null,
    units       text[] not null,
    from_on     date not null,
    to_on       date not null check (to_on >= from_on), -- the last day away
    deputy_id   text,
    deputy_name text,
    set_by_name text not null,
    set_at      timestamptz not null,
    begun_at    timestamptz, -- when the work went back
    removed_at  timestamptz
);

create index absence_of_staff on absence (staff_id, to_on) where removed_at is null;
create index absence_to_begin on absence (from_on) where begun_at is null and removed_at is null;
