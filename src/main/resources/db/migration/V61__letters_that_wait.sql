-- A letter that leaves only after another one has: nothing goes to a company before the asker has been told.
alter table letter add column after_letter uuid references letter;
