-- Days that the municipality has decided to be closed; each counts only for what is received after recorded_at.
create table closed_day (
    day         date        primary key check (extract(isodow from day) < 6),
    decision    text        not null check (length(btrim(decision)) between 1 and 200),
    recorded_at timestamptz not null
);
