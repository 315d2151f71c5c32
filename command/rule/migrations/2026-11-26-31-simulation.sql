create table command.simulation (
  district_id   text not null references city.district,
  simulation_id uuid not null,
  subject       text not null check (subject in ('rules', 'calendar', 'limits')),
  title         text not null,
  input         jsonb not null,
  input_hash    text not null check (input_hash ~ '^[0-9a-f]{64}$'),
  state         text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  since         timestamptz not null,
  until         timestamptz not null check (until > since),
  asked_by      text not null,
  asked_at      timestamptz not null,
  done          int not null default 0,
  total         int not null default 0,
  beat_at       timestamptz,
  finished_at   timestamptz,
  failure       text,
  report        jsonb,
  report_hash   text check (report_hash ~ '^[0-9a-f]{64}$'),
  primary key (district_id, simulation_id),
  check ((state = 'done') = (report is not null)),
  check ((report is null) = (report_hash is null))
);
comment on table command.simulation is 'distributed: a draft tried on past cases; input is the whole draft, report what would have changed, its hash goes into the publication; beat_at says that a worker is still at it';
create index simulation_waiting on command.simulation (district_id, asked_at) where state in ('waiting', 'running');
create index simulation_asked on command.simulation (district_id, subject, asked_at);

create table command.simulation_case (
  district_id   text not null,
  simulation_id uuid not null,
  ordinal       int not null,
  case_id       uuid not null,
  number        text not null,
  clock         text not null default '',
  from_unit     text,
  to_unit       text,
  final_unit    text,
  in_time_before boolean,
  in_time_after boolean,
  why           jsonb not null,
  primary key (district_id, simulation_id, ordinal),
  foreign key (district_id, simulation_id) references command.simulation (district_id, simulation_id) on delete cascade,
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table command.simulation_case is 'distributed: the cases that a simulation would have changed: sent to another unit, or judged otherwise';
create index simulation_case_move on command.simulation_case (district_id, simulation_id, from_unit, to_unit, ordinal);
