-- Who is asked when a matter is somebody else's. Rows are retired, never removed: letters name them.
create table recipient (
    id            text primary key,
    type          text not null check (type in ('OTHER_AUTHORITY', 'ACTS_FOR_US')),
    company       boolean not null, -- a company is no authority: the asker hears of it before anything personal goes there
    name_sv       text not null,
    name_en       text not null,
    answers_sv    text not null, -- what they answer for, in words that officers search by
    answers_en    text not null,
    email         text not null,
    phone         text not null,
    web           text not null default '',
    address       text not null default '',
    retired_at    timestamptz
);

-- An internal forwarding: until it is accepted, the unit that gave the case away answers for it (G4).
create table handover (
    id               uuid primary key,
    enquiry_id       uuid not null references enquiry,
    line             bigint generated always as identity,
    from_unit_id     text not null references unit,
    to_unit_id       text not null references unit,
    by_id            text not null,
    by_name          text not null,
    at               timestamptz not null,
    reason           text not null,
    across_boards    boolean not null,
    parts            text[] not null, -- what goes along; between boards the sender chooses
    secrecy_checked  boolean not null,
    accept_by        timestamptz not null,
    accepted_at      timestamptz,
    accepted_by      text,
    returned_at      timestamptz,
    returned_by      text,
    return_reason    text,
    raised_at        timestamptz, -- when the registrar got it instead, and the count of returns began anew
    check (not across_boards or secrecy_checked)
);

create index handover_of_enquiry on handover (enquiry_id, line);

-- handed_to: the unit whose work it is though another one still answers for it. texts_of: the only unit that may read what
-- was written before the case crossed to another board; null when all who may read the case may.
alter table enquiry
    add column handed_to text references unit,
    add column texts_of  text references unit;

create index enquiry_handed_to on enquiry (handed_to, answer_due_at) where handed_to is not null and closed_at is null;

-- An external forwarding, or a question to a contractor who acts for us.
create table forwarding (
    id            uuid primary key,
    enquiry_id    uuid not null references enquiry,
    line          bigint generated always as identity,
    recipient_id  text not null references recipient,
    type          text not null check (type in ('OTHER_AUTHORITY', 'ACTS_FOR_US')),
    email         text not null, -- as it was when the letter left
    by_id         text not null,
    by_name       text not null,
    at            timestamptz not null,
    parts         text[] not null,
    words         text not null,
    letter_id     uuid references letter,
    asker_letter_id uuid references letter,
    watch_on      date,
    watch_until   timestamptz,
    stopped_at    timestamptz, -- when it stopped the clock
    token_hash    bytea unique, -- of the recipient's link, which works once
    state         text not null check (state in ('ON_ITS_WAY', 'DELIVERED', 'REFUSED', 'CONFIRMED', 'STANDS', 'TAKEN_BACK', 'GIVEN_UP')),
    settled_at    timestamptz
);

create index forwarding_of_enquiry on forwarding (enquiry_id, line);
create index forwarding_by_letter on forwarding (letter_id);
create index forwarding_by_asker_letter on forwarding (asker_letter_id);

insert into recipient (id, type, company, name_sv, name_en, answers_sv, answers_en, email, phone, web, address) values
    ('trafikverket', 'OTHER_AUTHORITY', false, 'Trafikverket', 'Swedish Transport Administration',
     'Statliga vägar: väg 274, Rindöleden och vägfärjorna, hastighet, skyltar, snöröjning, hål i vägen, buller från väg.',
     'National roads: road 274 and the road ferries; speed limits, signs, snow clearing, potholes and road noise.',
     'vaxholm@trafikverket.example', '0771-00 00 01', 'https://trafikverket.example', E'Box 1\n171 54 Solna'),
    ('region-stockholm', 'OTHER_AUTHORITY', false, 'Region Stockholm', 'Region Stockholm',
     'Sjukvård, vårdcentraler, tandvård, färdtjänst, kollektivtrafik: bussar och Waxholmsbåtar.',
     'Health care, clinics, dental care, mobility service; public transport: buses and archipelago boats.',
     'kontakt@regionstockholm.example', '08-000 00 02', 'https://regionstockholm.example', E'Box 2\n104 22 Stockholm'),
    ('skargardens-vatten', 'OTHER_AUTHORITY', true, 'Skärgårdens Vatten AB', 'Skärgårdens Vatten AB',
     'Kommunalt vatten och avlopp: vattenläckor, stopp i avlopp, vattenmätare, anslutning och räkningar för vatten.',
     'Municipal water and sewage: leaks, blocked drains, water meters, connections and water bills.',
     'kundservice@skargardensvatten.example', '08-000 00 03', 'https://skargardensvatten.example', E'Vattenvägen 3\n184 00 Åkersberga'),
    ('ramso-vagforening', 'OTHER_AUTHORITY', false, 'Ramsö vägförening', 'Ramsö Road Association',
     'Enskilda vägar på Ramsö: grus, dikning, snöröjning, bommar och skyltar på föreningens vägar.',
     'Private roads on Ramsö: gravel, ditches, snow clearing, barriers and signs on the association''s roads.',
     'styrelsen@ramsovag.example', '070-000 00 04', '', E'c/o Ordföranden\nRamsö 4\n185 00 Vaxholm'),
    ('polisen', 'OTHER_AUTHORITY', false, 'Polisen', 'Police Authority',
     'Brott, anmälan, tillstånd för offentlig tillställning, övergivna fordon på privat mark, hittegods, vapen och pass. Akut: 112.',
     'Crimes and reports, permits for public events, lost property, firearms and passports. In an emergency: 112.',
     'registrator@polisen.example', '114 14', 'https://polisen.example', E'Box 5\n106 75 Stockholm'),
    ('lansstyrelsen-stockholm', 'OTHER_AUTHORITY', false, 'Länsstyrelsen Stockholm', 'County Administrative Board of Stockholm',
     'Överklagade bygglov, strandskydd, naturreservat, djurskydd, jakt, fornlämningar och vattenverksamhet.',
     'Appeals against building permits, shore protection, nature reserves, animal welfare, hunting, ancient remains.',
     'stockholm@lansstyrelsen.example', '010-000 00 06', 'https://lansstyrelsen.example', E'Box 6\n104 22 Stockholm'),
    ('gatudrift', 'ACTS_FOR_US', true, 'Gatudrift Norrort AB', 'Gatudrift Norrort AB',
     'Sköter kommunens gator åt oss: snöröjning, sandning, potthål, gatlampor och sopning.',
     'Looks after the municipality''s streets for us: snow clearing, gritting, potholes, street lights, sweeping.',
     'arbetsledning@gatudrift.example', '08-000 00 07', '', E'Driftvägen 7\n187 00 Täby'),
    ('skargardens-renhallning', 'ACTS_FOR_US', true, 'Skärgårdens Renhållning AB', 'Skärgårdens Renhållning AB',
     'Hämtar sopor och sköter återvinningen åt oss: utebliven hämtning, kärl, slam och grovavfall.',
     'Collects waste and runs recycling for us: missed collections, bins, sludge and bulky waste.',
     'trafikledning@renhallning.example', '08-000 00 08', '', E'Renvägen 8\n184 00 Åkersberga');
