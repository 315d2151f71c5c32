create table sense.rolled (
  district_id text        not null references city.district,
  closed_to   timestamptz not null,
  rolled_to   timestamptz not null,
  primary key (district_id),
  check (rolled_to <= closed_to)
);
comment on table sense.rolled is
  'distributed: up to where values are rolled up; a value from before closed_to that comes later marks its minute in sense.roll_due';

create table sense.roll_due (
  district_id text        not null,
  series_id   bigint      not null,
  at          timestamptz not null,
  primary key (district_id, series_id, at)
);
comment on table sense.roll_due is
  'distributed: minutes in which a value came after they had been rolled up, to be rolled again';

create table sense.rollup_minute (
  district_id text             not null,
  series_id   bigint           not null,
  at          timestamptz      not null,
  count       int              not null check (count > 0),
  bad         int              not null check (bad between 0 and count),
  least       double precision not null,
  most        double precision not null,
  total       double precision not null,
  first       double precision not null,
  last        double precision not null,
  primary key (district_id, series_id, at)
) partition by range (at);
comment on table sense.rollup_minute is
  'distributed: values of a series in a minute, a partition for each day of UTC; least to last are over the values that are not bad, or over all where every one is';

create table sense.rollup_hour (
  district_id text             not null,
  series_id   bigint           not null,
  at          timestamptz      not null,
  count       int              not null check (count > 0),
  bad         int              not null check (bad between 0 and count),
  least       double precision not null,
  most        double precision not null,
  total       double precision not null,
  first       double precision not null,
  last        double precision not null,
  primary key (district_id, series_id, at)
);
comment on table sense.rollup_hour is 'distributed: the same for an hour, made from its minutes';

create table sense.rollup_day (
  district_id text             not null,
  series_id   bigint           not null,
  at          timestamptz      not null,
  count       int              not null check (count > 0),
  bad         int              not null check (bad between 0 and count),
  least       double precision not null,
  most        double precision not null,
  total       double precision not null,
  first       double precision not null,
  last        double precision not null,
  primary key (district_id, series_id, at)
);
comment on table sense.rollup_day is 'distributed: the same for a day of Beijing time, made from its hours; at is its midnight';
