-- Whose files go along with a letter: those of the message that it carries.
alter table letter add column files_of uuid references message;
