create table city.holiday (
  country text not null check (country ~ '^[A-Z]{2}$'),
  date date not null,
  name text not null check (name <> ''),
  is_off_day boolean not null,
  notice text not null check (notice <> ''),
  primary key (country, date)
);
comment on table city.holiday is 'reference: days off and worked weekend days (调休) by national notice; the notice''s number and address stand in each row';

create table city.calendar (
  district_id text not null references city.district,
  calendar_id text not null check (calendar_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  version int not null check (version > 0),
  definition jsonb not null check (
    definition ->> 'id' = calendar_id and (definition -> 'version')::int = version
  ),
  digest text not null check (digest ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null,
  published_by text not null check (published_by <> ''),
  reason text not null check (reason <> ''),
  primary key (district_id, calendar_id, version)
);
comment on table city.calendar is 'distributed: working calendars, each version whole in itself with the holidays it counts by; the highest version is in force, none is ever changed; digest is the SHA-256 of the definition''s canonical JSON';

create table city.stage_limit (
  district_id text not null references city.district,
  stage text not null check (stage in ('intake', 'confirm', 'file', 'dispatch', 'accept', 'handle', 'verify', 'close', 'overall')),
  value numeric not null check (value > 0),
  unit text not null check (unit in (
    'urgent_second', 'urgent_minute', 'urgent_hour', 'urgent_day', 'natural_day', 'work_minute', 'work_hour', 'work_day'
  )),
  source text not null check (source <> ''),
  mark text not null check (mark <> ''),
  primary key (district_id, stage)
);
comment on table city.stage_limit is 'distributed: how long each stage of the system itself may take, as the district sets it; a clock that has begun keeps the limit it began with';
