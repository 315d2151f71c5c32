-- What a plan asks may change from a day on. Each version keeps its terms; the plan keeps what it is and since when.
create table command.inspection_plan_version (
  district_id text        not null,
  plan_id     uuid        not null,
  version     int         not null check (version > 0),
  from_on     date        not null,
  scope       jsonb       not null check (jsonb_typeof(scope) = 'object'),
  every_days  int         not null check (every_days between 1 and 3660),
  on_workdays boolean     not null,
  unit_id     text,
  person_id   uuid,
  window_from text        check (window_from ~ '^[0-2][0-9]:[0-5][0-9]$'),
  window_to   text        check (window_to ~ '^[0-2][0-9]:[0-5][0-9]$'),
  ends_on     date        check (ends_on >= from_on),
  reason      text        not null check (reason <> '' or version = 1),
  made_at     timestamptz not null,
  made_by     text        not null check (made_by <> ''),
  dropped_at  timestamptz,
  dropped_by  text,
  primary key (district_id, plan_id, version),
  foreign key (district_id, plan_id) references command.inspection_plan (district_id, plan_id),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id),
  foreign key (district_id, person_id) references city.person (district_id, person_id),
  check ((window_from is null) = (window_to is null)),
  check ((dropped_at is null) = (dropped_by is null)),
  check (dropped_at is null or version > 1)
);
comment on table command.inspection_plan_version is
  'distributed: what a plan asks from a day on; the latest that has begun holds, one not yet begun may be dropped, none is changed';

insert into command.inspection_plan_version (district_id, plan_id, version, from_on, scope, every_days, on_workdays, unit_id,
  person_id, window_from, window_to, ends_on, reason, made_at, made_by)
select district_id, plan_id, 1, starts_on, scope, every_days, on_workdays, unit_id, person_id, window_from, window_to, ends_on, '',
       made_at, made_by
  from command.inspection_plan;

alter table command.inspection_plan
  drop column scope, drop column every_days, drop column on_workdays, drop column unit_id, drop column person_id,
  drop column window_from, drop column window_to, drop column ends_on;
comment on table command.inspection_plan is
  'distributed: a plan of inspection by its name, of which kind and since when; what it asks stands in command.inspection_plan_version, what is due is computed from command.inspection';

alter table command.inspection add column version int not null default 1 check (version > 0);
alter table command.inspection_round add column version int not null default 1 check (version > 0);
