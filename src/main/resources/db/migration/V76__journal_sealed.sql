-- After V71 has sealed what was written before there was a chain.
alter table journal_entry
    alter column chain set not null,
    alter column seq set not null,
    alter column hash set not null,
    alter column mac set not null;

create unique index journal_of_chain on journal_entry (chain, seq);

-- A case's entries are found by their chain, which is the case's own.
drop index journal_of_enquiry;
