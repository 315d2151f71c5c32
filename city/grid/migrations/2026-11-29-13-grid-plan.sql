-- A change may be planned for a day to come, withdrawn before that day, and taken back afterwards while nothing was built on it.
alter table city.grid_change
  add column state text not null default 'effective' check (state in ('planned', 'effective', 'withdrawn', 'undone')),
  add column effective_at timestamptz,
  add column ended_at timestamptz,
  add column ended_by text,
  add column ended_reason text check (ended_reason <> ''),
  add column kept jsonb not null default '{}' check (jsonb_typeof(kept) = 'object');
update city.grid_change set effective_at = at;
alter table city.grid_change
  add check ((state in ('effective', 'undone')) = (effective_at is not null)),
  add check ((state in ('withdrawn', 'undone')) = (ended_at is not null)),
  add check ((ended_at is null) = (ended_by is null) and (ended_at is null) = (ended_reason is null));
create index grid_change_planned on city.grid_change (district_id, day) where state = 'planned';
comment on table city.grid_change is 'distributed: each change of 单元网格, numbered: planned, effective, withdrawn or undone; kept says what an undo has to put back; the shapes in force are the periods of city.cell';

create table city.grid_change_shape (
  district_id text not null,
  number integer not null,
  side text not null check (side in ('before', 'after')),
  code text not null check (code ~ '^[0-9]{12}[0-9A-Z]{3}$'),
  name text,
  note text,
  boundary jsonb not null check (boundary ->> 'type' in ('Polygon', 'MultiPolygon')),
  primary key (district_id, number, side, code),
  foreign key (district_id, number) references city.grid_change
);
comment on table city.grid_change_shape is 'distributed: the cells of a change before and after it, GeoJSON in CGCS2000; never changed';
