create schema if not exists command;

create table command.inspection_plan (
  district_id text        not null references city.district,
  plan_id     uuid        not null,
  industry_id text        not null,
  kind_id     text        not null,
  name        text        not null check (name <> ''),
  scope       jsonb       not null check (jsonb_typeof(scope) = 'object'),
  every_days  int         not null check (every_days between 1 and 3660),
  on_workdays boolean     not null,
  unit_id     text,
  person_id   uuid,
  window_from text        check (window_from ~ '^[0-2][0-9]:[0-5][0-9]$'),
  window_to   text        check (window_to ~ '^[0-2][0-9]:[0-5][0-9]$'),
  starts_on   date        not null,
  ends_on     date        check (ends_on >= starts_on),
  made_at     timestamptz not null,
  made_by     text        not null check (made_by <> ''),
  primary key (district_id, plan_id),
  unique (district_id, name),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id),
  foreign key (district_id, person_id) references city.person (district_id, person_id),
  check ((window_from is null) = (window_to is null))
);
comment on table command.inspection_plan is
  'distributed: which kind of inspection which components get how often and from whom; never changed, what is due is computed from command.inspection';

create table command.inspection_plan_turn (
  district_id text        not null,
  plan_id     uuid        not null,
  seq         int         not null check (seq > 0),
  is_on       boolean     not null,
  reason      text        not null,
  at          timestamptz not null,
  by_name     text        not null check (by_name <> ''),
  primary key (district_id, plan_id, seq),
  foreign key (district_id, plan_id) references command.inspection_plan (district_id, plan_id)
);
comment on table command.inspection_plan_turn is
  'distributed: every time a plan began to hold, was withdrawn or taken up again, with who and why; the last entry holds, none is changed';

create table command.inspection (
  district_id    text        not null,
  inspection_id  uuid        not null,
  plan_id        uuid        not null,
  industry_id    text        not null,
  kind_id        text        not null,
  component_code text        not null,
  at             timestamptz not null,
  day            date        not null,
  by_id          uuid        not null,
  by_name        text        not null check (by_name <> ''),
  outcome        text        not null check (outcome in ('ok', 'fault', 'could_not')),
  points         jsonb       not null check (jsonb_typeof(points) = 'array'),
  words          text        not null,
  files          uuid[]      not null,
  place          point,
  case_id        uuid,
  order_id       uuid,
  primary key (district_id, inspection_id),
  foreign key (district_id, plan_id) references command.inspection_plan (district_id, plan_id)
);
create index inspection_last on command.inspection (district_id, industry_id, kind_id, component_code, at desc)
  where outcome <> 'could_not';
create index inspection_of_component on command.inspection (district_id, component_code, at desc);
create index inspection_of_plan on command.inspection (district_id, plan_id, at desc);
comment on table command.inspection is
  'distributed: the ledger of inspections, append-only: each point of the checklist with its answer, and the case or order that a fault became; day is the district''s calendar day';

create table command.inspection_round (
  district_id   text        not null,
  round_id      uuid        not null,
  plan_id       uuid        not null,
  codes         text[]      not null check (cardinality(codes) > 0),
  claimed_at    timestamptz not null,
  claimed_by    uuid        not null,
  claimed_name  text        not null check (claimed_name <> ''),
  until_at      timestamptz not null,
  given_back_at timestamptz,
  primary key (district_id, round_id),
  foreign key (district_id, plan_id) references command.inspection_plan (district_id, plan_id),
  check (until_at > claimed_at)
);
create index inspection_round_live on command.inspection_round (district_id, plan_id, until_at) where given_back_at is null;
create index inspection_round_mine on command.inspection_round (district_id, claimed_by, claimed_at desc);
comment on table command.inspection_round is
  'distributed: components somebody took upon themselves to inspect, until the end of the day or until given back; what is left of a round is computed from command.inspection';
