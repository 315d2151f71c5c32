create schema if not exists supervise;

create table supervise.stuck_run (
  district_id text        not null references city.district,
  run_id      uuid        not null,
  at          timestamptz not null,
  cases       int         not null check (cases >= 0),
  findings    int         not null check (findings >= 0),
  digest      text        not null check (digest ~ '^[0-9a-f]{64}$'),
  primary key (district_id, run_id)
);
comment on table supervise.stuck_run is
  'distributed: one proof that every open case has a next actor and a next time; digest is SHA-256 over case, version, actor and time of each, so that a proof without findings says what it looked at';
create index stuck_run_time on supervise.stuck_run (district_id, at);

create table supervise.stuck_finding (
  district_id text  not null,
  run_id      uuid  not null,
  case_id     uuid  not null,
  kind        text  not null,
  detail      jsonb not null,
  primary key (district_id, run_id, case_id, kind),
  foreign key (district_id, run_id) references supervise.stuck_run (district_id, run_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table supervise.stuck_finding is
  'distributed: an open case that nobody will take further, or that nothing will wake, with what is missing';
