create table city.case_number (
  district_id text   not null references city.district,
  period      text   not null,
  last_number bigint not null check (last_number >= 0),
  primary key (district_id, period)
);
comment on table city.case_number is
  'distributed: the last serial given out in a period (the part of the number template before the serial); taken in the same transaction as the case, so a number exists exactly when its case does';

create table city.case (
  district_id       text        not null references city.district,
  case_id           uuid        not null,
  number            text        not null,
  version           int         not null check (version > 0),
  stage             text        not null,
  source            text        not null,
  urgency           text        not null check (urgency in ('normal', 'urgent', 'critical')),
  kind              text        check (kind in ('component', 'matter')),
  edition           text,
  category          text,
  category_name     text,
  description       text        not null,
  place             point,
  place_text        text        not null default '',
  cell_code         text,
  community_code    text,
  street_code       text,
  component_code    text,
  unit_id           text,
  co_unit_ids       text[]      not null default '{}',
  collector_id      uuid,
  reported_by       text        not null,
  reported_at       timestamptz not null,
  filed_at          timestamptz,
  handled_at        timestamptz,
  closed_at         timestamptz,
  clock             text,
  due_at            timestamptz,
  calendar_version  int,
  handled_in_time   boolean,
  pending           text        not null default '',
  returns           int         not null default 0,
  reworks           int         not null default 0,
  urges             int         not null default 0,
  rating            int         check (rating between 1 and 5),
  merged_into       uuid,
  changed_at        timestamptz not null,
  primary key (district_id, case_id),
  unique (district_id, number),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id),
  foreign key (district_id, collector_id) references city.person (district_id, person_id),
  foreign key (district_id, merged_into) references city.case (district_id, case_id)
);
comment on table city.case is
  'distributed: the fold of a case''s events, cached in the transaction that appends them; due_at is what the ledger computes under calendar_version for the clock that runs now, never patched by hand';
-- A case without a running clock is listed last, so the order of deadlines is that of this expression.
create index case_stage on city.case (district_id, stage, (coalesce(due_at, 'infinity')), case_id);
create index case_unit on city.case (district_id, unit_id, stage, (coalesce(due_at, 'infinity')), case_id);
create index case_unit_reported on city.case (district_id, unit_id, reported_at, case_id);
create index case_shared on city.case (district_id, stage, (coalesce(due_at, 'infinity')), case_id)
  where co_unit_ids <> '{}';
create index case_shared_reported on city.case (district_id, reported_at, case_id) where co_unit_ids <> '{}';
create index case_collector on city.case (district_id, collector_id, stage, (coalesce(due_at, 'infinity')), case_id)
  where collector_id is not null;
create index case_reporter on city.case (district_id, reported_by, stage, (coalesce(due_at, 'infinity')), case_id)
  where reported_by <> 'citizen';
create index case_changed on city.case (district_id, changed_at, case_id);
create index case_reported on city.case (district_id, reported_at, case_id);
create index case_place on city.case using gist (place) where place is not null;

create table city.case_event (
  district_id text        not null,
  case_id     uuid        not null,
  seq         int         not null check (seq > 0),
  kind        text        not null,
  at          timestamptz not null,
  by_id       text        not null,
  by_name     text        not null,
  by_unit     text,
  calendar_version int,
  body        jsonb       not null,
  recorded_at timestamptz not null default now(),
  primary key (district_id, case_id, seq),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table city.case_event is
  'distributed: the append-only history of a case; what a case is, is folded from these rows and from nothing else';

create table city.case_file (
  district_id text not null,
  case_id     uuid not null,
  file_id     uuid not null,
  seq         int  not null,
  purpose     text not null check (purpose in ('report', 'confirm', 'before', 'after', 'verify', 'other')),
  primary key (district_id, case_id, file_id, purpose),
  foreign key (district_id, case_id, seq) references city.case_event (district_id, case_id, seq)
);
comment on table city.case_file is 'distributed: files attached to a case by an event, by purpose (standards.md 5.5 [S11])';
create index case_file_file on city.case_file (district_id, file_id);
