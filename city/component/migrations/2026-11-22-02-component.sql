create table city.component (
  district_id text not null references city.district,
  code text not null check (code ~ '^[0-9]{16,17}$'),
  edition text not null check (edition = case length(code) when 17 then '2026' else '2013' end),
  kind text not null check (kind = substr(code, 7, length(code) - 12)),
  name text not null check (name <> ''),
  place point not null,
  cell_code text,
  street_code text,
  community_code text,
  manager_code text,
  manager_name text,
  owner_code text,
  owner_name text,
  maintainer_code text,
  maintainer_name text,
  state text not null default 'intact' check (state in ('intact', 'damaged', 'lost', 'disused', 'removed')),
  initial_date date not null,
  changed_date date check (changed_date >= initial_date),
  data_source text check (data_source in ('surveyed', 'topographic', 'base-geodata', 'other')),
  accuracy text check (accuracy in ('A', 'B', 'C')),
  address text,
  address_grams text[],
  note text,
  attributes jsonb not null default '{}' check (jsonb_typeof(attributes) = 'object'),
  legacy_code text check (legacy_code ~ '^[0-9]{16}$'),
  revision integer not null default 1 check (revision > 0),
  primary key (district_id, code)
);
create index component_place on city.component using gist (place);
create index component_name on city.component (district_id, name, code);
create index component_kind on city.component (district_id, kind, state);
create index component_cell on city.component (district_id, cell_code);
create index component_address on city.component using gin (address_grams);
create unique index component_legacy on city.component (district_id, legacy_code) where legacy_code is not null;
comment on table city.component is 'distributed: 部件 by identification code (17 digits 2026, 16 digits 2013); place is CGCS2000 (lon, lat); never deleted, a removed one keeps its row and code';

create table city.component_history (
  district_id text not null,
  code text not null,
  revision integer not null check (revision > 0),
  at timestamptz not null,
  by text not null,
  change text not null check (change in ('registered', 'imported', 'state', 'amended')),
  reason text,
  before jsonb,
  after jsonb,
  primary key (district_id, code, revision),
  foreign key (district_id, code) references city.component
);
comment on table city.component_history is 'distributed: append-only; before and after hold the fields that changed, so every earlier state can be had back';

create table city.component_sequence (
  district_id text not null references city.district,
  county text not null check (county ~ '^[0-9]{6}$'),
  edition text not null check (edition in ('2026', '2013')),
  kind text not null check (kind ~ '^[0-9]{4,5}$'),
  last integer not null check (last between 1 and 999999),
  primary key (district_id, county, edition, kind)
);
comment on table city.component_sequence is 'distributed: the highest sequence number ever given to a kind; numbers are not used twice';
