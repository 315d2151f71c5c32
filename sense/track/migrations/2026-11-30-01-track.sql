create table sense.track_rules (
  district_id text        not null references city.district,
  revision    int         not null check (revision > 0),
  own         jsonb       not null check (jsonb_typeof(own) = 'object'),
  changed_at  timestamptz not null,
  changed_by  text        not null check (changed_by <> ''),
  primary key (district_id, revision)
);
comment on table sense.track_rules is
  'distributed: by which numbers a district cuts tracks and judges coverage where they are not the usual ones; the highest revision holds, the others say what held before';

create table sense.track_position (
  district_id text        not null,
  spool_id    uuid        not null,
  position    bigint      not null check (position >= 0),
  moved_at    timestamptz not null,
  primary key (district_id, spool_id)
);
comment on table sense.track_position is
  'distributed: how far what arrived through one gateway has been looked at for days to be cut';

create table sense.track_due (
  district_id text        not null,
  device_id   uuid        not null,
  day         date        not null,
  due_at      timestamptz not null,
  primary key (district_id, device_id, day),
  foreign key (district_id, device_id) references sense.device
);
create index track_due_next on sense.track_due (district_id, due_at);
comment on table sense.track_due is
  'distributed: days of devices to which positions came since they were cut; a late position cuts its own day again and no other';

create table sense.track_day (
  district_id      text        not null,
  device_id        uuid        not null,
  day              date        not null,
  cut_at           timestamptz not null,
  rules_revision   int         not null check (rules_revision >= 0),
  fixes            int         not null check (fixes >= 0),
  bad              int         not null check (bad >= 0),
  unknown          int         not null check (unknown >= 0),
  first_at         timestamptz,
  last_at          timestamptz check (last_at >= first_at),
  trips            int         not null check (trips >= 0),
  stops            int         not null check (stops >= 0),
  gaps             int         not null check (gaps >= 0),
  moving_seconds   int         not null check (moving_seconds >= 0),
  standing_seconds int         not null check (standing_seconds >= 0),
  silent_seconds   int         not null check (silent_seconds >= 0),
  raw_metres       real        not null check (raw_metres >= 0),
  matched_metres   real        not null check (matched_metres >= 0),
  off_road_metres  real        not null check (off_road_metres >= 0),
  gap_metres       real        not null check (gap_metres >= 0),
  most_kmh         real        not null check (most_kmh >= 0),
  dropped          jsonb       not null check (jsonb_typeof(dropped) = 'array'),
  paths            jsonb       not null check (jsonb_typeof(paths) = 'array'),
  primary key (district_id, device_id, day),
  foreign key (district_id, device_id) references sense.device
);
create index track_day_of_day on sense.track_day (district_id, day);
comment on table sense.track_day is
  'distributed: what the positions of a device on a day of its district come to, cut anew when more arrive; dropped are the positions not relied on with why, paths the way of each trip as [second of the day, lon, lat, km/h, on a road]; silent_seconds are the gaps between positions, not the time before the first or after the last';

create table sense.track_part (
  district_id     text        not null,
  device_id       uuid        not null,
  day             date        not null,
  part            int         not null check (part >= 0),
  kind            text        not null check (kind in ('trip', 'stop', 'gap')),
  from_at         timestamptz not null,
  to_at           timestamptz not null check (to_at > from_at),
  from_place      point       not null,
  to_place        point       not null,
  raw_metres      real        not null check (raw_metres >= 0),
  matched_metres  real        not null check (matched_metres >= 0),
  off_road_metres real        not null check (off_road_metres >= 0),
  most_kmh        real        not null check (most_kmh >= 0),
  why             text        check (why in ('silent', 'jump')),
  primary key (district_id, device_id, day, part),
  foreign key (district_id, device_id, day) references sense.track_day on delete cascade,
  check ((kind = 'gap') = (why is not null))
);
create index track_part_of_day on sense.track_part (district_id, day, kind);
comment on table sense.track_part is
  'distributed: trips, stops and gaps of a day, end to end; a gap is time of which nothing is known, never a stop';

create table sense.road_pass (
  district_id text        not null,
  day         date        not null,
  device_id   uuid        not null,
  pass        int         not null check (pass >= 0),
  road_id     text        not null,
  line_part   int         not null check (line_part >= 0),
  from_metre  real        not null check (from_metre >= 0),
  to_metre    real        not null check (to_metre >= from_metre),
  from_at     timestamptz not null,
  to_at       timestamptz not null check (to_at >= from_at),
  is_work     boolean     not null,
  primary key (district_id, day, device_id, pass),
  foreign key (district_id, device_id, day) references sense.track_day on delete cascade
);
create index road_pass_of_road on sense.road_pass (district_id, day, road_id);
comment on table sense.road_pass is
  'distributed: stretches of roads of city.street_line that a device drove over in one go, in metres along one part of the line; is_work where it went at the speed of work';
