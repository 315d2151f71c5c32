create table "analyse".alarm_position (
  district_id text        not null references city.district,
  spool_id    uuid        not null,
  position    bigint      not null check (position >= 0),
  moved_at    timestamptz not null,
  primary key (district_id, spool_id)
);
comment on table "analyse".alarm_position is
  'distributed: how far what arrived through one gateway has been judged, moved in the transaction that judges it';

create table "analyse".alarm_state (
  district_id text  not null,
  rule_id     uuid  not null,
  device_id   uuid  not null,
  version     int   not null,
  memory      jsonb not null,
  due_at      timestamptz,
  primary key (district_id, rule_id, device_id),
  foreign key (district_id, rule_id) references "analyse".alarm_rule
) with (fillfactor = 60);
create index alarm_state_due on "analyse".alarm_state (district_id, due_at) where due_at is not null;
comment on table "analyse".alarm_state is
  'distributed: what judging one rule for one device has to remember between two values; due_at is when time alone may decide something';

create table "analyse".alarm_number (
  district_id text not null references city.district,
  year        int  not null,
  last        int  not null check (last > 0),
  primary key (district_id, year)
);
comment on table "analyse".alarm_number is 'distributed: the last number given to an alarm in a year';

create table "analyse".alarm_episode (
  district_id     text        not null references city.district,
  episode_id      uuid        not null,
  number          text        not null,
  rule_id         uuid        not null,
  rule_version    int         not null,
  device_id       uuid,
  upstream        text        check (upstream in ('device', 'component', 'gateway', 'street')),
  upstream_key    text,
  part_of         uuid,
  members         int         not null default 0 check (members >= 0),
  severity        text        not null check (severity in ('notice', 'minor', 'major', 'critical')),
  is_silence      boolean     not null,
  is_late         boolean     not null default false,
  raised_at       timestamptz not null,
  last_raised_at  timestamptz not null,
  cleared_at      timestamptz,
  recorded_at     timestamptz not null,
  repeats         int         not null default 1 check (repeats > 0),
  acknowledged_at timestamptz,
  acknowledged_by text,
  assigned_to     uuid,
  evidence        jsonb       not null check (jsonb_typeof(evidence) = 'object'),
  up              jsonb       not null default '{}' check (jsonb_typeof(up) = 'object'),
  place           point,
  component_code  text,
  street_code     text,
  filing          text        not null check (filing in ('none', 'due', 'asks', 'filed', 'joined', 'healed', 'dismissed', 'member', 'failed')),
  file_at         timestamptz,
  verdict         boolean,
  verdict_at      timestamptz,
  verdict_from    text        check (verdict_from in ('case', 'person')),
  revision        int         not null default 1 check (revision > 0),
  primary key (district_id, episode_id),
  unique (district_id, number),
  foreign key (district_id, rule_id) references "analyse".alarm_rule,
  foreign key (district_id, rule_id, rule_version) references "analyse".alarm_rule_version,
  foreign key (district_id, part_of) references "analyse".alarm_episode,
  foreign key (district_id, assigned_to) references city.person (district_id, person_id),
  check ((device_id is null) = (upstream is not null)),
  check ((upstream is null) = (upstream_key is null)),
  check ((acknowledged_at is null) = (acknowledged_by is null)),
  check (cleared_at is null or cleared_at >= last_raised_at),
  check (last_raised_at >= raised_at),
  check ((filing = 'due') = (file_at is not null)),
  check ((filing = 'member') <= (part_of is not null)),
  check ((verdict is null) = (verdict_at is null) and (verdict is null) = (verdict_from is null))
);
create unique index alarm_one_open on "analyse".alarm_episode (district_id, rule_id, device_id)
  where cleared_at is null and device_id is not null;
create unique index alarm_one_storm on "analyse".alarm_episode (district_id, rule_id, upstream, upstream_key)
  where cleared_at is null and device_id is null;
create index alarm_open on "analyse".alarm_episode (district_id, raised_at desc, episode_id) where part_of is null;
create index alarm_of_device on "analyse".alarm_episode (district_id, device_id, raised_at desc);
create index alarm_of_rule on "analyse".alarm_episode (district_id, rule_id, raised_at desc);
create index alarm_members on "analyse".alarm_episode (district_id, part_of) where part_of is not null;
create index alarm_to_file on "analyse".alarm_episode (file_at) where filing = 'due';
comment on table "analyse".alarm_episode is
  'distributed: one alarm of one rule on one device from its first beginning to its last end, or of many devices with one cause (device_id is then null); whether it stands and whether somebody has seen it are two things; place is CGCS2000 (lon, lat)';

create table "analyse".alarm_entry (
  district_id text        not null,
  episode_id  uuid        not null,
  seq         int         not null check (seq > 0),
  kind        text        not null check (kind in ('raised', 'again', 'cleared', 'acknowledged', 'assigned', 'noted', 'gathered',
                'filed', 'joined', 'dismissed', 'healed', 'failed', 'judged', 'mended')),
  at          timestamptz not null,
  by_id       text        not null,
  by_name     text        not null,
  body        jsonb       not null,
  primary key (district_id, episode_id, seq),
  foreign key (district_id, episode_id) references "analyse".alarm_episode
);
comment on table "analyse".alarm_entry is
  'distributed: the append-only history of an alarm: how it began and ended, who saw it, what became of it';

create table "analyse".alarm_case (
  district_id text        not null,
  episode_id  uuid        not null,
  case_id     uuid        not null,
  is_first    boolean     not null,
  linked_at   timestamptz not null,
  primary key (district_id, episode_id),
  foreign key (district_id, episode_id) references "analyse".alarm_episode,
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
create unique index alarm_case_first on "analyse".alarm_case (district_id, case_id) where is_first;
create index alarm_case_case on "analyse".alarm_case (district_id, case_id);
comment on table "analyse".alarm_case is
  'distributed: which case an alarm became or was taken into; one case an alarm, is_first marks the alarm it was opened for';
