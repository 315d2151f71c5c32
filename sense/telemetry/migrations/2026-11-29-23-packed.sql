create table sense.packed (
  district_id text   not null,
  series_id   bigint not null,
  day         date   not null,
  count       int    not null check (count > 0),
  bytes       bytea  not null,
  primary key (district_id, series_id, day)
);
alter table sense.packed alter column bytes set storage external;
comment on table sense.packed is
  'distributed: the values of a series in a day of UTC, packed; what came after the day was packed lies in sense.telemetry until it is packed again';

create table sense.retention (
  district_id text   not null references city.district,
  class       text   not null check (class ~ '^[a-z][a-z-]*$'),
  metrics     text[] not null default '{}',
  raw_days    int    not null check (raw_days >= 31),
  minute_days int    not null check (minute_days >= 31),
  hour_days   int    not null check (hour_days >= 31),
  primary key (district_id, class)
);
comment on table sense.retention is
  'distributed: how long a district keeps values, where it decides otherwise than by default: raw, by the minute and by the hour; the class usual is for metrics of no other class, frame and track are for frames and places';

create table sense.dropped (
  dropped_id  uuid        not null,
  what        text        not null,
  day         date        not null,
  district_id text,
  rows        bigint      not null check (rows >= 0),
  bytes       bigint      not null check (bytes >= 0),
  dropped_at  timestamptz not null,
  reason      text        not null check (reason in ('packed', 'expired')),
  primary key (dropped_id)
);
comment on table sense.dropped is
  'local: which days of which table were removed, how much was in them and why; a partition holds a day of all districts, district_id is of rows removed for one';
