create table sense.clean_plan (
  district_id text        not null references city.district,
  plan_id     uuid        not null,
  revision    int         not null check (revision > 0),
  from_day    date        not null,
  body        jsonb       check (jsonb_typeof(body) = 'object'),
  changed_at  timestamptz not null,
  changed_by  text        not null check (changed_by <> ''),
  reason      text        not null default '',
  primary key (district_id, plan_id, revision)
);
create index clean_plan_of_day on sense.clean_plan (district_id, plan_id, from_day);
comment on table sense.clean_plan is
  'distributed: which stretches of roads are to be cleaned when, how often, by which vehicles and on what ground; every revision with the day from which it holds, so that a past day is judged by what was planned then; a revision without a body ends the plan';
