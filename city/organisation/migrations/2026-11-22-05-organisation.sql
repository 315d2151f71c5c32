create table city.unit (
  district_id text not null references city.district,
  unit_id     text not null check (length(unit_id) between 1 and 40),
  name        text not null check (name <> ''),
  kind        text not null check (kind in ('bureau', 'centre', 'office', 'company', 'contractor', 'police', 'street')),
  credit_code text,
  parent_id   text,
  area_code   text,
  primary key (district_id, unit_id),
  foreign key (district_id, parent_id) references city.unit (district_id, unit_id)
);
comment on table city.unit is
  'distributed: departments and units that supervise, command or handle; credit_code is the 18-character unified social credit code (GB/T 47678.5-2026 attribute 主管部门代码 [S1])';

create table city.person (
  district_id text not null references city.district,
  person_id   uuid not null,
  account_id  text,
  name        text not null check (name <> ''),
  active      boolean not null default true,
  primary key (district_id, person_id),
  unique (district_id, account_id)
);
comment on table city.person is 'distributed: people who hold posts; account_id is their sign-in account, if they have one';

create table city.post_holding (
  district_id text not null references city.district,
  person_id   uuid not null,
  post        text not null,
  unit_id     text not null,
  primary key (district_id, person_id, post, unit_id),
  foreign key (district_id, person_id) references city.person (district_id, person_id),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id)
);
comment on table city.post_holding is
  'distributed: which post a person holds in which unit; supervision centre and command centre are units, the two axes are posts (standards.md 5.1 [M])';

create table city.duty_area (
  district_id text not null references city.district,
  duty_id     uuid not null,
  kind        text check (kind in ('component', 'matter')),
  category    text not null check (category ~ '^[0-9]{0,5}$'),
  area_code   text not null check (area_code ~ '^[0-9]{0,15}$'),
  unit_id     text not null,
  valid_from  date not null,
  valid_to    date check (valid_to > valid_from),
  basis       text not null check (basis <> ''),
  primary key (district_id, duty_id),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id)
);
comment on table city.duty_area is
  'distributed: category prefix × area prefix → unit; the longest area, then the longest category decides; empty means every';
create index duty_area_category on city.duty_area (district_id, category, area_code);

create table city.beat_duty (
  district_id text not null references city.district,
  beat_id     uuid not null,
  person_id   uuid not null,
  valid_from  date not null,
  valid_to    date check (valid_to > valid_from),
  primary key (district_id, beat_id, person_id, valid_from),
  foreign key (district_id, beat_id) references city.beat (district_id, beat_id),
  foreign key (district_id, person_id) references city.person (district_id, person_id)
);
comment on table city.beat_duty is 'distributed: the collector who answers for a beat, by day';

create table city.shift (
  district_id text not null references city.district,
  shift_id    uuid not null,
  person_id   uuid not null,
  starts_at   timestamptz not null,
  ends_at     timestamptz not null,
  primary key (district_id, shift_id),
  foreign key (district_id, person_id) references city.person (district_id, person_id),
  check (ends_at > starts_at)
);
comment on table city.shift is 'distributed: who is on duty when, half-open';
create index shift_time on city.shift (district_id, starts_at, ends_at);
