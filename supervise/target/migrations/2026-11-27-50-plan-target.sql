create table supervise.plan_target (
  district_id text        not null references city.district,
  target_id   uuid        not null,
  version     int         not null check (version > 0),
  position    int         not null check (position > 0),
  name        text        not null check (name <> ''),
  body        jsonb       not null,
  changed_at  timestamptz not null,
  primary key (district_id, target_id),
  unique (district_id, name)
);
comment on table supervise.plan_target is
  'distributed: an indicator of the plan as it stands now, with every claim the plan makes about it; what it was before is in plan_target_version';

create table supervise.plan_target_version (
  district_id text        not null,
  target_id   uuid        not null,
  version     int         not null check (version > 0),
  body        jsonb       not null,
  reason      text        not null check (reason <> ''),
  changed_at  timestamptz not null,
  changed_by  text        not null,
  primary key (district_id, target_id, version),
  foreign key (district_id, target_id) references supervise.plan_target (district_id, target_id)
);
comment on table supervise.plan_target_version is
  'distributed: an indicator of the plan as it was entered each time, with who and why; never changed';

create table supervise.plan_actual (
  district_id     text        not null,
  actual_id       uuid        not null,
  target_id       uuid        not null,
  period          text        not null check (period ~ '^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$'),
  value           numeric,
  state           text        not null default '',
  is_reached      boolean,
  evidence        text        not null check (evidence <> ''),
  origin          text        not null check (origin in ('entered', 'imported', 'demo')),
  entered_at      timestamptz not null,
  entered_by      text        not null,
  withdrawn_at    timestamptz,
  withdrawn_by    text,
  withdrawn_why   text,
  primary key (district_id, actual_id),
  check (value is not null or state <> ''),
  check ((withdrawn_at is null) = (withdrawn_by is null)),
  check ((withdrawn_at is null) = (withdrawn_why is null)),
  foreign key (district_id, target_id) references supervise.plan_target (district_id, target_id)
);
comment on table supervise.plan_actual is
  'distributed: what was reached in a period, as somebody entered it with its evidence; the latest entry not withdrawn holds, none is changed or lost';
create index plan_actual_target on supervise.plan_actual (district_id, target_id, period, entered_at);
