create table "analyse".alarm_rule (
  district_id text        not null references city.district,
  rule_id     uuid        not null,
  code        text        not null check (code ~ '^[a-z][a-z0-9-]{1,59}$'),
  created_at  timestamptz not null,
  primary key (district_id, rule_id),
  unique (district_id, code)
);
comment on table "analyse".alarm_rule is
  'distributed: rules by which values of devices raise alarms; what a rule says stands in its versions';

create table "analyse".alarm_rule_version (
  district_id text        not null,
  rule_id     uuid        not null,
  version     int         not null check (version > 0),
  body        jsonb       not null check (jsonb_typeof(body) = 'object'),
  body_hash   text        not null,
  drafted_at  timestamptz not null,
  drafted_by  text        not null,
  signed_at   timestamptz,
  signed_by   text,
  ended_at    timestamptz,
  end_reason  text,
  primary key (district_id, rule_id, version),
  foreign key (district_id, rule_id) references "analyse".alarm_rule,
  check ((signed_at is null) = (signed_by is null)),
  check ((ended_at is null) = (end_reason is null)),
  check (ended_at is null or signed_at is not null),
  check (ended_at >= signed_at)
);
create unique index alarm_rule_one_draft on "analyse".alarm_rule_version (district_id, rule_id) where signed_at is null;
create unique index alarm_rule_one_in_force on "analyse".alarm_rule_version (district_id, rule_id)
  where signed_at is not null and ended_at is null;
comment on table "analyse".alarm_rule_version is
  'distributed: what a rule says, version by version; a signed version never changes, one is in force at a time, ended_at says until when';

create table "analyse".alarm_dry_run (
  district_id text        not null,
  run_id      uuid        not null,
  rule_id     uuid        not null,
  body        jsonb       not null,
  body_hash   text        not null,
  from_at     timestamptz not null,
  to_at       timestamptz not null check (to_at > from_at),
  state       text        not null check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  done        int         not null default 0 check (done >= 0),
  total       int         not null default 0 check (total >= 0),
  result      jsonb,
  failure     text,
  asked_at    timestamptz not null,
  asked_by    text        not null,
  finished_at timestamptz,
  primary key (district_id, run_id),
  foreign key (district_id, rule_id) references "analyse".alarm_rule,
  check ((state in ('done', 'cancelled', 'failed')) = (finished_at is not null)),
  check ((state = 'done') = (result is not null))
);
create index alarm_dry_run_rule on "analyse".alarm_dry_run (district_id, rule_id, asked_at desc);
create index alarm_dry_run_open on "analyse".alarm_dry_run (asked_at) where state in ('waiting', 'running');
comment on table "analyse".alarm_dry_run is
  'distributed: what a rule would have raised over a stretch of history, beside what the version in force would have';
