create schema if not exists city;

create table city.district (
  district_id text primary key check (district_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
  name text not null check (name <> ''),
  division_code text check (division_code ~ '^[0-9]{6}$'),
  time_zone text not null default 'Asia/Shanghai',
  centre_lon double precision not null check (centre_lon between -180 and 180),
  centre_lat double precision not null check (centre_lat between -90 and 90),
  bounds box not null,
  catalogue_edition text not null default '2026',
  settings jsonb not null default '{}' check (jsonb_typeof(settings) = 'object')
);
comment on table city.district is 'reference: districts served; centre and bounds in CGCS2000 degrees';

-- One row a district. The token changes with every change of cells, beats or divisions, in the same transaction; being updated
-- first, the row also makes such changes of one district wait for each other.
create table city.place_version (
  district_id text primary key references city.district,
  token uuid not null,
  changed_at timestamptz not null default now()
);
comment on table city.place_version is 'distributed: which state of the cells a locator was built from';

create table city.division (
  district_id text not null references city.district,
  code text not null check (code ~ '^[0-9]{9}([0-9]{3})?$'),
  level text not null check (level = case length(code) when 9 then 'street' else 'community' end),
  name text not null check (name <> ''),
  parent_code text not null check (parent_code = left(code, length(code) - 3)),
  boundary jsonb check (boundary ->> 'type' in ('Polygon', 'MultiPolygon')),
  bounds box,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (district_id, code, valid_from),
  check ((boundary is null) = (bounds is null))
);
create unique index division_current on city.division (district_id, code) where valid_to is null;
comment on table city.division is 'distributed: streets (9 digits) and communities (12 digits); boundary is GeoJSON in CGCS2000; validity is half-open';

create table city.cell (
  district_id text not null references city.district,
  code text not null check (code ~ '^[0-9]{12}[0-9A-Z]{3}$'),
  name text,
  area_m2 double precision not null check (area_m2 > 0),
  boundary jsonb not null check (boundary ->> 'type' in ('Polygon', 'MultiPolygon')),
  bounds box not null,
  label point not null,
  note text,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  succeeded_by text[] not null default '{}',
  primary key (district_id, code, valid_from)
);
create unique index cell_current on city.cell (district_id, code) where valid_to is null;
create index cell_bounds on city.cell using gist (bounds);
comment on table city.cell is 'distributed: 单元网格 with 15-character codes; one row for each shape a cell has had; GeoJSON in CGCS2000; validity is half-open; a retired code never returns';

create table city.beat (
  district_id text not null references city.district,
  beat_id uuid not null,
  name text not null check (name <> ''),
  note text,
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (district_id, beat_id)
);
create unique index beat_name_current on city.beat (district_id, name) where valid_to is null;
comment on table city.beat is 'distributed: 责任网格, a named set of cells walked by one collector or crew';

-- That a cell is in at most one beat at a time is judged under the lock of city.place_version: an exclusion constraint over
-- text and a range would need an extension.
create table city.beat_cell (
  district_id text not null,
  beat_id uuid not null,
  cell_code text not null check (cell_code ~ '^[0-9]{12}[0-9A-Z]{3}$'),
  valid_from date not null,
  valid_to date check (valid_to > valid_from),
  primary key (district_id, cell_code, valid_from),
  foreign key (district_id, beat_id) references city.beat
);
create unique index beat_cell_current on city.beat_cell (district_id, cell_code) where valid_to is null;
create index beat_cell_of_beat on city.beat_cell (district_id, beat_id);
comment on table city.beat_cell is 'distributed: which cells belong to which beat, and when; validity is half-open';

create table city.street_line (
  district_id text not null references city.district,
  road_id text not null,
  name text not null check (name <> ''),
  aliases text[] not null default '{}',
  grams text[] not null,
  line jsonb not null check (line ->> 'type' in ('LineString', 'MultiLineString')),
  bounds box not null,
  source text,
  primary key (district_id, road_id)
);
create index street_line_grams on city.street_line using gin (grams);
create index street_line_bounds on city.street_line using gist (bounds);
comment on table city.street_line is 'distributed: named roads for geocoding; GeoJSON lines in CGCS2000; grams are the letter pairs of name and aliases';

create table city.place_name (
  district_id text not null references city.district,
  place_id text not null,
  kind text not null check (kind in ('region', 'tract', 'block', 'street', 'door', 'poi')),
  name text not null check (name <> ''),
  aliases text[] not null default '{}',
  grams text[] not null,
  road_name text,
  door_number integer check (door_number > 0),
  address text,
  place point not null,
  source text,
  primary key (district_id, place_id),
  check (kind <> 'door' or (road_name is not null and door_number is not null))
);
create index place_name_grams on city.place_name using gin (grams);
create index place_name_place on city.place_name using gist (place);
create index place_name_door on city.place_name (district_id, road_name, door_number) where kind = 'door';
comment on table city.place_name is 'distributed: 地理编码 of the six basic kinds (区域 地片 区片 街巷 门楼牌 兴趣点); place is CGCS2000 (lon, lat)';
