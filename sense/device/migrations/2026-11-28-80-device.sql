create schema if not exists sense;

create table sense.device (
  district_id    text        not null references city.district,
  device_id      uuid        not null,
  protocol       text        not null check (protocol ~ '^[a-z][a-z0-9-]*$'),
  sender         text        not null check (sender <> ''),
  kind           text        not null check (kind ~ '^[a-z][a-z0-9-]*$'),
  name           text        not null check (name <> ''),
  maker          text        not null default '',
  model          text        not null default '',
  dictionaries   text[]      not null default '{}',
  units          jsonb       not null default '{}' check (jsonb_typeof(units) = 'object'),
  component_code text,
  unit_id        text,
  place          point,
  silent_after   int         not null default 900 check (silent_after between 10 and 864000),
  registered_at  timestamptz not null,
  registered_by  text        not null,
  retired_at     timestamptz,
  revision       int         not null default 1 check (revision > 0),
  primary key (district_id, device_id),
  foreign key (district_id, component_code) references city.component (district_id, code),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id)
);
create unique index device_sender on sense.device (district_id, protocol, sender) where retired_at is null;
create index device_kind on sense.device (district_id, kind, name, device_id);
create index device_component on sense.device (district_id, component_code) where component_code is not null;
comment on table sense.device is
  'distributed: what speaks to us and in which protocol; sender is its name on the wire, units override the code table where a station sends others, silent_after is in seconds, place is CGCS2000 (lon, lat)';

create table sense.sender (
  protocol    text not null,
  sender      text not null,
  district_id text not null references city.district,
  device_id   uuid not null,
  primary key (protocol, sender)
);
comment on table sense.sender is
  'reference: which device of which district a name on the wire belongs to; a gateway listens for all districts at once';

create table sense.device_state (
  district_id text        not null,
  device_id   uuid        not null,
  heard_at    timestamptz not null,
  frames      bigint      not null default 0 check (frames >= 0),
  refused     bigint      not null default 0 check (refused >= 0),
  deviations  jsonb       not null default '{}' check (jsonb_typeof(deviations) = 'object'),
  facts       jsonb       not null default '{}' check (jsonb_typeof(facts) = 'object'),
  place       point,
  place_at    timestamptz,
  speed       real,
  course      smallint,
  primary key (district_id, device_id),
  foreign key (district_id, device_id) references sense.device
) with (fillfactor = 60);
comment on table sense.device_state is
  'distributed: when a device was last heard, how much of what it sent could be read, where it was last; speed in km/h, course in degrees, place CGCS2000 (lon, lat)';
