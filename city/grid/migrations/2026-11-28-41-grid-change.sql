create table city.grid_change (
  district_id text not null references city.district,
  number integer not null check (number > 0),
  kind text not null check (kind in ('split', 'merge', 'border', 'retire')),
  day date not null,
  at timestamptz not null,
  by text not null,
  reason text not null check (reason <> ''),
  retired text[] not null,
  opened text[] not null,
  reshaped text[] not null,
  components integer not null check (components >= 0),
  open_cases integer not null check (open_cases >= 0),
  primary key (district_id, number)
);
comment on table city.grid_change is 'distributed: each published change of 单元网格, numbered; append-only; the shapes themselves are the periods of city.cell';
