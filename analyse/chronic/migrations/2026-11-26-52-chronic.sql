create schema if not exists "analyse";

create table "analyse".chronic_rule (
  district_id   text        not null references city.district,
  rule_id       uuid        not null,
  category      text        not null check (category ~ '^([0-9]{4}/(component|matter)/[0-9]{4,5})?$'),
  times         int         not null check (times between 2 and 100),
  within_days   int         not null check (within_days between 1 and 1100),
  radius_metres int         not null check (radius_metres between 1 and 2000),
  basis         text        not null check (basis <> ''),
  valid_from    timestamptz not null,
  set_by        text        not null,
  primary key (district_id, rule_id),
  unique (district_id, category, valid_from)
);
comment on table "analyse".chronic_rule is
  'distributed: how often the same problem returns to one place before it is a chronic spot (3 times in 30 days within 50 m where nothing is set); an empty category means every, the newest row of a category is in force';

create table "analyse".chronic_spot (
  district_id    text        not null references city.district,
  spot_id        uuid        not null,
  number         text        not null,
  category       text        not null check (category ~ '^[0-9]{4}/(component|matter)/[0-9]{4,5}$'),
  category_name  text        not null,
  place          point       not null,
  radius_metres  int         not null check (radius_metres > 0),
  place_text     text        not null,
  street_code    text,
  community_code text,
  state          text        not null check (state in ('open', 'watched', 'cleared')),
  owner_unit     text,
  owner_person   uuid,
  target_on      date,
  cleared_reason text,
  cleared_at     timestamptz,
  found_at       timestamptz not null,
  first_case_at  timestamptz not null,
  last_case_at   timestamptz not null,
  cases          int         not null check (cases >= 0),
  reopened       int         not null default 0,
  version        int         not null check (version > 0),
  primary key (district_id, spot_id),
  unique (district_id, number),
  foreign key (district_id, owner_unit) references city.unit (district_id, unit_id),
  foreign key (district_id, owner_person) references city.person (district_id, person_id),
  check ((state = 'cleared') = (cleared_at is not null))
);
comment on table "analyse".chronic_spot is
  'distributed: a place to which the same problem keeps returning, as a thing of its own above its cases, with an owner and a target day';
create index chronic_spot_place on "analyse".chronic_spot using gist (place);
create index chronic_spot_state on "analyse".chronic_spot (district_id, state, last_case_at desc, spot_id);

create table "analyse".chronic_case (
  district_id text        not null,
  case_id     uuid        not null,
  spot_id     uuid        not null,
  occurred_at timestamptz not null,
  primary key (district_id, case_id),
  foreign key (district_id, spot_id) references "analyse".chronic_spot (district_id, spot_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table "analyse".chronic_case is
  'distributed: the cases of a chronic spot; a case belongs to one spot at most, a merged, refused or voided one to none';
create index chronic_case_spot on "analyse".chronic_case (district_id, spot_id, occurred_at);

create table "analyse".chronic_entry (
  district_id text        not null,
  spot_id     uuid        not null,
  seq         int         not null check (seq > 0),
  kind        text        not null check (kind in ('found', 'grew', 'shrank', 'reopened', 'owned', 'watched', 'cleared', 'opened', 'noted')),
  at          timestamptz not null,
  by_id       text        not null,
  by_name     text        not null,
  body        jsonb       not null,
  primary key (district_id, spot_id, seq),
  foreign key (district_id, spot_id) references "analyse".chronic_spot (district_id, spot_id)
);
comment on table "analyse".chronic_entry is
  'distributed: the append-only history of a chronic spot: how it was found and grew, who owned it, what was said';
