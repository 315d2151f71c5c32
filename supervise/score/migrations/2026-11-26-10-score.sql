create schema if not exists supervise;

create table supervise.score_rule (
  district_id       text        not null references city.district,
  version           int         not null check (version > 0),
  title             text        not null check (title <> ''),
  rules             jsonb       not null,
  source_text       text        not null,
  hash              text        not null check (hash ~ '^[0-9a-f]{64}$'),
  valid_from        date        not null,
  note              text        not null default '',
  published_by      text        not null,
  published_by_name text        not null,
  published_at      timestamptz not null,
  primary key (district_id, version),
  unique (district_id, valid_from)
);
comment on table supervise.score_rule is
  'distributed: published scoring rules, never edited; one is in force from its day up to the day on which the next one begins';

create table supervise.score_roll (
  district_id   text        not null references city.district,
  roll          bigint      not null check (roll >= 0),
  rolled_at     timestamptz not null,
  definition    int         not null,
  last_run_roll bigint      not null default 0,
  primary key (district_id)
);
comment on table supervise.score_roll is
  'distributed: how often cases of the district were counted again; the number is the cut-off of a run, since what was counted at it is kept';

create table supervise.score_dirty (
  district_id text        not null references city.district,
  case_id     uuid        not null,
  marked_at   timestamptz not null,
  primary key (district_id, case_id)
);
comment on table supervise.score_dirty is 'distributed: cases that changed and have not been counted again yet';

create table supervise.score_case (
  district_id text   not null,
  case_id     uuid   not null,
  from_roll   bigint not null,
  to_roll     bigint check (to_roll > from_roll),
  version     int    not null check (version > 0),
  primary key (district_id, case_id, from_roll),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table supervise.score_case is
  'distributed: up to which event a case was counted from one roll to another; superseded rows stay while a run needs them';

create table supervise.score_fact (
  district_id text             not null,
  case_id     uuid             not null,
  kind        text             not null,
  subject     text collate "C" not null,
  from_roll   bigint           not null,
  to_roll     bigint check (to_roll > from_roll),
  first_at    timestamptz      not null,
  last_at     timestamptz      not null,
  counts      text[]           not null,
  ats         timestamptz[]    not null,
  amounts     int[]            not null,
  primary key (district_id, case_id, kind, subject, from_roll),
  foreign key (district_id, case_id) references city.case (district_id, case_id),
  check (cardinality(counts) = cardinality(ats) and cardinality(counts) = cardinality(amounts))
);
comment on table supervise.score_fact is
  'distributed: what a case counts for, of one area, unit or person; an area is its deepest known code, so that the areas above it are those the code begins with';
create index score_fact_subject on supervise.score_fact (district_id, kind, subject, last_at);

create table supervise.score_tally (
  district_id text             not null references city.district,
  kind        text             not null,
  grain       text             not null check (grain in ('day', 'month')),
  starts_on   date             not null,
  subject     text collate "C" not null,
  count       text             not null,
  amount      bigint           not null,
  primary key (district_id, kind, grain, starts_on, subject, count)
);
comment on table supervise.score_tally is
  'distributed: facts in force added up by local day and month; always what adding them up anew would give';

create table supervise.score_run (
  district_id  text        not null,
  run_id       uuid        not null,
  from_day     date        not null,
  to_day       date        not null check (to_day > from_day),
  counted_to   date        not null check (counted_to > from_day and counted_to <= to_day),
  rule_version int         not null,
  rule_hash    text        not null,
  definition   int         not null,
  cut_off      bigint      not null,
  cut_off_at   timestamptz not null,
  inputs_hash  text        not null,
  result_hash  text        not null,
  made_by      text        not null,
  made_by_name text        not null,
  made_at      timestamptz not null,
  primary key (district_id, run_id),
  foreign key (district_id, rule_version) references supervise.score_rule (district_id, version)
);
comment on table supervise.score_run is
  'distributed: scores of a half-open period as they were computed; the hash covers the canonical bytes that anybody can compute again';
create index score_run_period on supervise.score_run (district_id, from_day, to_day, made_at);
create index score_run_made on supervise.score_run (district_id, made_at, run_id);

create table supervise.score_row (
  district_id text             not null,
  run_id      uuid             not null,
  kind        text             not null,
  subject     text collate "C" not null,
  body        jsonb            not null,
  primary key (district_id, run_id, kind, subject),
  foreign key (district_id, run_id) references supervise.score_run (district_id, run_id)
);
comment on table supervise.score_row is 'distributed: one line of a run''s score sheets with its inputs';

create table supervise.score_check (
  district_id     text        not null,
  check_id        uuid        not null,
  run_id          uuid        not null,
  equal           boolean     not null,
  computed_hash   text        not null,
  cases           int         not null,
  checked_by      text        not null,
  checked_by_name text        not null,
  checked_at      timestamptz not null,
  primary key (district_id, check_id),
  foreign key (district_id, run_id) references supervise.score_run (district_id, run_id)
);
comment on table supervise.score_check is 'distributed: each time a run was computed again from the events, and whether the bytes were the same';
create index score_check_run on supervise.score_check (district_id, run_id, checked_at);
