create schema if not exists supervise;

create table supervise.rung_fired (
  district_id text        not null,
  case_id     uuid        not null,
  clock       text        not null,
  epoch       int         not null check (epoch >= 0),
  rung        text        not null check (rung <> ''),
  share       float8      not null check (share > 0),
  at          timestamptz not null,
  due_by      timestamptz,
  party       text,
  fired_at    timestamptz not null,
  late_ms     bigint      not null check (late_ms >= 0),
  outcome     text        not null check (outcome in ('told', 'superseded', 'waiting', 'moot')),
  tell_at     timestamptz check ((tell_at is null) = (outcome <> 'waiting')),
  primary key (district_id, case_id, clock, epoch, rung),
  check (fired_at >= at),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table supervise.rung_fired is
  'distributed: each rung of a clock that was reached, once: at is the instant it was due, epoch the event that last gave the clock its budget; superseded means that a higher one was reached by then and was told instead';
comment on column supervise.rung_fired.late_ms is
  'from the later of the due instant and the instant the case was armed for, to when it was written down';
create index rung_fired_time on supervise.rung_fired (district_id, fired_at, case_id);
create index rung_fired_waiting on supervise.rung_fired (district_id, tell_at) where outcome = 'waiting';

create table supervise.ladder (
  district_id  text        not null references city.district,
  version      int         not null check (version > 0),
  rungs        jsonb       not null,
  reason       text        not null check (reason <> ''),
  published_at timestamptz not null,
  published_by text        not null check (published_by <> ''),
  primary key (district_id, version)
);
comment on table supervise.ladder is
  'distributed: the escalation ladders a district has set, each whole and never changed; the one in force is also in the settings of city.district, where every step reads it';
