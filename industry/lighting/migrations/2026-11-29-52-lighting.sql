create schema if not exists lighting;

create table lighting.lamp_group (
  district_id text        not null references city.district,
  group_id    uuid        not null,
  name        text        not null check (name <> ''),
  calendar    jsonb       not null check (jsonb_typeof(calendar) = 'object'),
  revision    int         not null default 1 check (revision > 0),
  changed_at  timestamptz not null,
  changed_by  text        not null,
  primary key (district_id, group_id),
  unique (district_id, name)
);
comment on table lighting.lamp_group is
  'distributed: lamps that are switched together, with the calendar they burn by (minutes from sunset and sunrise, seasons, half-night)';

create table lighting.lamp (
  district_id text    not null,
  device_id   uuid    not null,
  group_id    uuid    not null,
  is_half     boolean not null default false,
  primary key (district_id, device_id),
  foreign key (district_id, device_id) references sense.device (district_id, device_id),
  foreign key (district_id, group_id) references lighting.lamp_group (district_id, group_id)
);
create index lamp_of_group on lighting.lamp (district_id, group_id);
comment on table lighting.lamp is
  'distributed: which group a lamp controller is switched with; is_half marks those that rest in the middle of the night';

create table lighting.switching (
  district_id  text        not null references city.district,
  switching_id uuid        not null,
  group_id     uuid,
  is_on        boolean     not null,
  reason       text        not null check (reason <> ''),
  from_at      timestamptz not null,
  until_at     timestamptz not null check (until_at > from_at),
  asked_by     uuid        not null,
  asked_name   text        not null,
  asked_at     timestamptz not null,
  needs_second boolean     not null,
  second_by    uuid,
  second_name  text,
  decided_at   timestamptz,
  state        text        not null check (state in ('waiting', 'in_force', 'refused', 'ended')),
  primary key (district_id, switching_id),
  foreign key (district_id, group_id) references lighting.lamp_group (district_id, group_id),
  check (second_by is null or second_by <> asked_by),
  check ((second_by is null) = (second_name is null)),
  check (state <> 'in_force' or not needs_second or second_by is not null)
);
create index switching_open on lighting.switching (district_id, until_at) where state in ('waiting', 'in_force');
comment on table lighting.switching is
  'distributed: lamps switched by hand for a while, a group or (group_id null) all of them; what would darken all waits for a second person';

create table lighting.sample (
  district_id text        not null references city.district,
  sample_id   uuid        not null,
  street      text        not null check (street <> ''),
  lamps       int         not null check (lamps > 0),
  lit         int         not null check (lit between 0 and lamps),
  sampled_at  timestamptz not null,
  by_name     text        not null,
  primary key (district_id, sample_id)
);
create index sample_at on lighting.sample (district_id, sampled_at);
comment on table lighting.sample is 'distributed: lamps looked at in a street at night and how many of them burnt';
