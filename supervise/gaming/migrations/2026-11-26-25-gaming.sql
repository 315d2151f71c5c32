create table supervise.gaming_threshold (
  district_id text        not null references city.district,
  version     int         not null check (version > 0),
  thresholds  jsonb       not null,
  reason      text        not null check (reason <> ''),
  changed_at  timestamptz not null,
  changed_by  text        not null,
  primary key (district_id, version)
);
comment on table supervise.gaming_threshold is
  'distributed: what a district has decided about the thresholds of patterns, version by version; before the first the usual ones hold';

create table supervise.gaming_run (
  district_id text        not null references city.district,
  run_id      uuid        not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null check (ends_at > starts_at),
  version     int         not null check (version >= 0),
  thresholds  jsonb       not null,
  tested      jsonb       not null,
  made_at     timestamptz not null,
  primary key (district_id, run_id),
  unique (district_id, ends_at, version)
);
comment on table supervise.gaming_run is
  'distributed: one search for patterns over a half-open window, with the thresholds it was made by and how many acts it looked at';

create table supervise.gaming_finding (
  district_id  text   not null,
  finding_id   uuid   not null,
  run_id       uuid   not null,
  kind         text   not null check (kind in ('last_minute', 'batch', 'perfect', 'rating_burst')),
  subject_id   text   not null,
  subject_name text   not null,
  hits         int    not null,
  sample       int    not null,
  base         double precision,
  expected     double precision,
  lower_bound  double precision,
  chance       double precision,
  cases        jsonb  not null,
  primary key (district_id, finding_id),
  unique (district_id, run_id, kind, subject_id),
  foreign key (district_id, run_id) references supervise.gaming_run (district_id, run_id)
);
comment on table supervise.gaming_finding is
  'distributed: a pattern found in a run with the cases it rests on; a question to somebody, never a verdict';

create table supervise.gaming_note (
  district_id text        not null references city.district,
  note_id     uuid        not null,
  finding_id  uuid        not null,
  kind        text        not null,
  subject_id  text        not null,
  at          timestamptz not null,
  by_id       text        not null,
  by_name     text        not null,
  text        text        not null check (text <> ''),
  primary key (district_id, note_id),
  foreign key (district_id, finding_id) references supervise.gaming_finding (district_id, finding_id)
);
comment on table supervise.gaming_note is
  'distributed: what was said in explanation of a finding, in order and never changed; shown with later findings of the same kind and subject too';
create index gaming_note_subject on supervise.gaming_note (district_id, kind, subject_id, at);
