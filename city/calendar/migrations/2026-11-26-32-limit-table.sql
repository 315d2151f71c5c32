create table city.limit_table (
  district_id  text not null references city.district,
  version      int not null check (version > 0),
  definition   jsonb not null,
  digest       text not null check (digest ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null,
  published_by text not null check (published_by <> ''),
  reason       text not null check (reason <> ''),
  primary key (district_id, version)
);
comment on table city.limit_table is 'distributed: the limits of the stages as they were signed, each version whole and never changed; city.stage_limit holds what the highest version says; digest is chained like that of the calendar';
