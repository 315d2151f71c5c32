create schema if not exists command;

create table command.notice (
  district_id text        not null references city.district,
  person_id   uuid        not null,
  notice_id   uuid        not null,
  template    text        not null,
  version     int         not null check (version >= 0),
  kind        text        not null,
  case_id     uuid,
  title_zh    text        not null check (title_zh <> ''),
  title_en    text        not null check (title_en <> ''),
  text_zh     text        not null,
  text_en     text        not null,
  reason      text        not null,
  origin      uuid        not null,
  at          timestamptz not null,
  read_at     timestamptz,
  primary key (district_id, person_id, notice_id),
  unique (district_id, person_id, origin, template),
  foreign key (district_id, person_id) references city.person (district_id, person_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table command.notice is
  'distributed: what a person was told, in the words of the template''s version at the time; reason says why this person; origin is the outbox event, so that a repeat tells nobody twice';
create index notice_order on command.notice (district_id, person_id, at desc, notice_id desc);
create index notice_unread on command.notice (district_id, person_id, notice_id) where read_at is null;
create index notice_age on command.notice (at);

create table command.notice_preference (
  district_id  text not null references city.district,
  person_id    uuid not null,
  muted        text[] not null default '{}',
  sms          text[] not null default '{}',
  phone_masked text not null default '',
  phone_sealed bytea,
  quiet_from   int not null default 1320 check (quiet_from between 0 and 1439),
  quiet_to     int not null default 420 check (quiet_to between 0 and 1439),
  primary key (district_id, person_id),
  foreign key (district_id, person_id) references city.person (district_id, person_id)
);
comment on table command.notice_preference is
  'distributed: which kinds of notice a person does not want, which also by SMS and to which telephone (sealed), and between which minutes of the day no SMS goes out';

create table command.notice_template (
  district_id text        not null references city.district,
  template    text        not null,
  version     int         not null check (version > 0),
  title_zh    text        not null check (title_zh <> ''),
  title_en    text        not null check (title_en <> ''),
  text_zh     text        not null,
  text_en     text        not null,
  sms         text        not null,
  enabled     boolean     not null,
  changed_by  text        not null,
  changed_at  timestamptz not null,
  primary key (district_id, template, version)
);
comment on table command.notice_template is
  'distributed: the words a district uses for a notice; the highest version is in force, and where there is none the words that come with the product are';
