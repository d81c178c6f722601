-- What Svara says in its letters and on its pages, in each version that was ever in use: see wording.KeptTexts.
create table kept_texts (
    wording  text        not null,
    language text        not null check (language in ('SV', 'EN')),
    version  int         not null check (version > 0), -- from 1, without gaps
    since    timestamptz not null, -- when Svara first started with it
    texts    text        not null, -- a line each, "key = text"; its SHA-256 stands in the journal
    primary key (wording, language, version)
);

revoke update, delete, truncate on kept_texts from ${app-role};
