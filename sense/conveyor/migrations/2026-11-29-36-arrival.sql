create table sense.arrival (
  district_id text          not null,
  spool_id    uuid          not null,
  position    bigint        not null check (position > 0),
  arrived_at  timestamptz   not null,
  device_ids  uuid[]        not null check (cardinality(device_ids) > 0),
  first_at    timestamptz[] not null check (cardinality(first_at) = cardinality(device_ids)),
  last_at     timestamptz[] not null check (cardinality(last_at) = cardinality(device_ids)),
  primary key (district_id, spool_id, position)
);
create index arrival_age on sense.arrival (district_id, arrived_at);
comment on table sense.arrival is
  'distributed: in which order values came: of each batch taken over, which devices it had values or positions of and over which stretch of their own time; kept for some days for whoever reads on from a position';
