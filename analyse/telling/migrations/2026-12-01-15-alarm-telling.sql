create table "analyse".telling_plan (
  district_id text        not null references city.district,
  version     int         not null check (version > 0),
  plan        jsonb       not null check (jsonb_typeof(plan) = 'object'),
  by_name     text        not null,
  at          timestamptz not null,
  reason      text        not null check (reason <> ''),
  primary key (district_id, version)
);
comment on table "analyse".telling_plan is
  'distributed: who is told of alarms in a district, by severity and hour, version by version; the highest is in force, and where there is none the usual plan that comes with the product is';

create table "analyse".alarm_telling (
  district_id text        not null,
  episode_id  uuid        not null,
  level       jsonb       not null check (jsonb_typeof(level) = 'object'),
  source      text        not null check (source in ('rule', 'district', 'usual')),
  next        int         not null default 0 check (next >= 0),
  due_at      timestamptz,
  primary key (district_id, episode_id),
  foreign key (district_id, episode_id) references "analyse".alarm_episode
);
create index alarm_telling_due on "analyse".alarm_telling (district_id, due_at) where due_at is not null;
comment on table "analyse".alarm_telling is
  'distributed: the steps by which an alarm is told, as they were in force when it was raised; next is the round that comes, due_at when, null while nobody is to be told';

create table "analyse".alarm_told (
  district_id text        not null,
  episode_id  uuid        not null,
  step        int         not null check (step >= 0),
  nth         int         not null check (nth > 0),
  at          timestamptz not null,
  people      jsonb       not null check (jsonb_typeof(people) = 'array'),
  sms         boolean     not null,
  origin      uuid,
  primary key (district_id, episode_id, step, nth),
  foreign key (district_id, episode_id) references "analyse".alarm_telling
);
comment on table "analyse".alarm_told is
  'distributed: who was told of an alarm, once a step and repetition; origin is the outbox event by which the notices are found, null where nobody could be told';
