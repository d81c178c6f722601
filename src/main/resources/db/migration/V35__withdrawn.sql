-- Whoever takes their own question back undoes it themselves, by opening the case again; a colleague does not.
alter table enquiry
    add column closed_by_enquirer boolean not null default false;
