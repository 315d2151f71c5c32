create table sense.series (
  district_id text   not null,
  series_id   bigint not null,
  device_id   uuid   not null,
  metric      text   not null check (metric <> ''),
  unit        text   not null default '',
  primary key (district_id, series_id),
  unique (district_id, device_id, metric),
  foreign key (district_id, device_id) references sense.device
);
comment on table sense.series is
  'distributed: one metric of one device; its number is made from both by the application, so that nobody hands numbers out';

create table sense.telemetry (
  district_id text             not null,
  series_id   bigint           not null,
  at          timestamptz      not null,
  value       double precision not null check (value > '-Infinity' and value < 'Infinity'),
  quality     smallint         not null default 0 check (quality between 0 and 2),
  primary key (district_id, series_id, at)
) partition by range (at);
comment on table sense.telemetry is
  'distributed: what devices measured, once for each series and instant, a partition for each day of UTC; quality 0 ok, 1 bad, 2 unknown';

create table sense.track_point (
  district_id text        not null,
  device_id   uuid        not null,
  at          timestamptz not null,
  place       point       not null,
  speed       real        not null check (speed >= 0),
  course      smallint    not null check (course between 0 and 359),
  altitude    smallint    not null default 0,
  fixed       boolean     not null,
  flags       bigint      not null default 0,
  primary key (district_id, device_id, at)
) partition by range (at);
comment on table sense.track_point is
  'distributed: where devices were, a partition for each day of UTC; place is CGCS2000 (lon, lat), speed in km/h, course in degrees, altitude in metres; fixed is false where the receiver had no position; flags are the protocol''s own status bits';
