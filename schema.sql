-- The database as all migrations leave it; for reading and for comparing, never for running on a server.
-- Rendered by: node tools/launch.mjs tools/schema.ts

create schema "analyse";
create schema auth;
create schema city;
create schema command;
create schema kernel;
create schema sense;
create schema serve;
create schema supervise;

create table "analyse".access_token (
  district_id text not null,
  token_id uuid not null,
  person_id uuid not null,
  name text not null,
  token_hash text not null,
  reads text[] not null,
  issued_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  revoked_by text,
  constraint access_token_pkey PRIMARY KEY (district_id, token_id),
  constraint access_token_district_id_token_hash_key UNIQUE (district_id, token_hash),
  constraint access_token_check CHECK ((expires_at > issued_at)),
  constraint access_token_check1 CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint access_token_name_check CHECK ((name <> ''::text)),
  constraint access_token_reads_check CHECK ((reads <@ ARRAY['components'::text, 'cases'::text]))
);
comment on table "analyse".access_token is
  'distributed: a token with which somebody’s map program reads features in their name, of which the digest alone is kept; what it covers beside cells, until when, and when it was last used (to the minute)';
CREATE UNIQUE INDEX access_token_name ON "analyse".access_token USING btree (district_id, person_id, name) WHERE (revoked_at IS NULL);

create table "analyse".alarm_case (
  district_id text not null,
  episode_id uuid not null,
  case_id uuid not null,
  is_first boolean not null,
  linked_at timestamp with time zone not null,
  constraint alarm_case_pkey PRIMARY KEY (district_id, episode_id)
);
comment on table "analyse".alarm_case is
  'distributed: which case an alarm became or was taken into; one case an alarm, is_first marks the alarm it was opened for';
CREATE INDEX alarm_case_case ON "analyse".alarm_case USING btree (district_id, case_id);
CREATE UNIQUE INDEX alarm_case_first ON "analyse".alarm_case USING btree (district_id, case_id) WHERE is_first;

create table "analyse".alarm_dry_run (
  district_id text not null,
  run_id uuid not null,
  rule_id uuid not null,
  body jsonb not null,
  body_hash text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  state text not null,
  done integer not null default 0,
  total integer not null default 0,
  result jsonb,
  failure text,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  finished_at timestamp with time zone,
  constraint alarm_dry_run_pkey PRIMARY KEY (district_id, run_id),
  constraint alarm_dry_run_check CHECK ((to_at > from_at)),
  constraint alarm_dry_run_check1 CHECK (((state = ANY (ARRAY['done'::text, 'cancelled'::text, 'failed'::text])) = (finished_at IS NOT NULL))),
  constraint alarm_dry_run_check2 CHECK (((state = 'done'::text) = (result IS NOT NULL))),
  constraint alarm_dry_run_done_check CHECK ((done >= 0)),
  constraint alarm_dry_run_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
  constraint alarm_dry_run_total_check CHECK ((total >= 0))
);
comment on table "analyse".alarm_dry_run is
  'distributed: what a rule would have raised over a stretch of history, beside what the version in force would have';
CREATE INDEX alarm_dry_run_open ON "analyse".alarm_dry_run USING btree (asked_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));
CREATE INDEX alarm_dry_run_rule ON "analyse".alarm_dry_run USING btree (district_id, rule_id, asked_at DESC);

create table "analyse".alarm_entry (
  district_id text not null,
  episode_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  body jsonb not null,
  constraint alarm_entry_pkey PRIMARY KEY (district_id, episode_id, seq),
  constraint alarm_entry_kind_check CHECK ((kind = ANY (ARRAY['raised'::text, 'again'::text, 'cleared'::text, 'acknowledged'::text, 'assigned'::text, 'noted'::text, 'gathered'::text, 'filed'::text, 'joined'::text, 'dismissed'::text, 'healed'::text, 'failed'::text, 'judged'::text, 'mended'::text]))),
  constraint alarm_entry_seq_check CHECK ((seq > 0))
);
comment on table "analyse".alarm_entry is
  'distributed: the append-only history of an alarm: how it began and ended, who saw it, what became of it';

create table "analyse".alarm_episode (
  district_id text not null,
  episode_id uuid not null,
  number text not null,
  rule_id uuid not null,
  rule_version integer not null,
  device_id uuid,
  upstream text,
  upstream_key text,
  part_of uuid,
  members integer not null default 0,
  severity text not null,
  is_silence boolean not null,
  is_late boolean not null default false,
  raised_at timestamp with time zone not null,
  last_raised_at timestamp with time zone not null,
  cleared_at timestamp with time zone,
  recorded_at timestamp with time zone not null,
  repeats integer not null default 1,
  acknowledged_at timestamp with time zone,
  acknowledged_by text,
  assigned_to uuid,
  evidence jsonb not null,
  up jsonb not null default '{}'::jsonb,
  place point,
  component_code text,
  street_code text,
  filing text not null,
  file_at timestamp with time zone,
  verdict boolean,
  verdict_at timestamp with time zone,
  verdict_from text,
  revision integer not null default 1,
  constraint alarm_episode_pkey PRIMARY KEY (district_id, episode_id),
  constraint alarm_episode_district_id_number_key UNIQUE (district_id, number),
  constraint alarm_episode_check CHECK (((device_id IS NULL) = (upstream IS NOT NULL))),
  constraint alarm_episode_check1 CHECK (((upstream IS NULL) = (upstream_key IS NULL))),
  constraint alarm_episode_check2 CHECK (((acknowledged_at IS NULL) = (acknowledged_by IS NULL))),
  constraint alarm_episode_check3 CHECK (((cleared_at IS NULL) OR (cleared_at >= last_raised_at))),
  constraint alarm_episode_check4 CHECK ((last_raised_at >= raised_at)),
  constraint alarm_episode_check5 CHECK (((filing = 'due'::text) = (file_at IS NOT NULL))),
  constraint alarm_episode_check6 CHECK (((filing = 'member'::text) <= (part_of IS NOT NULL))),
  constraint alarm_episode_check7 CHECK ((((verdict IS NULL) = (verdict_at IS NULL)) AND ((verdict IS NULL) = (verdict_from IS NULL)))),
  constraint alarm_episode_evidence_check CHECK ((jsonb_typeof(evidence) = 'object'::text)),
  constraint alarm_episode_filing_check CHECK ((filing = ANY (ARRAY['none'::text, 'due'::text, 'asks'::text, 'filed'::text, 'joined'::text, 'healed'::text, 'dismissed'::text, 'member'::text, 'failed'::text]))),
  constraint alarm_episode_members_check CHECK ((members >= 0)),
  constraint alarm_episode_repeats_check CHECK ((repeats > 0)),
  constraint alarm_episode_revision_check CHECK ((revision > 0)),
  constraint alarm_episode_severity_check CHECK ((severity = ANY (ARRAY['notice'::text, 'minor'::text, 'major'::text, 'critical'::text]))),
  constraint alarm_episode_up_check CHECK ((jsonb_typeof(up) = 'object'::text)),
  constraint alarm_episode_upstream_check CHECK ((upstream = ANY (ARRAY['device'::text, 'component'::text, 'gateway'::text, 'street'::text]))),
  constraint alarm_episode_verdict_from_check CHECK ((verdict_from = ANY (ARRAY['case'::text, 'person'::text])))
);
comment on table "analyse".alarm_episode is
  'distributed: one alarm of one rule on one device from its first beginning to its last end, or of many devices with one cause (device_id is then null); whether it stands and whether somebody has seen it are two things; place is CGCS2000 (lon, lat)';
CREATE INDEX alarm_members ON "analyse".alarm_episode USING btree (district_id, part_of) WHERE (part_of IS NOT NULL);
CREATE INDEX alarm_of_device ON "analyse".alarm_episode USING btree (district_id, device_id, raised_at DESC);
CREATE INDEX alarm_of_rule ON "analyse".alarm_episode USING btree (district_id, rule_id, raised_at DESC);
CREATE UNIQUE INDEX alarm_one_open ON "analyse".alarm_episode USING btree (district_id, rule_id, device_id) WHERE ((cleared_at IS NULL) AND (device_id IS NOT NULL));
CREATE UNIQUE INDEX alarm_one_storm ON "analyse".alarm_episode USING btree (district_id, rule_id, upstream, upstream_key) WHERE ((cleared_at IS NULL) AND (device_id IS NULL));
CREATE INDEX alarm_open ON "analyse".alarm_episode USING btree (district_id, raised_at DESC, episode_id) WHERE (part_of IS NULL);
CREATE INDEX alarm_to_file ON "analyse".alarm_episode USING btree (file_at) WHERE (filing = 'due'::text);

create table "analyse".alarm_number (
  district_id text not null,
  year integer not null,
  last integer not null,
  constraint alarm_number_pkey PRIMARY KEY (district_id, year),
  constraint alarm_number_last_check CHECK ((last > 0))
);
comment on table "analyse".alarm_number is
  'distributed: the last number given to an alarm in a year';

create table "analyse".alarm_position (
  district_id text not null,
  spool_id uuid not null,
  "position" bigint not null,
  moved_at timestamp with time zone not null,
  constraint alarm_position_pkey PRIMARY KEY (district_id, spool_id),
  constraint alarm_position_position_check CHECK (("position" >= 0))
);
comment on table "analyse".alarm_position is
  'distributed: how far what arrived through one gateway has been judged, moved in the transaction that judges it';

create table "analyse".alarm_rule (
  district_id text not null,
  rule_id uuid not null,
  code text not null,
  created_at timestamp with time zone not null,
  constraint alarm_rule_pkey PRIMARY KEY (district_id, rule_id),
  constraint alarm_rule_district_id_code_key UNIQUE (district_id, code),
  constraint alarm_rule_code_check CHECK ((code ~ '^[a-z][a-z0-9-]{1,59}$'::text))
);
comment on table "analyse".alarm_rule is
  'distributed: rules by which values of devices raise alarms; what a rule says stands in its versions';

create table "analyse".alarm_rule_version (
  district_id text not null,
  rule_id uuid not null,
  version integer not null,
  body jsonb not null,
  body_hash text not null,
  drafted_at timestamp with time zone not null,
  drafted_by text not null,
  signed_at timestamp with time zone,
  signed_by text,
  ended_at timestamp with time zone,
  end_reason text,
  constraint alarm_rule_version_pkey PRIMARY KEY (district_id, rule_id, version),
  constraint alarm_rule_version_body_check CHECK ((jsonb_typeof(body) = 'object'::text)),
  constraint alarm_rule_version_check CHECK (((signed_at IS NULL) = (signed_by IS NULL))),
  constraint alarm_rule_version_check1 CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
  constraint alarm_rule_version_check2 CHECK (((ended_at IS NULL) OR (signed_at IS NOT NULL))),
  constraint alarm_rule_version_check3 CHECK ((ended_at >= signed_at)),
  constraint alarm_rule_version_version_check CHECK ((version > 0))
);
comment on table "analyse".alarm_rule_version is
  'distributed: what a rule says, version by version; a signed version never changes, one is in force at a time, ended_at says until when';
CREATE UNIQUE INDEX alarm_rule_one_draft ON "analyse".alarm_rule_version USING btree (district_id, rule_id) WHERE (signed_at IS NULL);
CREATE UNIQUE INDEX alarm_rule_one_in_force ON "analyse".alarm_rule_version USING btree (district_id, rule_id) WHERE ((signed_at IS NOT NULL) AND (ended_at IS NULL));

create table "analyse".alarm_state (
  district_id text not null,
  rule_id uuid not null,
  device_id uuid not null,
  version integer not null,
  memory jsonb not null,
  due_at timestamp with time zone,
  constraint alarm_state_pkey PRIMARY KEY (district_id, rule_id, device_id)
);
comment on table "analyse".alarm_state is
  'distributed: what judging one rule for one device has to remember between two values; due_at is when time alone may decide something';
CREATE INDEX alarm_state_due ON "analyse".alarm_state USING btree (district_id, due_at) WHERE (due_at IS NOT NULL);

create table "analyse".alarm_telling (
  district_id text not null,
  episode_id uuid not null,
  level jsonb not null,
  source text not null,
  next integer not null default 0,
  due_at timestamp with time zone,
  constraint alarm_telling_pkey PRIMARY KEY (district_id, episode_id),
  constraint alarm_telling_level_check CHECK ((jsonb_typeof(level) = 'object'::text)),
  constraint alarm_telling_next_check CHECK ((next >= 0)),
  constraint alarm_telling_source_check CHECK ((source = ANY (ARRAY['rule'::text, 'district'::text, 'usual'::text])))
);
comment on table "analyse".alarm_telling is
  'distributed: the steps by which an alarm is told, as they were in force when it was raised; next is the round that comes, due_at when, null while nobody is to be told';
CREATE INDEX alarm_telling_due ON "analyse".alarm_telling USING btree (district_id, due_at) WHERE (due_at IS NOT NULL);

create table "analyse".alarm_told (
  district_id text not null,
  episode_id uuid not null,
  step integer not null,
  nth integer not null,
  at timestamp with time zone not null,
  people jsonb not null,
  sms boolean not null,
  origin uuid,
  constraint alarm_told_pkey PRIMARY KEY (district_id, episode_id, step, nth),
  constraint alarm_told_nth_check CHECK ((nth > 0)),
  constraint alarm_told_people_check CHECK ((jsonb_typeof(people) = 'array'::text)),
  constraint alarm_told_step_check CHECK ((step >= 0))
);
comment on table "analyse".alarm_told is
  'distributed: who was told of an alarm, once a step and repetition; origin is the outbox event by which the notices are found, null where nobody could be told';

create table "analyse".chronic_case (
  district_id text not null,
  case_id uuid not null,
  spot_id uuid not null,
  occurred_at timestamp with time zone not null,
  constraint chronic_case_pkey PRIMARY KEY (district_id, case_id)
);
comment on table "analyse".chronic_case is
  'distributed: the cases of a chronic spot; a case belongs to one spot at most, a merged, refused or voided one to none';
CREATE INDEX chronic_case_spot ON "analyse".chronic_case USING btree (district_id, spot_id, occurred_at);

create table "analyse".chronic_entry (
  district_id text not null,
  spot_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  body jsonb not null,
  constraint chronic_entry_pkey PRIMARY KEY (district_id, spot_id, seq),
  constraint chronic_entry_kind_check CHECK ((kind = ANY (ARRAY['found'::text, 'grew'::text, 'shrank'::text, 'reopened'::text, 'owned'::text, 'watched'::text, 'cleared'::text, 'opened'::text, 'noted'::text]))),
  constraint chronic_entry_seq_check CHECK ((seq > 0))
);
comment on table "analyse".chronic_entry is
  'distributed: the append-only history of a chronic spot: how it was found and grew, who owned it, what was said';

create table "analyse".chronic_rule (
  district_id text not null,
  rule_id uuid not null,
  category text not null,
  times integer not null,
  within_days integer not null,
  radius_metres integer not null,
  basis text not null,
  valid_from timestamp with time zone not null,
  set_by text not null,
  constraint chronic_rule_pkey PRIMARY KEY (district_id, rule_id),
  constraint chronic_rule_district_id_category_valid_from_key UNIQUE (district_id, category, valid_from),
  constraint chronic_rule_basis_check CHECK ((basis <> ''::text)),
  constraint chronic_rule_category_check CHECK ((category ~ '^([0-9]{4}/(component|matter)/[0-9]{4,5})?$'::text)),
  constraint chronic_rule_radius_metres_check CHECK (((radius_metres >= 1) AND (radius_metres <= 2000))),
  constraint chronic_rule_times_check CHECK (((times >= 2) AND (times <= 100))),
  constraint chronic_rule_within_days_check CHECK (((within_days >= 1) AND (within_days <= 1100)))
);
comment on table "analyse".chronic_rule is
  'distributed: how often the same problem returns to one place before it is a chronic spot (3 times in 30 days within 50 m where nothing is set); an empty category means every, the newest row of a category is in force';

create table "analyse".chronic_spot (
  district_id text not null,
  spot_id uuid not null,
  number text not null,
  category text not null,
  category_name text not null,
  place point not null,
  radius_metres integer not null,
  place_text text not null,
  street_code text,
  community_code text,
  state text not null,
  owner_unit text,
  owner_person uuid,
  target_on date,
  cleared_reason text,
  cleared_at timestamp with time zone,
  found_at timestamp with time zone not null,
  first_case_at timestamp with time zone not null,
  last_case_at timestamp with time zone not null,
  cases integer not null,
  reopened integer not null default 0,
  version integer not null,
  constraint chronic_spot_pkey PRIMARY KEY (district_id, spot_id),
  constraint chronic_spot_district_id_number_key UNIQUE (district_id, number),
  constraint chronic_spot_cases_check CHECK ((cases >= 0)),
  constraint chronic_spot_category_check CHECK ((category ~ '^[0-9]{4}/(component|matter)/[0-9]{4,5}$'::text)),
  constraint chronic_spot_check CHECK (((state = 'cleared'::text) = (cleared_at IS NOT NULL))),
  constraint chronic_spot_radius_metres_check CHECK ((radius_metres > 0)),
  constraint chronic_spot_state_check CHECK ((state = ANY (ARRAY['open'::text, 'watched'::text, 'cleared'::text]))),
  constraint chronic_spot_version_check CHECK ((version > 0))
);
comment on table "analyse".chronic_spot is
  'distributed: a place to which the same problem keeps returning, as a thing of its own above its cases, with an owner and a target day';
CREATE INDEX chronic_spot_place ON "analyse".chronic_spot USING gist (place);
CREATE INDEX chronic_spot_state ON "analyse".chronic_spot USING btree (district_id, state, last_case_at DESC, spot_id);

create table "analyse".duplicate_rule (
  district_id text not null,
  rule_id uuid not null,
  category text not null,
  radius_metres integer not null,
  within_hours integer not null,
  basis text not null,
  valid_from timestamp with time zone not null,
  set_by text not null,
  constraint duplicate_rule_pkey PRIMARY KEY (district_id, rule_id),
  constraint duplicate_rule_district_id_category_valid_from_key UNIQUE (district_id, category, valid_from),
  constraint duplicate_rule_basis_check CHECK ((basis <> ''::text)),
  constraint duplicate_rule_category_check CHECK ((category ~ '^([0-9]{4}/(component|matter)/[0-9]{4,5})?$'::text)),
  constraint duplicate_rule_radius_metres_check CHECK (((radius_metres >= 1) AND (radius_metres <= 2000))),
  constraint duplicate_rule_within_hours_check CHECK (((within_hours >= 1) AND (within_hours <= 2160)))
);
comment on table "analyse".duplicate_rule is
  'distributed: how near in place and time two cases of one category are taken for one problem (50 m, 24 h [S17] where nothing is set); an empty category means every, the newest row of a category is in force, none is ever changed';

create table "analyse".fence (
  district_id text not null,
  fence_id uuid not null,
  revision integer not null,
  body jsonb,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  reason text not null default ''::text,
  constraint fence_pkey PRIMARY KEY (district_id, fence_id, revision),
  constraint fence_body_check CHECK ((jsonb_typeof(body) = 'object'::text)),
  constraint fence_changed_by_check CHECK ((changed_by <> ''::text)),
  constraint fence_revision_check CHECK ((revision > 0))
);
comment on table "analyse".fence is
  'distributed: areas and routes that rules may name, with the hours in which they hold, every revision; one without a body ends the fence. A rule keeps the outline of the revision it was drafted by';

create table "analyse".photo_look (
  district_id text not null,
  file_id uuid not null,
  part text not null,
  coarse bigint not null,
  slope bigint not null,
  constraint photo_look_pkey PRIMARY KEY (district_id, file_id, part),
  constraint photo_look_part_check CHECK ((part = ANY (ARRAY['whole'::text, 'inner'::text])))
);
comment on table "analyse".photo_look is
  'distributed: what a photo looks like in 64 + 64 bits (pHash, dHash), whole and cropped to its middle; of two words that differ in ten bits or fewer one of four quarters differs in two at most, which the four indexes find';
CREATE INDEX photo_look_quarter_1 ON "analyse".photo_look USING btree (district_id, (((coarse >> 48) & (65535)::bigint))) INCLUDE (coarse, slope, part, file_id);
CREATE INDEX photo_look_quarter_2 ON "analyse".photo_look USING btree (district_id, (((coarse >> 32) & (65535)::bigint))) INCLUDE (coarse, slope, part, file_id);
CREATE INDEX photo_look_quarter_3 ON "analyse".photo_look USING btree (district_id, (((coarse >> 16) & (65535)::bigint))) INCLUDE (coarse, slope, part, file_id);
CREATE INDEX photo_look_quarter_4 ON "analyse".photo_look USING btree (district_id, ((coarse & (65535)::bigint))) INCLUDE (coarse, slope, part, file_id);

create table "analyse".photo_reuse (
  district_id text not null,
  reuse_id uuid not null,
  kind text not null,
  case_id uuid not null,
  file_id uuid not null,
  purpose text not null,
  seq integer not null,
  other_case_id uuid not null,
  other_file_id uuid not null,
  other_purpose text not null,
  other_seq integer not null,
  likeness text not null,
  coarse_distance integer not null,
  slope_distance integer not null,
  matches integer not null,
  found_at timestamp with time zone not null,
  state text not null default 'open'::text,
  decided_by text,
  decided_by_name text,
  decided_at timestamp with time zone,
  reason text,
  constraint photo_reuse_pkey PRIMARY KEY (district_id, reuse_id),
  constraint photo_reuse_district_id_case_id_file_id_purpose_kind_key UNIQUE (district_id, case_id, file_id, purpose, kind),
  constraint photo_reuse_check CHECK (((state = 'open'::text) = (decided_at IS NULL))),
  constraint photo_reuse_check1 CHECK (((kind = 'within'::text) = (case_id = other_case_id))),
  constraint photo_reuse_coarse_distance_check CHECK (((coarse_distance >= 0) AND (coarse_distance <= 64))),
  constraint photo_reuse_kind_check CHECK ((kind = ANY (ARRAY['within'::text, 'across'::text]))),
  constraint photo_reuse_likeness_check CHECK ((likeness = ANY (ARRAY['same_bytes'::text, 'alike'::text, 'cropped'::text, 'mirrored'::text]))),
  constraint photo_reuse_matches_check CHECK ((matches > 0)),
  constraint photo_reuse_slope_distance_check CHECK (((slope_distance >= 0) AND (slope_distance <= 64))),
  constraint photo_reuse_state_check CHECK ((state = ANY (ARRAY['open'::text, 'confirmed'::text, 'dismissed'::text])))
);
comment on table "analyse".photo_reuse is
  'distributed: a photo that an earlier one of the same or another case seems to be; evidence for somebody to judge, never a verdict; matches counts all earlier ones, of which the nearest is named';
CREATE INDEX photo_reuse_other ON "analyse".photo_reuse USING btree (district_id, other_case_id);
CREATE INDEX photo_reuse_state ON "analyse".photo_reuse USING btree (district_id, state, found_at DESC, reuse_id);

create table "analyse".photo_seen (
  district_id text not null,
  file_id uuid not null,
  state text not null,
  detail real not null,
  seen_at timestamp with time zone not null,
  constraint photo_seen_pkey PRIMARY KEY (district_id, file_id),
  constraint photo_seen_detail_check CHECK ((detail >= (0)::double precision)),
  constraint photo_seen_state_check CHECK ((state = ANY (ARRAY['known'::text, 'plain'::text, 'unreadable'::text])))
);
comment on table "analyse".photo_seen is
  'distributed: photos of cases whose look was taken once; a plain one (fog, night, a blank wall) looks like any other and is recognised by its bytes alone';

create table "analyse".telling_plan (
  district_id text not null,
  version integer not null,
  plan jsonb not null,
  by_name text not null,
  at timestamp with time zone not null,
  reason text not null,
  constraint telling_plan_pkey PRIMARY KEY (district_id, version),
  constraint telling_plan_plan_check CHECK ((jsonb_typeof(plan) = 'object'::text)),
  constraint telling_plan_reason_check CHECK ((reason <> ''::text)),
  constraint telling_plan_version_check CHECK ((version > 0))
);
comment on table "analyse".telling_plan is
  'distributed: who is told of alarms in a district, by severity and hour, version by version; the highest is in force, and where there is none the usual plan that comes with the product is';

create table auth.account (
  id text not null,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamp with time zone,
  "refreshTokenExpiresAt" timestamp with time zone,
  scope text,
  password text,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null,
  constraint account_pkey PRIMARY KEY (id)
);
comment on table auth.account is
  'local: how an account signs in; passwords as scrypt hashes';
CREATE INDEX account_of_user ON auth.account USING btree ("userId");

create table auth.session (
  id text not null,
  "expiresAt" timestamp with time zone not null,
  token text not null,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null,
  constraint session_pkey PRIMARY KEY (id),
  constraint session_token_key UNIQUE (token)
);
comment on table auth.session is
  'local: open sessions; deleting a row ends the session within a second';
CREATE INDEX session_of_user ON auth.session USING btree ("userId");

create table auth.sign_in_failure (
  username text not null,
  failures integer not null,
  window_start timestamp with time zone not null,
  locked_until timestamp with time zone,
  constraint sign_in_failure_pkey PRIMARY KEY (username),
  constraint sign_in_failure_failures_check CHECK ((failures > 0))
);
comment on table auth.sign_in_failure is
  'local: wrong passwords by login name: 5 within 15 minutes lock it for 15 minutes (GB/T 22239-2019 8.1.4.2 b); survives a restart';

create table auth."user" (
  id text not null,
  name text not null,
  email text not null,
  "emailVerified" boolean not null,
  image text,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  username text,
  "displayUsername" text,
  "districtId" text not null,
  "personId" text not null,
  "disabledAt" timestamp with time zone,
  "passwordDue" boolean not null default false,
  "lastSignInAt" timestamp with time zone,
  constraint user_pkey PRIMARY KEY (id),
  constraint user_email_key UNIQUE (email),
  constraint user_username_key UNIQUE (username)
);
comment on table auth."user" is
  'local: sign-in accounts; a login name is unique on the installation and belongs to one person of one district';
comment on column auth."user"."passwordDue" is
  'the password was given by somebody else: nothing may be done before it is changed';
comment on column auth."user"."lastSignInAt" is
  'when somebody last signed in with it, so that accounts nobody uses are seen';

create table auth.verification (
  id text not null,
  identifier text not null,
  value text not null,
  "expiresAt" timestamp with time zone not null,
  "createdAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  "updatedAt" timestamp with time zone not null default CURRENT_TIMESTAMP,
  constraint verification_pkey PRIMARY KEY (id)
);
comment on table auth.verification is
  'local: one-time codes';
CREATE INDEX verification_identifier ON auth.verification USING btree (identifier);

create table city.beat (
  district_id text not null,
  beat_id uuid not null,
  name text not null,
  note text,
  valid_from date not null,
  valid_to date,
  constraint beat_pkey PRIMARY KEY (district_id, beat_id),
  constraint beat_check CHECK ((valid_to > valid_from)),
  constraint beat_name_check CHECK ((name <> ''::text))
);
comment on table city.beat is
  'distributed: 责任网格, a named set of cells walked by one collector or crew';
CREATE UNIQUE INDEX beat_name_current ON city.beat USING btree (district_id, name) WHERE (valid_to IS NULL);

create table city.beat_cell (
  district_id text not null,
  beat_id uuid not null,
  cell_code text not null,
  valid_from date not null,
  valid_to date,
  constraint beat_cell_pkey PRIMARY KEY (district_id, cell_code, valid_from),
  constraint beat_cell_cell_code_check CHECK ((cell_code ~ '^[0-9]{12}[0-9A-Z]{3}$'::text)),
  constraint beat_cell_check CHECK ((valid_to > valid_from))
);
comment on table city.beat_cell is
  'distributed: which cells belong to which beat, and when; validity is half-open';
CREATE UNIQUE INDEX beat_cell_current ON city.beat_cell USING btree (district_id, cell_code) WHERE (valid_to IS NULL);
CREATE INDEX beat_cell_of_beat ON city.beat_cell USING btree (district_id, beat_id);

create table city.beat_duty (
  district_id text not null,
  beat_id uuid not null,
  person_id uuid not null,
  valid_from date not null,
  valid_to date,
  constraint beat_duty_pkey PRIMARY KEY (district_id, beat_id, person_id, valid_from),
  constraint beat_duty_check CHECK ((valid_to > valid_from))
);
comment on table city.beat_duty is
  'distributed: the collector who answers for a beat, by day';

create table city.calendar (
  district_id text not null,
  calendar_id text not null,
  version integer not null,
  definition jsonb not null,
  digest text not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  reason text not null,
  constraint calendar_pkey PRIMARY KEY (district_id, calendar_id, version),
  constraint calendar_calendar_id_check CHECK ((calendar_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text)),
  constraint calendar_check CHECK ((((definition ->> 'id'::text) = calendar_id) AND (((definition -> 'version'::text))::integer = version))),
  constraint calendar_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint calendar_published_by_check CHECK ((published_by <> ''::text)),
  constraint calendar_reason_check CHECK ((reason <> ''::text)),
  constraint calendar_version_check CHECK ((version > 0))
);
comment on table city.calendar is
  'distributed: working calendars, each version whole in itself with the holidays it counts by; the highest version is in force, none is ever changed; digest is the SHA-256 of the definition''s canonical JSON';

create table city."case" (
  district_id text not null,
  case_id uuid not null,
  number text not null,
  version integer not null,
  stage text not null,
  source text not null,
  urgency text not null,
  kind text,
  edition text,
  category text,
  category_name text,
  description text not null,
  place point,
  place_text text not null default ''::text,
  cell_code text,
  community_code text,
  street_code text,
  component_code text,
  unit_id text,
  co_unit_ids text[] not null default '{}'::text[],
  collector_id uuid,
  reported_by text not null,
  reported_at timestamp with time zone not null,
  filed_at timestamp with time zone,
  handled_at timestamp with time zone,
  closed_at timestamp with time zone,
  clock text,
  due_at timestamp with time zone,
  calendar_version integer,
  handled_in_time boolean,
  pending text not null default ''::text,
  returns integer not null default 0,
  reworks integer not null default 0,
  urges integer not null default 0,
  rating integer,
  merged_into uuid,
  changed_at timestamp with time zone not null,
  vetoes integer not null default 0,
  watch_at timestamp with time zone,
  co_open_ids text[] not null default '{}'::text[],
  constraint case_pkey PRIMARY KEY (district_id, case_id),
  constraint case_district_id_number_key UNIQUE (district_id, number),
  constraint case_kind_check CHECK ((kind = ANY (ARRAY['component'::text, 'matter'::text]))),
  constraint case_rating_check CHECK (((rating >= 1) AND (rating <= 5))),
  constraint case_urgency_check CHECK ((urgency = ANY (ARRAY['normal'::text, 'urgent'::text, 'critical'::text]))),
  constraint case_version_check CHECK ((version > 0))
);
comment on table city."case" is
  'distributed: the fold of a case''s events, cached in the transaction that appends them; due_at is what the ledger computes under calendar_version for the clock that runs now, never patched by hand';
comment on column city."case".watch_at is
  'when the deadline watch must look at this case next: the next rung of a running clock or the end of a suspension, computed by the ledger with every event';
comment on column city."case".co_open_ids is
  'helping units that have yet to report, as the fold says; the work list of a helping unit';
CREATE INDEX case_changed ON city."case" USING btree (district_id, changed_at, case_id);
CREATE INDEX case_collector ON city."case" USING btree (district_id, collector_id, stage, COALESCE(due_at, 'infinity'::timestamp with time zone), case_id) WHERE (collector_id IS NOT NULL);
CREATE INDEX case_component ON city."case" USING btree (district_id, component_code) WHERE (component_code IS NOT NULL);
CREATE INDEX case_helpers ON city."case" USING gin (co_unit_ids) WHERE (co_unit_ids <> '{}'::text[]);
CREATE INDEX case_merged ON city."case" USING btree (district_id, merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX case_pending ON city."case" USING btree (district_id, pending, COALESCE(due_at, 'infinity'::timestamp with time zone), case_id) WHERE (pending <> ''::text);
CREATE INDEX case_place ON city."case" USING gist (place) WHERE (place IS NOT NULL);
CREATE INDEX case_reported ON city."case" USING btree (district_id, reported_at, case_id);
CREATE INDEX case_reporter ON city."case" USING btree (district_id, reported_by, stage, COALESCE(due_at, 'infinity'::timestamp with time zone), case_id) WHERE (reported_by <> 'citizen'::text);
CREATE INDEX case_shared ON city."case" USING btree (district_id, stage, COALESCE(due_at, 'infinity'::timestamp with time zone), case_id) WHERE (co_unit_ids <> '{}'::text[]);
CREATE INDEX case_shared_reported ON city."case" USING btree (district_id, reported_at, case_id) WHERE (co_unit_ids <> '{}'::text[]);
CREATE INDEX case_stage ON city."case" USING btree (district_id, stage, COALESCE(due_at, 'infinity'::timestamp with time zone), case_id);
CREATE INDEX case_unit ON city."case" USING btree (district_id, unit_id, stage, COALESCE(due_at, 'infinity'::timestamp with time zone), case_id);
CREATE INDEX case_unit_reported ON city."case" USING btree (district_id, unit_id, reported_at, case_id);
CREATE INDEX case_watch ON city."case" USING btree (district_id, watch_at) WHERE (watch_at IS NOT NULL);

create table city.case_event (
  district_id text not null,
  case_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  by_unit text,
  calendar_version integer,
  body jsonb not null,
  recorded_at timestamp with time zone not null default now(),
  constraint case_event_pkey PRIMARY KEY (district_id, case_id, seq),
  constraint case_event_seq_check CHECK ((seq > 0))
);
comment on table city.case_event is
  'distributed: the append-only history of a case; what a case is, is folded from these rows and from nothing else';
CREATE INDEX case_event_appeal ON city.case_event USING btree (district_id, kind, at, case_id) WHERE (kind = ANY (ARRAY['appealed'::text, 'appeal_decided'::text]));

create table city.case_export (
  district_id text not null,
  export_id uuid not null,
  by_id text not null,
  filter jsonb not null,
  columns text[] not null,
  grants text not null,
  asked_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  total integer not null,
  rows integer not null default 0,
  bytes bigint not null default 0,
  next text,
  ended_at timestamp with time zone,
  expires_at timestamp with time zone not null,
  constraint case_export_pkey PRIMARY KEY (district_id, export_id),
  constraint case_export_bytes_check CHECK ((bytes >= 0)),
  constraint case_export_columns_check CHECK ((cardinality(columns) > 0)),
  constraint case_export_filter_check CHECK ((jsonb_typeof(filter) = 'object'::text)),
  constraint case_export_rows_check CHECK ((rows >= 0)),
  constraint case_export_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'ready'::text, 'failed'::text, 'expired'::text]))),
  constraint case_export_total_check CHECK ((total >= 0))
);
comment on table city.case_export is
  'distributed: long exports of case lists; filter and columns as asked, grants is what its owner might see when it was asked for, next is where a run that was ended goes on';
CREATE INDEX case_export_by ON city.case_export USING btree (district_id, by_id, asked_at DESC);
CREATE INDEX case_export_expiring ON city.case_export USING btree (expires_at) WHERE (state <> 'expired'::text);

create table city.case_export_part (
  district_id text not null,
  export_id uuid not null,
  ordinal integer not null,
  content bytea not null,
  constraint case_export_part_pkey PRIMARY KEY (district_id, export_id, ordinal),
  constraint case_export_part_ordinal_check CHECK ((ordinal >= 0))
);
comment on table city.case_export_part is
  'distributed: the pieces of an export''s file in their order; deleted when the export expires';

create table city.case_file (
  district_id text not null,
  case_id uuid not null,
  file_id uuid not null,
  seq integer not null,
  purpose text not null,
  constraint case_file_pkey PRIMARY KEY (district_id, case_id, file_id, purpose),
  constraint case_file_purpose_check CHECK ((purpose = ANY (ARRAY['report'::text, 'confirm'::text, 'before'::text, 'after'::text, 'verify'::text, 'other'::text])))
);
comment on table city.case_file is
  'distributed: files attached to a case by an event, by purpose (standards.md 5.5 [S11])';
CREATE INDEX case_file_file ON city.case_file USING btree (district_id, file_id);

create table city.case_number (
  district_id text not null,
  period text not null,
  last_number bigint not null,
  constraint case_number_pkey PRIMARY KEY (district_id, period),
  constraint case_number_last_number_check CHECK ((last_number >= 0))
);
comment on table city.case_number is
  'distributed: the last serial given out in a period (the part of the number template before the serial); taken in the same transaction as the case, so a number exists exactly when its case does';

create table city.case_words (
  district_id text not null,
  case_id uuid not null,
  reported_at timestamp with time zone not null,
  pairs integer[] not null,
  constraint case_words_pkey PRIMARY KEY (district_id, case_id)
);
comment on table city.case_words is
  'distributed: the letter pairs of a case''s description and place text, two code points an integer, for finding what contains a text; apart from the case so that its steps do not rewrite the index';
CREATE INDEX case_words_pairs ON city.case_words USING gin (pairs);

create table city.category (
  edition text not null,
  kind text not null,
  major text not null,
  minor text not null,
  code text not null,
  major_name text not null,
  name text not null,
  pinyin text not null,
  source text not null,
  mark text not null,
  constraint category_pkey PRIMARY KEY (edition, kind, major, minor),
  constraint category_edition_kind_code_key UNIQUE (edition, kind, code),
  constraint category_check CHECK ((code = (major || minor))),
  constraint category_kind_check CHECK ((kind = ANY (ARRAY['component'::text, 'matter'::text]))),
  constraint category_major_check CHECK ((major ~ '^[0-9]{2}$'::text)),
  constraint category_major_name_check CHECK ((major_name <> ''::text)),
  constraint category_minor_check CHECK ((minor ~ '^[0-9]{2,3}$'::text)),
  constraint category_name_check CHECK ((name <> ''::text))
);
comment on table city.category is
  'reference: 小类 by edition; pinyin is the name''s syllables with blanks between; mark says how well the row is known';

create table city.category_local (
  district_id text not null,
  version_id uuid not null,
  kind text not null,
  major text not null,
  minor text not null,
  major_name text not null,
  name text not null,
  extension boolean not null,
  pinyin text not null,
  constraint category_local_pkey PRIMARY KEY (district_id, version_id, kind, major, minor),
  constraint category_local_kind_check CHECK ((kind = ANY (ARRAY['component'::text, 'matter'::text]))),
  constraint category_local_major_check CHECK ((major ~ '^[0-9]{2}$'::text)),
  constraint category_local_major_name_check CHECK ((major_name <> ''::text)),
  constraint category_local_minor_check CHECK ((minor ~ '^[0-9]{2,3}$'::text)),
  constraint category_local_name_check CHECK ((name <> ''::text))
);
comment on table city.category_local is
  'distributed: 小类 a version adds to its edition (extension) or names in its own way';

create table city.category_mapping (
  from_edition text not null,
  from_kind text not null,
  from_code text not null,
  to_edition text not null,
  to_kind text not null,
  to_code text not null,
  basis text not null,
  mark text not null,
  constraint category_mapping_pkey PRIMARY KEY (from_edition, from_kind, from_code, to_edition),
  constraint category_mapping_check CHECK ((to_edition <> from_edition))
);
comment on table city.category_mapping is
  'reference: the successor of a category in another edition';

create table city.cell (
  district_id text not null,
  code text not null,
  name text,
  area_m2 double precision not null,
  boundary jsonb not null,
  bounds box not null,
  label point not null,
  note text,
  valid_from date not null,
  valid_to date,
  succeeded_by text[] not null default '{}'::text[],
  constraint cell_pkey PRIMARY KEY (district_id, code, valid_from),
  constraint cell_area_m2_check CHECK ((area_m2 > (0)::double precision)),
  constraint cell_boundary_check CHECK (((boundary ->> 'type'::text) = ANY (ARRAY['Polygon'::text, 'MultiPolygon'::text]))),
  constraint cell_check CHECK ((valid_to > valid_from)),
  constraint cell_code_check CHECK ((code ~ '^[0-9]{12}[0-9A-Z]{3}$'::text))
);
comment on table city.cell is
  'distributed: 单元网格 with 15-character codes; one row for each shape a cell has had; GeoJSON in CGCS2000; validity is half-open; a retired code never returns';
CREATE INDEX cell_bounds ON city.cell USING gist (bounds);
CREATE UNIQUE INDEX cell_current ON city.cell USING btree (district_id, code) WHERE (valid_to IS NULL);

create table city.component (
  district_id text not null,
  code text not null,
  edition text not null,
  kind text not null,
  name text not null,
  place point not null,
  cell_code text,
  street_code text,
  community_code text,
  manager_code text,
  manager_name text,
  owner_code text,
  owner_name text,
  maintainer_code text,
  maintainer_name text,
  state text not null default 'intact'::text,
  initial_date date not null,
  changed_date date,
  data_source text,
  accuracy text,
  address text,
  address_grams text[],
  note text,
  attributes jsonb not null default '{}'::jsonb,
  legacy_code text,
  revision integer not null default 1,
  constraint component_pkey PRIMARY KEY (district_id, code),
  constraint component_accuracy_check CHECK ((accuracy = ANY (ARRAY['A'::text, 'B'::text, 'C'::text]))),
  constraint component_attributes_check CHECK ((jsonb_typeof(attributes) = 'object'::text)),
  constraint component_check CHECK ((edition =
CASE length(code)
    WHEN 17 THEN '2026'::text
    ELSE '2013'::text
END)),
  constraint component_check1 CHECK ((kind = substr(code, 7, (length(code) - 12)))),
  constraint component_check2 CHECK ((changed_date >= initial_date)),
  constraint component_code_check CHECK ((code ~ '^[0-9]{16,17}$'::text)),
  constraint component_data_source_check CHECK ((data_source = ANY (ARRAY['surveyed'::text, 'topographic'::text, 'base-geodata'::text, 'other'::text]))),
  constraint component_legacy_code_check CHECK ((legacy_code ~ '^[0-9]{16}$'::text)),
  constraint component_name_check CHECK ((name <> ''::text)),
  constraint component_revision_check CHECK ((revision > 0)),
  constraint component_state_check CHECK ((state = ANY (ARRAY['intact'::text, 'damaged'::text, 'lost'::text, 'disused'::text, 'removed'::text])))
);
comment on table city.component is
  'distributed: 部件 by identification code (17 digits 2026, 16 digits 2013); place is CGCS2000 (lon, lat); never deleted, a removed one keeps its row and code';
CREATE INDEX component_address ON city.component USING gin (address_grams);
CREATE INDEX component_cell ON city.component USING btree (district_id, cell_code);
CREATE INDEX component_kind ON city.component USING btree (district_id, kind, state);
CREATE UNIQUE INDEX component_legacy ON city.component USING btree (district_id, legacy_code) WHERE (legacy_code IS NOT NULL);
CREATE INDEX component_name ON city.component USING btree (district_id, name, code);
CREATE INDEX component_place ON city.component USING gist (place);

create table city.component_bulk (
  district_id text not null,
  bulk_id uuid not null,
  kind text not null,
  attributes jsonb not null,
  reason text not null,
  by text not null,
  at timestamp with time zone not null,
  done integer not null,
  undone_at timestamp with time zone,
  undone_by text,
  undo_reason text,
  undone integer,
  constraint component_bulk_pkey PRIMARY KEY (district_id, bulk_id),
  constraint component_bulk_attributes_check CHECK ((jsonb_typeof(attributes) = 'object'::text)),
  constraint component_bulk_check CHECK ((((undone_at IS NULL) = (undone_by IS NULL)) AND ((undone_at IS NULL) = (undo_reason IS NULL)) AND ((undone_at IS NULL) = (undone IS NULL)))),
  constraint component_bulk_done_check CHECK ((done > 0)),
  constraint component_bulk_kind_check CHECK ((kind ~ '^[0-9]{4,5}$'::text)),
  constraint component_bulk_reason_check CHECK ((reason <> ''::text)),
  constraint component_bulk_undone_check CHECK ((undone >= 0))
);
comment on table city.component_bulk is
  'distributed: one change of attributes made to many components of a kind at once; what each was before stands in its own history';
CREATE INDEX component_bulk_at ON city.component_bulk USING btree (district_id, at DESC, bulk_id DESC);

create table city.component_history (
  district_id text not null,
  code text not null,
  revision integer not null,
  at timestamp with time zone not null,
  by text not null,
  change text not null,
  reason text,
  before jsonb,
  after jsonb,
  bulk_id uuid,
  constraint component_history_pkey PRIMARY KEY (district_id, code, revision),
  constraint component_history_change_check CHECK ((change = ANY (ARRAY['registered'::text, 'imported'::text, 'state'::text, 'amended'::text, 'moved'::text, 'undone'::text, 'regridded'::text]))),
  constraint component_history_revision_check CHECK ((revision > 0))
);
comment on table city.component_history is
  'distributed: append-only; before and after hold the fields that changed, so every earlier state can be had back';
CREATE INDEX component_history_bulk ON city.component_history USING btree (district_id, bulk_id) WHERE (bulk_id IS NOT NULL);

create table city.component_sequence (
  district_id text not null,
  county text not null,
  edition text not null,
  kind text not null,
  last integer not null,
  constraint component_sequence_pkey PRIMARY KEY (district_id, county, edition, kind),
  constraint component_sequence_county_check CHECK ((county ~ '^[0-9]{6}$'::text)),
  constraint component_sequence_edition_check CHECK ((edition = ANY (ARRAY['2026'::text, '2013'::text]))),
  constraint component_sequence_kind_check CHECK ((kind ~ '^[0-9]{4,5}$'::text)),
  constraint component_sequence_last_check CHECK (((last >= 1) AND (last <= 999999)))
);
comment on table city.component_sequence is
  'distributed: the highest sequence number ever given to a kind; numbers are not used twice';

create table city.district (
  district_id text not null,
  name text not null,
  division_code text,
  time_zone text not null default 'Asia/Shanghai'::text,
  centre_lon double precision not null,
  centre_lat double precision not null,
  bounds box not null,
  catalogue_edition text not null default '2026'::text,
  settings jsonb not null default '{}'::jsonb,
  constraint district_pkey PRIMARY KEY (district_id),
  constraint district_centre_lat_check CHECK (((centre_lat >= ('-90'::integer)::double precision) AND (centre_lat <= (90)::double precision))),
  constraint district_centre_lon_check CHECK (((centre_lon >= ('-180'::integer)::double precision) AND (centre_lon <= (180)::double precision))),
  constraint district_district_id_check CHECK ((district_id ~ '^[a-z0-9][a-z0-9-]{0,39}$'::text)),
  constraint district_division_code_check CHECK ((division_code ~ '^[0-9]{6}$'::text)),
  constraint district_name_check CHECK ((name <> ''::text)),
  constraint district_settings_check CHECK ((jsonb_typeof(settings) = 'object'::text))
);
comment on table city.district is
  'reference: districts served; centre and bounds in CGCS2000 degrees';

create table city.district_rules (
  district_id text not null,
  version integer not null,
  rules jsonb not null,
  by_id text not null,
  by_name text not null,
  at timestamp with time zone not null,
  reason text not null,
  constraint district_rules_pkey PRIMARY KEY (district_id, version),
  constraint district_rules_reason_check CHECK ((length(reason) >= 2)),
  constraint district_rules_version_check CHECK ((version > 0))
);
comment on table city.district_rules is
  'distributed: every version of what a district decided about approvals, required files and the citizen''s veto, with who decided it, when and why; only ever added to. The newest is in force for cases reported from then on';

create table city.division (
  district_id text not null,
  code text not null,
  level text not null,
  name text not null,
  parent_code text not null,
  boundary jsonb,
  bounds box,
  valid_from date not null,
  valid_to date,
  constraint division_pkey PRIMARY KEY (district_id, code, valid_from),
  constraint division_boundary_check CHECK (((boundary ->> 'type'::text) = ANY (ARRAY['Polygon'::text, 'MultiPolygon'::text]))),
  constraint division_check CHECK ((level =
CASE length(code)
    WHEN 9 THEN 'street'::text
    ELSE 'community'::text
END)),
  constraint division_check1 CHECK ((parent_code = "left"(code, (length(code) - 3)))),
  constraint division_check2 CHECK ((valid_to > valid_from)),
  constraint division_check3 CHECK (((boundary IS NULL) = (bounds IS NULL))),
  constraint division_code_check CHECK ((code ~ '^[0-9]{9}([0-9]{3})?$'::text)),
  constraint division_name_check CHECK ((name <> ''::text))
);
comment on table city.division is
  'distributed: streets (9 digits) and communities (12 digits); boundary is GeoJSON in CGCS2000; validity is half-open';
CREATE UNIQUE INDEX division_current ON city.division USING btree (district_id, code) WHERE (valid_to IS NULL);

create table city.duty_area (
  district_id text not null,
  duty_id uuid not null,
  kind text,
  category text not null,
  area_code text not null,
  unit_id text not null,
  valid_from date not null,
  valid_to date,
  basis text not null,
  constraint duty_area_pkey PRIMARY KEY (district_id, duty_id),
  constraint duty_area_area_code_check CHECK ((area_code ~ '^[0-9]{0,15}$'::text)),
  constraint duty_area_basis_check CHECK ((basis <> ''::text)),
  constraint duty_area_category_check CHECK ((category ~ '^[0-9]{0,5}$'::text)),
  constraint duty_area_check CHECK ((valid_to > valid_from)),
  constraint duty_area_kind_check CHECK ((kind = ANY (ARRAY['component'::text, 'matter'::text])))
);
comment on table city.duty_area is
  'distributed: category prefix × area prefix → unit; the longest area, then the longest category decides; empty means every';
CREATE INDEX duty_area_category ON city.duty_area USING btree (district_id, category, area_code);

create table city.edition (
  edition text not null,
  standard text not null,
  name text not null,
  minor_digits integer not null,
  in_force_from date not null,
  replaced_from date,
  constraint edition_pkey PRIMARY KEY (edition),
  constraint edition_standard_key UNIQUE (standard),
  constraint edition_check CHECK ((replaced_from > in_force_from)),
  constraint edition_edition_check CHECK ((edition ~ '^[0-9]{4}$'::text)),
  constraint edition_minor_digits_check CHECK ((minor_digits = ANY (ARRAY[2, 3])))
);
comment on table city.edition is
  'reference: editions of the national catalogue of components and matters; validity is half-open';

create table city.emergency (
  district_id text not null,
  emergency_id uuid not null,
  name text not null,
  level text not null,
  effects jsonb not null,
  on_at timestamp with time zone not null,
  on_by text not null,
  on_reason text not null,
  off_at timestamp with time zone,
  off_by text,
  off_reason text,
  constraint emergency_pkey PRIMARY KEY (district_id, emergency_id),
  constraint emergency_check CHECK ((off_at >= on_at)),
  constraint emergency_check1 CHECK ((((off_at IS NULL) = (off_by IS NULL)) AND ((off_at IS NULL) = (off_reason IS NULL)))),
  constraint emergency_level_check CHECK ((level <> ''::text)),
  constraint emergency_name_check CHECK ((name <> ''::text)),
  constraint emergency_on_by_check CHECK ((on_by <> ''::text)),
  constraint emergency_on_reason_check CHECK ((on_reason <> ''::text))
);
comment on table city.emergency is
  'distributed: each stretch in which a district was in an emergency, with the package''s effects as they were when it was switched on; the one without off_at is in force';
CREATE UNIQUE INDEX emergency_one ON city.emergency USING btree (district_id) WHERE (off_at IS NULL);

create table city.filing_condition (
  district_id text not null,
  version_id uuid not null,
  condition_id uuid not null,
  kind text not null,
  major text not null,
  minor text not null,
  ordinal integer not null,
  condition text not null,
  closing text not null,
  disposing_units text not null default ''::text,
  supervising_units text not null default ''::text,
  source text not null default ''::text,
  mark text not null default ''::text,
  constraint filing_condition_pkey PRIMARY KEY (district_id, version_id, condition_id),
  constraint filing_condition_district_id_version_id_kind_major_minor_or_key UNIQUE (district_id, version_id, kind, major, minor, ordinal),
  constraint filing_condition_closing_check CHECK ((closing <> ''::text)),
  constraint filing_condition_condition_check CHECK ((condition <> ''::text)),
  constraint filing_condition_kind_check CHECK ((kind = ANY (ARRAY['component'::text, 'matter'::text]))),
  constraint filing_condition_major_check CHECK ((major ~ '^[0-9]{2}$'::text)),
  constraint filing_condition_minor_check CHECK ((minor ~ '^[0-9]{2,3}$'::text)),
  constraint filing_condition_ordinal_check CHECK ((ordinal > 0))
);
comment on table city.filing_condition is
  'distributed: 立案条件 of a 小类 with its 结案条件 and the units it names';
CREATE INDEX filing_condition_id ON city.filing_condition USING btree (district_id, condition_id);

create table city.grid_change (
  district_id text not null,
  number integer not null,
  kind text not null,
  day date not null,
  at timestamp with time zone not null,
  by text not null,
  reason text not null,
  retired text[] not null,
  opened text[] not null,
  reshaped text[] not null,
  components integer not null,
  open_cases integer not null,
  state text not null default 'effective'::text,
  effective_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text,
  ended_reason text,
  kept jsonb not null default '{}'::jsonb,
  constraint grid_change_pkey PRIMARY KEY (district_id, number),
  constraint grid_change_check CHECK (((state = ANY (ARRAY['effective'::text, 'undone'::text])) = (effective_at IS NOT NULL))),
  constraint grid_change_check1 CHECK (((state = ANY (ARRAY['withdrawn'::text, 'undone'::text])) = (ended_at IS NOT NULL))),
  constraint grid_change_check2 CHECK ((((ended_at IS NULL) = (ended_by IS NULL)) AND ((ended_at IS NULL) = (ended_reason IS NULL)))),
  constraint grid_change_components_check CHECK ((components >= 0)),
  constraint grid_change_ended_reason_check CHECK ((ended_reason <> ''::text)),
  constraint grid_change_kept_check CHECK ((jsonb_typeof(kept) = 'object'::text)),
  constraint grid_change_kind_check CHECK ((kind = ANY (ARRAY['split'::text, 'merge'::text, 'border'::text, 'retire'::text]))),
  constraint grid_change_number_check CHECK ((number > 0)),
  constraint grid_change_open_cases_check CHECK ((open_cases >= 0)),
  constraint grid_change_reason_check CHECK ((reason <> ''::text)),
  constraint grid_change_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'effective'::text, 'withdrawn'::text, 'undone'::text])))
);
comment on table city.grid_change is
  'distributed: each change of 单元网格, numbered: planned, effective, withdrawn or undone; kept says what an undo has to put back; the shapes in force are the periods of city.cell';
CREATE INDEX grid_change_planned ON city.grid_change USING btree (district_id, day) WHERE (state = 'planned'::text);

create table city.grid_change_shape (
  district_id text not null,
  number integer not null,
  side text not null,
  code text not null,
  name text,
  note text,
  boundary jsonb not null,
  constraint grid_change_shape_pkey PRIMARY KEY (district_id, number, side, code),
  constraint grid_change_shape_boundary_check CHECK (((boundary ->> 'type'::text) = ANY (ARRAY['Polygon'::text, 'MultiPolygon'::text]))),
  constraint grid_change_shape_code_check CHECK ((code ~ '^[0-9]{12}[0-9A-Z]{3}$'::text)),
  constraint grid_change_shape_side_check CHECK ((side = ANY (ARRAY['before'::text, 'after'::text])))
);
comment on table city.grid_change_shape is
  'distributed: the cells of a change before and after it, GeoJSON in CGCS2000; never changed';

create table city.holiday (
  country text not null,
  date date not null,
  name text not null,
  is_off_day boolean not null,
  notice text not null,
  constraint holiday_pkey PRIMARY KEY (country, date),
  constraint holiday_country_check CHECK ((country ~ '^[A-Z]{2}$'::text)),
  constraint holiday_name_check CHECK ((name <> ''::text)),
  constraint holiday_notice_check CHECK ((notice <> ''::text))
);
comment on table city.holiday is
  'reference: days off and worked weekend days (调休) by national notice; the notice''s number and address stand in each row';

create table city.industry_switch (
  district_id text not null,
  industry_id text not null,
  seq integer not null,
  is_on boolean not null,
  reason text not null,
  at timestamp with time zone not null,
  by_name text not null,
  constraint industry_switch_pkey PRIMARY KEY (district_id, industry_id, seq),
  constraint industry_switch_industry_id_check CHECK ((industry_id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'::text)),
  constraint industry_switch_reason_check CHECK ((reason <> ''::text)),
  constraint industry_switch_seq_check CHECK ((seq > 0))
);
comment on table city.industry_switch is
  'distributed: every time an industry was turned on or off in a district, with who and why; the last entry holds, none is changed';

create table city.limit_by_area (
  district_id text not null,
  version_id uuid not null,
  condition_id uuid not null,
  area_class text not null default '*'::text,
  value numeric not null,
  unit text not null,
  note text not null default ''::text,
  constraint limit_by_area_pkey PRIMARY KEY (district_id, version_id, condition_id, area_class),
  constraint limit_by_area_area_class_check CHECK ((area_class <> ''::text)),
  constraint limit_by_area_unit_check CHECK ((unit = ANY (ARRAY['urgent_second'::text, 'urgent_minute'::text, 'urgent_hour'::text, 'urgent_day'::text, 'natural_day'::text, 'work_minute'::text, 'work_hour'::text, 'work_day'::text]))),
  constraint limit_by_area_value_check CHECK ((value > (0)::numeric))
);
comment on table city.limit_by_area is
  'distributed: 处置时限 of a condition by class of area; * is every area without a row of its own';

create table city.limit_table (
  district_id text not null,
  version integer not null,
  definition jsonb not null,
  digest text not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  reason text not null,
  constraint limit_table_pkey PRIMARY KEY (district_id, version),
  constraint limit_table_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint limit_table_published_by_check CHECK ((published_by <> ''::text)),
  constraint limit_table_reason_check CHECK ((reason <> ''::text)),
  constraint limit_table_version_check CHECK ((version > 0))
);
comment on table city.limit_table is
  'distributed: the limits of the stages as they were signed, each version whole and never changed; city.stage_limit holds what the highest version says; digest is chained like that of the calendar';

create table city.person (
  district_id text not null,
  person_id uuid not null,
  account_id text,
  name text not null,
  active boolean not null default true,
  unit_id text,
  phone_sealed bytea,
  phone_masked text not null default ''::text,
  constraint person_pkey PRIMARY KEY (district_id, person_id),
  constraint person_district_id_account_id_key UNIQUE (district_id, account_id),
  constraint person_name_check CHECK ((name <> ''::text))
);
comment on table city.person is
  'distributed: people who hold posts; account_id is their sign-in account, if they have one';
comment on column city.person.unit_id is
  'the department they belong to; what they do, and where, is in the posts they hold';
comment on column city.person.phone_sealed is
  'encrypted; seeing it is an audited act';

create table city.place_name (
  district_id text not null,
  place_id text not null,
  kind text not null,
  name text not null,
  aliases text[] not null default '{}'::text[],
  grams text[] not null,
  road_name text,
  door_number integer,
  address text,
  place point not null,
  source text,
  constraint place_name_pkey PRIMARY KEY (district_id, place_id),
  constraint place_name_check CHECK (((kind <> 'door'::text) OR ((road_name IS NOT NULL) AND (door_number IS NOT NULL)))),
  constraint place_name_door_number_check CHECK ((door_number > 0)),
  constraint place_name_kind_check CHECK ((kind = ANY (ARRAY['region'::text, 'tract'::text, 'block'::text, 'street'::text, 'door'::text, 'poi'::text]))),
  constraint place_name_name_check CHECK ((name <> ''::text))
);
comment on table city.place_name is
  'distributed: 地理编码 of the six basic kinds (区域 地片 区片 街巷 门楼牌 兴趣点); place is CGCS2000 (lon, lat)';
CREATE INDEX place_name_door ON city.place_name USING btree (district_id, road_name, door_number) WHERE (kind = 'door'::text);
CREATE INDEX place_name_grams ON city.place_name USING gin (grams);
CREATE INDEX place_name_place ON city.place_name USING gist (place);

create table city.place_version (
  district_id text not null,
  token uuid not null,
  changed_at timestamp with time zone not null default now(),
  constraint place_version_pkey PRIMARY KEY (district_id)
);
comment on table city.place_version is
  'distributed: which state of the cells a locator was built from';

create table city.post_grant (
  district_id text not null,
  grant_id uuid not null,
  person_id uuid not null,
  post text not null,
  unit_id text not null,
  valid_from date,
  valid_to date,
  reason text not null,
  given_by text not null,
  given_at timestamp with time zone not null,
  started_at timestamp with time zone,
  ended_at timestamp with time zone,
  ended_by text,
  end_reason text,
  constraint post_grant_pkey PRIMARY KEY (district_id, grant_id),
  constraint post_grant_check CHECK ((valid_to > valid_from)),
  constraint post_grant_check1 CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
);
comment on table city.post_grant is
  'distributed: who gave which post to whom for which days and why, and how it ended; post_holding is what of it holds now';
comment on column city.post_grant.valid_from is
  'null: held since before such records were kept';
CREATE UNIQUE INDEX post_grant_open ON city.post_grant USING btree (district_id, person_id, post, unit_id) WHERE (ended_at IS NULL);

create table city.post_holding (
  district_id text not null,
  person_id uuid not null,
  post text not null,
  unit_id text not null,
  until timestamp with time zone,
  constraint post_holding_pkey PRIMARY KEY (district_id, person_id, post, unit_id)
);
comment on table city.post_holding is
  'distributed: which post a person holds in which unit; supervision centre and command centre are units, the two axes are posts (standards.md 5.1 [M])';
comment on column city.post_holding.until is
  'the instant from which the post counts no more; null: until it is taken away';

create table city.saved_view (
  district_id text not null,
  person_id uuid not null,
  page text not null,
  name text not null,
  search jsonb not null,
  saved_at timestamp with time zone not null,
  constraint saved_view_pkey PRIMARY KEY (district_id, person_id, page, name),
  constraint saved_view_name_check CHECK ((name <> ''::text)),
  constraint saved_view_page_check CHECK ((page = 'cases'::text)),
  constraint saved_view_search_check CHECK ((jsonb_typeof(search) = 'object'::text))
);
comment on table city.saved_view is
  'distributed: filters that a person keeps under a name; they hold no case, and what they find is judged anew each time';

create table city.shift (
  district_id text not null,
  shift_id uuid not null,
  person_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint shift_pkey PRIMARY KEY (district_id, shift_id),
  constraint shift_check CHECK ((ends_at > starts_at))
);
comment on table city.shift is
  'distributed: who is on duty when, half-open';
CREATE INDEX shift_time ON city.shift USING btree (district_id, starts_at, ends_at);

create table city.stage_limit (
  district_id text not null,
  stage text not null,
  value numeric not null,
  unit text not null,
  source text not null,
  mark text not null,
  constraint stage_limit_pkey PRIMARY KEY (district_id, stage),
  constraint stage_limit_mark_check CHECK ((mark <> ''::text)),
  constraint stage_limit_source_check CHECK ((source <> ''::text)),
  constraint stage_limit_stage_check CHECK ((stage = ANY (ARRAY['intake'::text, 'confirm'::text, 'file'::text, 'dispatch'::text, 'accept'::text, 'handle'::text, 'send'::text, 'verify'::text, 'close'::text, 'overall'::text]))),
  constraint stage_limit_unit_check CHECK ((unit = ANY (ARRAY['urgent_second'::text, 'urgent_minute'::text, 'urgent_hour'::text, 'urgent_day'::text, 'natural_day'::text, 'work_minute'::text, 'work_hour'::text, 'work_day'::text]))),
  constraint stage_limit_value_check CHECK ((value > (0)::numeric))
);
comment on table city.stage_limit is
  'distributed: how long each stage of the system itself may take, as the district sets it; a clock that has begun keeps the limit it began with';

create table city.standard_version (
  district_id text not null,
  version_id uuid not null,
  edition text not null,
  name text not null,
  source text not null,
  status text not null default 'draft'::text,
  valid_from date,
  valid_to date,
  created_at timestamp with time zone not null,
  published_at timestamp with time zone,
  constraint standard_version_pkey PRIMARY KEY (district_id, version_id),
  constraint standard_version_check CHECK ((valid_to > valid_from)),
  constraint standard_version_check1 CHECK (((status = 'draft'::text) = (valid_from IS NULL))),
  constraint standard_version_check2 CHECK (((status = 'draft'::text) = (published_at IS NULL))),
  constraint standard_version_check3 CHECK (((status <> 'retired'::text) OR (valid_to IS NOT NULL))),
  constraint standard_version_name_check CHECK ((name <> ''::text)),
  constraint standard_version_status_check CHECK ((status = ANY (ARRAY['draft'::text, 'published'::text, 'retired'::text])))
);
comment on table city.standard_version is
  'distributed: a district''s own filing and closing standard, version by version; validity is half-open; a published version never changes but for its end';
CREATE UNIQUE INDEX standard_version_open ON city.standard_version USING btree (district_id, edition) WHERE ((status = 'published'::text) AND (valid_to IS NULL));

create table city.street_line (
  district_id text not null,
  road_id text not null,
  name text not null,
  aliases text[] not null default '{}'::text[],
  grams text[] not null,
  line jsonb not null,
  bounds box not null,
  source text,
  constraint street_line_pkey PRIMARY KEY (district_id, road_id),
  constraint street_line_line_check CHECK (((line ->> 'type'::text) = ANY (ARRAY['LineString'::text, 'MultiLineString'::text]))),
  constraint street_line_name_check CHECK ((name <> ''::text))
);
comment on table city.street_line is
  'distributed: named roads for geocoding; GeoJSON lines in CGCS2000; grams are the letter pairs of name and aliases';
CREATE INDEX street_line_bounds ON city.street_line USING gist (bounds);
CREATE INDEX street_line_grams ON city.street_line USING gin (grams);

create table city.unit (
  district_id text not null,
  unit_id text not null,
  name text not null,
  kind text not null,
  credit_code text,
  parent_id text,
  area_code text,
  retired_on date,
  successor_id text,
  constraint unit_pkey PRIMARY KEY (district_id, unit_id),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['bureau'::text, 'centre'::text, 'office'::text, 'company'::text, 'contractor'::text, 'police'::text, 'street'::text]))),
  constraint unit_name_check CHECK ((name <> ''::text)),
  constraint unit_retired CHECK (((successor_id IS NULL) OR (retired_on IS NOT NULL))),
  constraint unit_unit_id_check CHECK (((length(unit_id) >= 1) AND (length(unit_id) <= 40)))
);
comment on table city.unit is
  'distributed: departments and units that supervise, command or handle; credit_code is the 18-character unified social credit code (GB/T 47678.5-2026 attribute 主管部门代码 [S1])';
comment on column city.unit.retired_on is
  'from this day on it answers for nothing new; what it had stays under its name';
comment on column city.unit.successor_id is
  'whose people finish what it still had in hand';

create table city.unit_change (
  district_id text not null,
  change_id uuid not null,
  unit_id text not null,
  kind text not null,
  before jsonb not null,
  after jsonb not null,
  reason text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint unit_change_pkey PRIMARY KEY (district_id, change_id),
  constraint unit_change_kind_check CHECK ((kind = ANY (ARRAY['created'::text, 'amended'::text, 'moved'::text, 'retired'::text])))
);
comment on table city.unit_change is
  'distributed: what became of a unit, when, by whom and why; appended only';
CREATE INDEX unit_change_unit ON city.unit_change USING btree (district_id, unit_id, at);

create table command.bulk (
  district_id text not null,
  bulk_id uuid not null,
  action text not null,
  input jsonb not null,
  by_id uuid not null,
  by_name text not null,
  at timestamp with time zone not null,
  undo_of uuid,
  ended_at timestamp with time zone,
  constraint bulk_pkey PRIMARY KEY (district_id, bulk_id),
  constraint bulk_district_id_undo_of_key UNIQUE (district_id, undo_of)
);
comment on table command.bulk is
  'distributed: one step ordered for many cases at once; undo_of names the bulk that this one takes back, which can be done once';
comment on column command.bulk.ended_at is
  'when its last case was settled and its owner told';
CREATE INDEX bulk_at ON command.bulk USING btree (district_id, at DESC, bulk_id DESC);
CREATE INDEX bulk_by ON command.bulk USING btree (district_id, by_id, at DESC);

create table command.bulk_item (
  district_id text not null,
  bulk_id uuid not null,
  ordinal integer not null,
  case_id uuid not null,
  number text not null,
  seen integer not null,
  body jsonb,
  outcome text not null default 'waiting'::text,
  refusal jsonb,
  before jsonb,
  after jsonb,
  settled_at timestamp with time zone,
  constraint bulk_item_pkey PRIMARY KEY (district_id, bulk_id, ordinal),
  constraint bulk_item_district_id_bulk_id_case_id_key UNIQUE (district_id, bulk_id, case_id),
  constraint bulk_item_check CHECK (((outcome = 'waiting'::text) = (settled_at IS NULL))),
  constraint bulk_item_check1 CHECK (((outcome = 'refused'::text) = (refusal IS NOT NULL))),
  constraint bulk_item_check2 CHECK (((outcome = 'done'::text) = (after IS NOT NULL))),
  constraint bulk_item_ordinal_check CHECK ((ordinal >= 0)),
  constraint bulk_item_outcome_check CHECK ((outcome = ANY (ARRAY['waiting'::text, 'done'::text, 'refused'::text]))),
  constraint bulk_item_seen_check CHECK ((seen > 0))
);
comment on table command.bulk_item is
  'distributed: one case of a bulk, settled in the transaction that takes its step; seen is the history length its owner looked at, body what is asked of this case alone, before and after where it stood';
CREATE INDEX bulk_item_waiting ON command.bulk_item USING btree (district_id, bulk_id, ordinal) WHERE (outcome = 'waiting'::text);

create table command.campaign (
  district_id text not null,
  campaign_id uuid not null,
  name text not null,
  goal text not null,
  target integer not null,
  starts_on date not null,
  ends_on date not null,
  filter jsonb not null,
  opened_at timestamp with time zone not null,
  opened_by text not null,
  closed_at timestamp with time zone,
  closed_by text,
  summary text,
  version integer not null default 1,
  owner_unit_id text,
  early_reason text,
  constraint campaign_pkey PRIMARY KEY (district_id, campaign_id),
  constraint campaign_district_id_name_key UNIQUE (district_id, name),
  constraint campaign_check CHECK ((ends_on > starts_on)),
  constraint campaign_check1 CHECK ((((closed_at IS NULL) = (closed_by IS NULL)) AND ((closed_at IS NULL) = (summary IS NULL)))),
  constraint campaign_name_check CHECK ((name <> ''::text)),
  constraint campaign_opened_by_check CHECK ((opened_by <> ''::text)),
  constraint campaign_target_check CHECK (((target >= 1) AND (target <= 100))),
  constraint campaign_version_check CHECK ((version > 0))
);
comment on table command.campaign is
  'distributed: a special campaign: which cases of which days belong to it is computed by its filter (ends_on is the first day after it; closed early it ends then, for early_reason), target is the share of them to be closed in percent';

create table command.campaign_case (
  district_id text not null,
  campaign_id uuid not null,
  case_id uuid not null,
  included boolean not null,
  reason text not null,
  by_name text not null,
  at timestamp with time zone not null,
  constraint campaign_case_pkey PRIMARY KEY (district_id, campaign_id, case_id),
  constraint campaign_case_by_name_check CHECK ((by_name <> ''::text)),
  constraint campaign_case_reason_check CHECK ((reason <> ''::text))
);
comment on table command.campaign_case is
  'distributed: a case that somebody put into a campaign or took out of it by hand, against what the filter says';
CREATE INDEX campaign_case_case ON command.campaign_case USING btree (district_id, case_id);

create table command.campaign_change (
  district_id text not null,
  campaign_id uuid not null,
  version integer not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  reason text not null,
  fields jsonb not null,
  constraint campaign_change_pkey PRIMARY KEY (district_id, campaign_id, version),
  constraint campaign_change_by_name_check CHECK ((by_name <> ''::text)),
  constraint campaign_change_reason_check CHECK ((reason <> ''::text)),
  constraint campaign_change_version_check CHECK ((version > 1))
);
comment on table command.campaign_change is
  'distributed: who changed what of a campaign and why: each field with what it was before and is after, append-only';

create table command.contractor_link (
  district_id text not null,
  link_id uuid not null,
  case_id uuid not null,
  dispatch_seq integer not null,
  unit_id text not null,
  contractor text not null,
  phone_sealed bytea not null,
  phone_print text not null,
  phone_masked text not null,
  token_hash text not null,
  valid_to timestamp with time zone not null,
  issued_by uuid not null,
  issued_by_name text not null,
  issued_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  tries integer not null default 0,
  locked_until timestamp with time zone,
  code_hash text,
  code_until timestamp with time zone,
  codes_sent integer not null default 0,
  code_sent_at timestamp with time zone,
  session_hash text,
  session_until timestamp with time zone,
  ended_at timestamp with time zone,
  ended_why text,
  constraint contractor_link_pkey PRIMARY KEY (district_id, link_id),
  constraint contractor_link_district_id_token_hash_key UNIQUE (district_id, token_hash),
  constraint contractor_link_check CHECK ((valid_to > issued_at)),
  constraint contractor_link_check1 CHECK (((ended_at IS NULL) = (ended_why IS NULL))),
  constraint contractor_link_codes_sent_check CHECK ((codes_sent >= 0)),
  constraint contractor_link_contractor_check CHECK ((contractor <> ''::text)),
  constraint contractor_link_dispatch_seq_check CHECK ((dispatch_seq > 1)),
  constraint contractor_link_tries_check CHECK ((tries >= 0))
);
comment on table command.contractor_link is
  'distributed: a task opened to a contractor without an account; token, code and session are kept as digests only, the telephone sealed. It belongs to one dispatch (case, unit, dispatch_seq) and is worth nothing without it';
CREATE INDEX contractor_link_case ON command.contractor_link USING btree (district_id, case_id, issued_at DESC);

create table command.delivery (
  district_id text not null,
  destination_id uuid not null,
  delivery_id uuid not null,
  topic text not null,
  key text not null,
  "position" bigint not null,
  payload jsonb not null,
  happened_at timestamp with time zone not null,
  state text not null default 'pending'::text,
  attempts integer not null default 0,
  replays integer not null default 0,
  next_attempt_at timestamp with time zone not null,
  lease uuid,
  last_status integer,
  last_error text,
  delivered_at timestamp with time zone,
  constraint delivery_pkey PRIMARY KEY (district_id, destination_id, delivery_id),
  constraint delivery_attempts_check CHECK ((attempts >= 0)),
  constraint delivery_replays_check CHECK ((replays >= 0)),
  constraint delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])))
);
comment on table command.delivery is
  'distributed: what one destination is to receive or has received; delivery_id is the outbox event''s id and travels as webhook-id, the same in every attempt and replay, so that the other side can tell repeats';
CREATE INDEX delivery_due ON command.delivery USING btree (district_id, destination_id, next_attempt_at) WHERE (state = 'pending'::text);
CREATE INDEX delivery_log ON command.delivery USING btree (district_id, destination_id, state, happened_at DESC, delivery_id DESC);
CREATE INDEX delivery_next ON command.delivery USING btree (district_id, destination_id, "position") WHERE (state = 'pending'::text);
CREATE INDEX delivery_order ON command.delivery USING btree (district_id, destination_id, key, "position") WHERE (state = 'pending'::text);
CREATE INDEX delivery_time ON command.delivery USING btree (district_id, destination_id, happened_at);

create table command.delivery_attempt (
  district_id text not null,
  destination_id uuid not null,
  delivery_id uuid not null,
  attempt_id uuid not null,
  at timestamp with time zone not null,
  took_ms integer not null,
  status integer,
  error text,
  constraint delivery_attempt_pkey PRIMARY KEY (district_id, destination_id, delivery_id, attempt_id),
  constraint delivery_attempt_took_ms_check CHECK ((took_ms >= 0))
);
comment on table command.delivery_attempt is
  'distributed: each attempt to deliver, with the answer''s status and how long it took; of the answer''s body nothing is kept';

create table command.destination (
  district_id text not null,
  destination_id uuid not null,
  name text not null,
  url text not null,
  topics text[] not null,
  kinds text[] not null default '{}'::text[],
  enabled boolean not null,
  disabled_why text,
  secret_sealed bytea,
  former_sealed bytea,
  former_until timestamp with time zone,
  made_by text not null,
  made_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  removed_at timestamp with time zone,
  constraint destination_pkey PRIMARY KEY (district_id, destination_id),
  constraint destination_check CHECK (((former_sealed IS NULL) = (former_until IS NULL))),
  constraint destination_name_check CHECK ((name <> ''::text)),
  constraint destination_topics_check CHECK ((topics <> '{}'::text[])),
  constraint destination_url_check CHECK ((url ~ '^https?://'::text))
);
comment on table command.destination is
  'distributed: who outside is told of what by webhook; kinds empty means every kind of event; the secret is sealed, and the one before it signs beside it until former_until';

create table command.emergency_package (
  district_id text not null,
  package_id uuid not null,
  version integer not null,
  name text not null,
  level text not null,
  effects jsonb not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint emergency_package_pkey PRIMARY KEY (district_id, package_id),
  constraint emergency_package_district_id_name_key UNIQUE (district_id, name),
  constraint emergency_package_changed_by_check CHECK ((changed_by <> ''::text)),
  constraint emergency_package_level_check CHECK ((level <> ''::text)),
  constraint emergency_package_name_check CHECK ((name <> ''::text)),
  constraint emergency_package_version_check CHECK ((version > 0))
);
comment on table command.emergency_package is
  'distributed: what is prepared for an emergency; switching it on copies its effects to city.emergency, so that a later edit changes no emergency in force';

create table command.inspection (
  district_id text not null,
  inspection_id uuid not null,
  plan_id uuid not null,
  industry_id text not null,
  kind_id text not null,
  component_code text not null,
  at timestamp with time zone not null,
  day date not null,
  by_id uuid not null,
  by_name text not null,
  outcome text not null,
  points jsonb not null,
  words text not null,
  files uuid[] not null,
  place point,
  case_id uuid,
  order_id uuid,
  version integer not null default 1,
  constraint inspection_pkey PRIMARY KEY (district_id, inspection_id),
  constraint inspection_by_name_check CHECK ((by_name <> ''::text)),
  constraint inspection_outcome_check CHECK ((outcome = ANY (ARRAY['ok'::text, 'fault'::text, 'could_not'::text]))),
  constraint inspection_points_check CHECK ((jsonb_typeof(points) = 'array'::text)),
  constraint inspection_version_check CHECK ((version > 0))
);
comment on table command.inspection is
  'distributed: the ledger of inspections, append-only: each point of the checklist with its answer, and the case or order that a fault became; day is the district''s calendar day';
CREATE INDEX inspection_files ON command.inspection USING gin (files);
CREATE INDEX inspection_last ON command.inspection USING btree (district_id, industry_id, kind_id, component_code, at DESC) WHERE (outcome <> 'could_not'::text);
CREATE INDEX inspection_of_component ON command.inspection USING btree (district_id, component_code, at DESC);
CREATE INDEX inspection_of_plan ON command.inspection USING btree (district_id, plan_id, at DESC);

create table command.inspection_plan (
  district_id text not null,
  plan_id uuid not null,
  industry_id text not null,
  kind_id text not null,
  name text not null,
  starts_on date not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  constraint inspection_plan_pkey PRIMARY KEY (district_id, plan_id),
  constraint inspection_plan_district_id_name_key UNIQUE (district_id, name),
  constraint inspection_plan_made_by_check CHECK ((made_by <> ''::text)),
  constraint inspection_plan_name_check CHECK ((name <> ''::text))
);
comment on table command.inspection_plan is
  'distributed: a plan of inspection by its name, of which kind and since when; what it asks stands in command.inspection_plan_version, what is due is computed from command.inspection';

create table command.inspection_plan_turn (
  district_id text not null,
  plan_id uuid not null,
  seq integer not null,
  is_on boolean not null,
  reason text not null,
  at timestamp with time zone not null,
  by_name text not null,
  constraint inspection_plan_turn_pkey PRIMARY KEY (district_id, plan_id, seq),
  constraint inspection_plan_turn_by_name_check CHECK ((by_name <> ''::text)),
  constraint inspection_plan_turn_seq_check CHECK ((seq > 0))
);
comment on table command.inspection_plan_turn is
  'distributed: every time a plan began to hold, was withdrawn or taken up again, with who and why; the last entry holds, none is changed';

create table command.inspection_plan_version (
  district_id text not null,
  plan_id uuid not null,
  version integer not null,
  from_on date not null,
  scope jsonb not null,
  every_days integer not null,
  on_workdays boolean not null,
  unit_id text,
  person_id uuid,
  window_from text,
  window_to text,
  ends_on date,
  reason text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  dropped_at timestamp with time zone,
  dropped_by text,
  constraint inspection_plan_version_pkey PRIMARY KEY (district_id, plan_id, version),
  constraint inspection_plan_version_check CHECK ((ends_on >= from_on)),
  constraint inspection_plan_version_check1 CHECK (((reason <> ''::text) OR (version = 1))),
  constraint inspection_plan_version_check2 CHECK (((window_from IS NULL) = (window_to IS NULL))),
  constraint inspection_plan_version_check3 CHECK (((dropped_at IS NULL) = (dropped_by IS NULL))),
  constraint inspection_plan_version_check4 CHECK (((dropped_at IS NULL) OR (version > 1))),
  constraint inspection_plan_version_every_days_check CHECK (((every_days >= 1) AND (every_days <= 3660))),
  constraint inspection_plan_version_made_by_check CHECK ((made_by <> ''::text)),
  constraint inspection_plan_version_scope_check CHECK ((jsonb_typeof(scope) = 'object'::text)),
  constraint inspection_plan_version_version_check CHECK ((version > 0)),
  constraint inspection_plan_version_window_from_check CHECK ((window_from ~ '^[0-2][0-9]:[0-5][0-9]$'::text)),
  constraint inspection_plan_version_window_to_check CHECK ((window_to ~ '^[0-2][0-9]:[0-5][0-9]$'::text))
);
comment on table command.inspection_plan_version is
  'distributed: what a plan asks from a day on; the latest that has begun holds, one not yet begun may be dropped, none is changed';

create table command.inspection_round (
  district_id text not null,
  round_id uuid not null,
  plan_id uuid not null,
  codes text[] not null,
  claimed_at timestamp with time zone not null,
  claimed_by uuid not null,
  claimed_name text not null,
  until_at timestamp with time zone not null,
  given_back_at timestamp with time zone,
  version integer not null default 1,
  constraint inspection_round_pkey PRIMARY KEY (district_id, round_id),
  constraint inspection_round_check CHECK ((until_at > claimed_at)),
  constraint inspection_round_claimed_name_check CHECK ((claimed_name <> ''::text)),
  constraint inspection_round_codes_check CHECK ((cardinality(codes) > 0)),
  constraint inspection_round_version_check CHECK ((version > 0))
);
comment on table command.inspection_round is
  'distributed: components somebody took upon themselves to inspect, until the end of the day or until given back; what is left of a round is computed from command.inspection';
CREATE INDEX inspection_round_live ON command.inspection_round USING btree (district_id, plan_id, until_at) WHERE (given_back_at IS NULL);
CREATE INDEX inspection_round_mine ON command.inspection_round USING btree (district_id, claimed_by, claimed_at DESC);

create table command.limit_draft (
  district_id text not null,
  based_on uuid not null,
  changes jsonb not null,
  revision integer not null,
  saved_at timestamp with time zone not null,
  saved_by text not null,
  constraint limit_draft_pkey PRIMARY KEY (district_id),
  constraint limit_draft_changes_check CHECK ((jsonb_typeof(changes) = 'array'::text)),
  constraint limit_draft_revision_check CHECK ((revision > 0)),
  constraint limit_draft_saved_by_check CHECK ((saved_by <> ''::text))
);
comment on table command.limit_draft is
  'distributed: the limits of filing conditions that are to change, one draft a district; it decides nothing until it is signed, revision refuses two who write at once';

create table command.notice (
  district_id text not null,
  person_id uuid not null,
  notice_id uuid not null,
  template text not null,
  version integer not null,
  kind text not null,
  case_id uuid,
  title_zh text not null,
  title_en text not null,
  text_zh text not null,
  text_en text not null,
  reason text not null,
  origin uuid not null,
  at timestamp with time zone not null,
  read_at timestamp with time zone,
  constraint notice_pkey PRIMARY KEY (district_id, person_id, notice_id),
  constraint notice_district_id_person_id_origin_template_key UNIQUE (district_id, person_id, origin, template),
  constraint notice_title_en_check CHECK ((title_en <> ''::text)),
  constraint notice_title_zh_check CHECK ((title_zh <> ''::text)),
  constraint notice_version_check CHECK ((version >= 0))
);
comment on table command.notice is
  'distributed: what a person was told, in the words of the template''s version at the time; reason says why this person; origin is the outbox event, so that a repeat tells nobody twice';
CREATE INDEX notice_age ON command.notice USING btree (at);
CREATE INDEX notice_of_alarm ON command.notice USING btree (district_id, origin) WHERE (template = ANY (ARRAY['alarm.told'::text, 'alarm.unseen'::text, 'alarm.noted'::text, 'alarm.waits'::text]));
CREATE INDEX notice_order ON command.notice USING btree (district_id, person_id, at DESC, notice_id DESC);
CREATE INDEX notice_unread ON command.notice USING btree (district_id, person_id, notice_id) WHERE (read_at IS NULL);

create table command.notice_preference (
  district_id text not null,
  person_id uuid not null,
  muted text[] not null default '{}'::text[],
  sms text[] not null default '{}'::text[],
  phone_masked text not null default ''::text,
  phone_sealed bytea,
  quiet_from integer not null default 1320,
  quiet_to integer not null default 420,
  constraint notice_preference_pkey PRIMARY KEY (district_id, person_id),
  constraint notice_preference_quiet_from_check CHECK (((quiet_from >= 0) AND (quiet_from <= 1439))),
  constraint notice_preference_quiet_to_check CHECK (((quiet_to >= 0) AND (quiet_to <= 1439)))
);
comment on table command.notice_preference is
  'distributed: which kinds of notice a person does not want, which also by SMS and to which telephone (sealed), and between which minutes of the day no SMS goes out';

create table command.notice_template (
  district_id text not null,
  template text not null,
  version integer not null,
  title_zh text not null,
  title_en text not null,
  text_zh text not null,
  text_en text not null,
  sms text not null,
  enabled boolean not null,
  changed_by text not null,
  changed_at timestamp with time zone not null,
  constraint notice_template_pkey PRIMARY KEY (district_id, template, version),
  constraint notice_template_title_en_check CHECK ((title_en <> ''::text)),
  constraint notice_template_title_zh_check CHECK ((title_zh <> ''::text)),
  constraint notice_template_version_check CHECK ((version > 0))
);
comment on table command.notice_template is
  'distributed: the words a district uses for a notice; the highest version is in force, and where there is none the words that come with the product are';

create table command.owner (
  district_id text not null,
  owner_id uuid not null,
  name text not null,
  note text not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  ended_at timestamp with time zone,
  constraint owner_pkey PRIMARY KEY (district_id, owner_id),
  constraint owner_district_id_name_key UNIQUE (district_id, name),
  constraint owner_made_by_check CHECK ((made_by <> ''::text)),
  constraint owner_name_check CHECK ((name <> ''::text))
);
comment on table command.owner is
  'distributed: who owns things of the register and is no unit of the district, by the name the register knows; ended is not told any more';

create table command.owner_answer (
  district_id text not null,
  letter_id uuid not null,
  seq integer not null,
  answer text not null,
  planned_at timestamp with time zone,
  note text not null,
  files uuid[] not null,
  at timestamp with time zone not null,
  constraint owner_answer_pkey PRIMARY KEY (district_id, letter_id, seq),
  constraint owner_answer_answer_check CHECK ((answer = ANY (ARRAY['acknowledged'::text, 'planned'::text, 'done'::text, 'not_ours'::text]))),
  constraint owner_answer_check CHECK (((answer = 'planned'::text) = (planned_at IS NOT NULL))),
  constraint owner_answer_seq_check CHECK ((seq > 0))
);
comment on table command.owner_answer is
  'distributed: what an owner answered by its link, append-only; each is noted on the case too';

create table command.owner_contact (
  district_id text not null,
  owner_id uuid not null,
  contact_id uuid not null,
  name_sealed bytea not null,
  name_masked text not null,
  phone_sealed bytea not null,
  phone_masked text not null,
  added_at timestamp with time zone not null,
  added_by text not null,
  ended_at timestamp with time zone,
  ended_by text,
  constraint owner_contact_pkey PRIMARY KEY (district_id, contact_id),
  constraint owner_contact_added_by_check CHECK ((added_by <> ''::text)),
  constraint owner_contact_check CHECK (((ended_at IS NULL) = (ended_by IS NULL)))
);
comment on table command.owner_contact is
  'distributed: whom to tell at an owner; name and telephone sealed, shown masked, every reveal audited';
CREATE INDEX owner_contact_of ON command.owner_contact USING btree (district_id, owner_id) WHERE (ended_at IS NULL);

create table command.owner_letter (
  district_id text not null,
  letter_id uuid not null,
  case_id uuid not null,
  owner_id uuid not null,
  turn integer not null default 1,
  valid_to timestamp with time zone not null,
  told_at timestamp with time zone not null,
  told_by text not null,
  told_count integer not null,
  opened_at timestamp with time zone,
  answers integer not null default 0,
  photos integer not null default 0,
  ended_at timestamp with time zone,
  ended_by text,
  constraint owner_letter_pkey PRIMARY KEY (district_id, letter_id),
  constraint owner_letter_district_id_case_id_owner_id_key UNIQUE (district_id, case_id, owner_id),
  constraint owner_letter_answers_check CHECK ((answers >= 0)),
  constraint owner_letter_check CHECK (((ended_at IS NULL) = (ended_by IS NULL))),
  constraint owner_letter_photos_check CHECK ((photos >= 0)),
  constraint owner_letter_told_by_check CHECK ((told_by <> ''::text)),
  constraint owner_letter_told_count_check CHECK ((told_count >= 0)),
  constraint owner_letter_turn_check CHECK ((turn > 0))
);
comment on table command.owner_letter is
  'distributed: a case told to the owner of the thing it is on; its link is signed by identifier and turn, so that nothing secret is kept, and a new turn makes the old link worth nothing';

create table command.rule_draft (
  district_id text not null,
  draft_id uuid not null,
  title text not null,
  based_on integer,
  rules jsonb not null,
  revision integer not null default 1,
  saved_at timestamp with time zone not null,
  saved_by text not null,
  constraint rule_draft_pkey PRIMARY KEY (district_id, draft_id),
  constraint rule_draft_revision_check CHECK ((revision > 0)),
  constraint rule_draft_rules_check CHECK ((jsonb_typeof(rules) = 'array'::text)),
  constraint rule_draft_title_check CHECK ((title <> ''::text))
);
comment on table command.rule_draft is
  'distributed: routing rules being written; a draft decides nothing, revision refuses two who write at once';

create table command.rule_set (
  district_id text not null,
  version integer not null,
  title text not null,
  rules jsonb not null,
  digest text not null,
  based_on integer,
  simulation_id uuid,
  valid_from timestamp with time zone not null,
  published_at timestamp with time zone not null,
  published_by uuid not null,
  signed_as text not null,
  reason text not null,
  constraint rule_set_pkey PRIMARY KEY (district_id, version),
  constraint rule_set_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint rule_set_reason_check CHECK ((reason <> ''::text)),
  constraint rule_set_rules_check CHECK ((jsonb_typeof(rules) = 'array'::text)),
  constraint rule_set_signed_as_check CHECK ((signed_as <> ''::text)),
  constraint rule_set_title_check CHECK ((title <> ''::text)),
  constraint rule_set_version_check CHECK ((version > 0))
);
comment on table command.rule_set is
  'distributed: published routing rules, each version whole and never changed; in force from valid_from until the next version''s; digest is the SHA-256 of its canonical JSON after the digest before';
CREATE INDEX rule_set_validity ON command.rule_set USING btree (district_id, valid_from, version);

create table command.simulation (
  district_id text not null,
  simulation_id uuid not null,
  subject text not null,
  title text not null,
  input jsonb not null,
  input_hash text not null,
  state text not null default 'waiting'::text,
  since timestamp with time zone not null,
  until timestamp with time zone not null,
  asked_by text not null,
  asked_at timestamp with time zone not null,
  done integer not null default 0,
  total integer not null default 0,
  beat_at timestamp with time zone,
  finished_at timestamp with time zone,
  failure text,
  report jsonb,
  report_hash text,
  constraint simulation_pkey PRIMARY KEY (district_id, simulation_id),
  constraint simulation_check CHECK ((until > since)),
  constraint simulation_check1 CHECK (((state = 'done'::text) = (report IS NOT NULL))),
  constraint simulation_check2 CHECK (((report IS NULL) = (report_hash IS NULL))),
  constraint simulation_input_hash_check CHECK ((input_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint simulation_report_hash_check CHECK ((report_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint simulation_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'cancelled'::text, 'failed'::text]))),
  constraint simulation_subject_check CHECK ((subject = ANY (ARRAY['rules'::text, 'calendar'::text, 'limits'::text])))
);
comment on table command.simulation is
  'distributed: a draft tried on past cases; input is the whole draft, report what would have changed, its hash goes into the publication; beat_at says that a worker is still at it';
CREATE INDEX simulation_asked ON command.simulation USING btree (district_id, subject, asked_at);
CREATE INDEX simulation_waiting ON command.simulation USING btree (district_id, asked_at) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

create table command.simulation_case (
  district_id text not null,
  simulation_id uuid not null,
  ordinal integer not null,
  case_id uuid not null,
  number text not null,
  clock text not null default ''::text,
  from_unit text,
  to_unit text,
  final_unit text,
  in_time_before boolean,
  in_time_after boolean,
  why jsonb not null,
  constraint simulation_case_pkey PRIMARY KEY (district_id, simulation_id, ordinal)
);
comment on table command.simulation_case is
  'distributed: the cases that a simulation would have changed: sent to another unit, or judged otherwise';
CREATE INDEX simulation_case_move ON command.simulation_case USING btree (district_id, simulation_id, from_unit, to_unit, ordinal);

create table command.sms (
  district_id text not null,
  sms_id uuid not null,
  person_id uuid,
  report_id uuid,
  case_id uuid,
  template text not null,
  phone_masked text not null,
  text text not null,
  segments integer not null,
  state text not null default 'queued'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null,
  lease uuid,
  last_error text,
  gateway_id text,
  made_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  contact_id uuid,
  letter_id uuid,
  constraint sms_pkey PRIMARY KEY (district_id, sms_id),
  constraint sms_attempts_check CHECK ((attempts >= 0)),
  constraint sms_letter CHECK (((contact_id IS NULL) = (letter_id IS NULL))),
  constraint sms_segments_check CHECK ((segments > 0)),
  constraint sms_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'dead'::text]))),
  constraint sms_text_check CHECK ((text <> ''::text)),
  constraint sms_to_one CHECK ((num_nonnulls(person_id, report_id, contact_id) = 1))
);
comment on table command.sms is
  'distributed: text messages to go out or gone; the number itself stays sealed where it was given and is read when the message is sent, here it is masked';
CREATE INDEX sms_due ON command.sms USING btree (next_attempt_at) WHERE (state = 'queued'::text);
CREATE INDEX sms_order ON command.sms USING btree (district_id, made_at DESC, sms_id DESC);
CREATE INDEX sms_sent ON command.sms USING btree (district_id, sent_at) WHERE (state = 'sent'::text);

create table command.sms_setting (
  district_id text not null,
  enabled boolean not null,
  to_reporters boolean not null,
  per_minute integer not null,
  constraint sms_setting_pkey PRIMARY KEY (district_id),
  constraint sms_setting_per_minute_check CHECK (((per_minute >= 1) AND (per_minute <= 6000)))
);
comment on table command.sms_setting is
  'distributed: whether a district sends text messages, whether also to those who reported, and how many a minute; without a row none go out';

create table command.work_order (
  district_id text not null,
  order_id uuid not null,
  number text not null,
  industry_id text not null,
  job_id text not null,
  title jsonb not null,
  state text not null,
  codes text[] not null,
  unit_id text,
  unit_name text,
  person_id uuid,
  person_name text,
  signed integer not null,
  points integer not null,
  sent_back integer not null,
  planned_at timestamp with time zone not null,
  due_at timestamp with time zone,
  done_at timestamp with time zone,
  accepted_at timestamp with time zone,
  version integer not null,
  constraint work_order_pkey PRIMARY KEY (district_id, order_id),
  constraint work_order_district_id_number_key UNIQUE (district_id, number),
  constraint work_order_check CHECK ((signed <= points)),
  constraint work_order_points_check CHECK ((points > 0)),
  constraint work_order_sent_back_check CHECK ((sent_back >= 0)),
  constraint work_order_signed_check CHECK ((signed >= 0)),
  constraint work_order_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'assigned'::text, 'begun'::text, 'done'::text, 'accepted'::text, 'cancelled'::text]))),
  constraint work_order_title_check CHECK ((jsonb_typeof(title) = 'object'::text)),
  constraint work_order_version_check CHECK ((version > 0))
);
comment on table command.work_order is
  'distributed: a work order as it stands, folded from command.work_order_event in the same transaction';
CREATE INDEX work_order_listed ON command.work_order USING btree (district_id, state, planned_at DESC, order_id);
CREATE INDEX work_order_of_unit ON command.work_order USING btree (district_id, unit_id, state);

create table command.work_order_component (
  district_id text not null,
  code text not null,
  order_id uuid not null,
  constraint work_order_component_pkey PRIMARY KEY (district_id, code, order_id)
);
comment on table command.work_order_component is
  'distributed: which components a work order is about';

create table command.work_order_event (
  district_id text not null,
  order_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by_id uuid not null,
  by_name text not null,
  body jsonb not null,
  constraint work_order_event_pkey PRIMARY KEY (district_id, order_id, seq),
  constraint work_order_event_body_check CHECK ((jsonb_typeof(body) = 'object'::text)),
  constraint work_order_event_by_name_check CHECK ((by_name <> ''::text)),
  constraint work_order_event_kind_check CHECK ((kind = ANY (ARRAY['planned'::text, 'assigned'::text, 'begun'::text, 'signed'::text, 'done'::text, 'accepted'::text, 'sent_back'::text, 'cancelled'::text]))),
  constraint work_order_event_seq_check CHECK ((seq > 0))
);
comment on table command.work_order_event is
  'distributed: the history of work orders, append-only';
CREATE INDEX work_order_event_files ON command.work_order_event USING gin (((body -> 'files'::text))) WHERE (kind = ANY (ARRAY['signed'::text, 'done'::text]));

create table command.work_order_number (
  district_id text not null,
  day date not null,
  last integer not null,
  constraint work_order_number_pkey PRIMARY KEY (district_id, day),
  constraint work_order_number_last_check CHECK ((last > 0))
);
comment on table command.work_order_number is
  'distributed: the last number given to a work order on each day';

create table kernel.audit_entry (
  district_id text not null,
  audit_id uuid not null,
  at timestamp with time zone not null,
  actor_id text not null,
  act text not null,
  target text not null,
  outcome text not null,
  detail jsonb not null default '{}'::jsonb,
  request_id text not null,
  ip text,
  constraint audit_entry_pkey PRIMARY KEY (district_id, audit_id),
  constraint audit_entry_outcome_check CHECK ((outcome = ANY (ARRAY['done'::text, 'refused'::text])))
);
comment on table kernel.audit_entry is
  'distributed: who did what to what, when and with which result (GB/T 22239-2019 8.1.4.3 b); appended only, in the transaction of the act';
comment on column kernel.audit_entry.ip is
  'the address the request came from; null where there was no request';
CREATE INDEX audit_entry_actor ON kernel.audit_entry USING btree (district_id, actor_id, at);
CREATE INDEX audit_entry_target ON kernel.audit_entry USING btree (district_id, target, at);
CREATE INDEX audit_entry_time ON kernel.audit_entry USING btree (district_id, at);

create table kernel.file (
  district_id text not null,
  file_id uuid not null,
  kind text not null,
  purpose text not null,
  sha256 text not null,
  sm3 text not null,
  bytes bigint not null,
  media_type text not null,
  width integer,
  height integer,
  original_name text not null,
  uploaded_by text not null,
  uploaded_at timestamp with time zone not null,
  attached_at timestamp with time zone,
  taken_at timestamp with time zone,
  lon double precision,
  lat double precision,
  facing double precision,
  constraint file_pkey PRIMARY KEY (district_id, file_id),
  constraint file_bytes_check CHECK ((bytes > 0)),
  constraint file_check CHECK (((kind = 'photo'::text) = (width IS NOT NULL))),
  constraint file_check1 CHECK (((width IS NULL) = (height IS NULL))),
  constraint file_check2 CHECK (((lon IS NULL) = (lat IS NULL))),
  constraint file_facing_check CHECK (((facing >= (0)::double precision) AND (facing < (360)::double precision))),
  constraint file_height_check CHECK ((height > 0)),
  constraint file_kind_check CHECK ((kind = ANY (ARRAY['photo'::text, 'attachment'::text]))),
  constraint file_lat_check CHECK (((lat >= ('-90'::integer)::double precision) AND (lat <= (90)::double precision))),
  constraint file_lon_check CHECK (((lon >= ('-180'::integer)::double precision) AND (lon <= (180)::double precision))),
  constraint file_original_name_check CHECK ((length(original_name) <= 200)),
  constraint file_purpose_check CHECK ((purpose ~ '^[a-z][a-z0-9-]{0,63}$'::text)),
  constraint file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint file_sm3_check CHECK ((sm3 ~ '^[0-9a-f]{64}$'::text)),
  constraint file_width_check CHECK ((width > 0))
);
comment on table kernel.file is
  'distributed: one row an upload, whose bytes lie in the content-addressed store under sha256 exactly as they came';
comment on column kernel.file.width is
  'pixels, after the orientation the camera recorded is applied';
comment on column kernel.file.attached_at is
  'when something took the file as its own; null for 24 hours makes it an orphan';
comment on column kernel.file.taken_at is
  'sealed: what the camera wrote (EXIF); shown only to whoever may see the original';
comment on column kernel.file.lon is
  'sealed: degrees, WGS 84, as the camera wrote it (EXIF)';
comment on column kernel.file.lat is
  'sealed: degrees, WGS 84, as the camera wrote it (EXIF)';
comment on column kernel.file.facing is
  'sealed: degrees from north towards which the camera says it looked (EXIF GPSImgDirection)';
CREATE INDEX file_content ON kernel.file USING btree (sha256);
CREATE INDEX file_unattached ON kernel.file USING btree (uploaded_at) WHERE (attached_at IS NULL);

create table kernel.file_derivative (
  district_id text not null,
  file_id uuid not null,
  variant text not null,
  sha256 text not null,
  bytes bigint not null,
  media_type text not null,
  width integer not null,
  height integer not null,
  constraint file_derivative_pkey PRIMARY KEY (district_id, file_id, variant),
  constraint file_derivative_bytes_check CHECK ((bytes > 0)),
  constraint file_derivative_height_check CHECK ((height > 0)),
  constraint file_derivative_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint file_derivative_variant_check CHECK ((variant = ANY (ARRAY['thumb'::text, 'screen'::text]))),
  constraint file_derivative_width_check CHECK ((width > 0))
);
comment on table kernel.file_derivative is
  'distributed: smaller pictures made from a photo, without any of the camera''s metadata';
CREATE INDEX file_derivative_content ON kernel.file_derivative USING btree (sha256);

create table kernel.file_redaction (
  district_id text not null,
  file_id uuid not null,
  version integer not null,
  boxes jsonb not null,
  reason text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  constraint file_redaction_pkey PRIMARY KEY (district_id, file_id, version),
  constraint file_redaction_boxes_check CHECK ((jsonb_typeof(boxes) = 'array'::text)),
  constraint file_redaction_reason_check CHECK (((length(reason) >= 2) AND (length(reason) <= 500))),
  constraint file_redaction_version_check CHECK ((version > 0))
);
comment on table kernel.file_redaction is
  'distributed: what was blacked out of a photo; the last version holds, one without boxes undoes those before, none is ever changed';
comment on column kernel.file_redaction.boxes is
  'rectangles as shares of the upright picture: x, y, width, height between 0 and 1';

create table kernel.idempotency_key (
  district_id text not null,
  actor_id text not null,
  key text not null,
  request_hash text not null,
  status integer not null,
  reply jsonb,
  recorded_at timestamp with time zone not null default now(),
  constraint idempotency_key_pkey PRIMARY KEY (district_id, actor_id, key),
  constraint idempotency_key_key_check CHECK (((length(key) >= 8) AND (length(key) <= 200)))
);
comment on table kernel.idempotency_key is
  'distributed: one row a command that was carried out; the same key with the same body gives the same reply, with another body it is refused';
CREATE INDEX idempotency_key_age ON kernel.idempotency_key USING btree (recorded_at);

create table kernel.outbox (
  district_id text not null,
  outbox_id uuid not null,
  topic text not null,
  key text not null,
  payload jsonb not null,
  recorded_at timestamp with time zone not null default now(),
  "position" bigint,
  relayed_at timestamp with time zone,
  constraint outbox_pkey PRIMARY KEY (district_id, outbox_id),
  constraint outbox_district_id_position_key UNIQUE (district_id, "position"),
  constraint outbox_check CHECK ((("position" IS NULL) = (relayed_at IS NULL))),
  constraint outbox_position_check CHECK (("position" > 0)),
  constraint outbox_topic_check CHECK ((topic ~ '^[a-z][a-z0-9.-]{0,99}$'::text))
);
comment on table kernel.outbox is
  'distributed: what happened, recorded in the transaction in which it happened and told to others afterwards';
comment on column kernel.outbox.key is
  'whatever must be told in order: for a case, its id';
comment on column kernel.outbox."position" is
  'given after commit, one by one without gaps in a district; identifiers alone would let a late commit slip in behind a reader';
CREATE INDEX outbox_age ON kernel.outbox USING btree (relayed_at) WHERE (relayed_at IS NOT NULL);
CREATE INDEX outbox_unrelayed ON kernel.outbox USING btree (district_id, outbox_id) WHERE ("position" IS NULL);

create table kernel.outbox_cursor (
  district_id text not null,
  subscriber text not null,
  "position" bigint not null,
  constraint outbox_cursor_pkey PRIMARY KEY (district_id, subscriber),
  constraint outbox_cursor_position_check CHECK (("position" >= 0)),
  constraint outbox_cursor_subscriber_check CHECK ((subscriber ~ '^[a-z][a-z0-9.-]{0,63}$'::text))
);
comment on table kernel.outbox_cursor is
  'distributed: up to which position a subscriber''s deliveries have been written down';

create table kernel.outbox_delivery (
  district_id text not null,
  subscriber text not null,
  outbox_id uuid not null,
  "position" bigint not null,
  key text not null,
  state text not null default 'pending'::text,
  attempts integer not null default 0,
  next_attempt_at timestamp with time zone not null default now(),
  lease uuid,
  last_error text,
  constraint outbox_delivery_pkey PRIMARY KEY (district_id, subscriber, outbox_id),
  constraint outbox_delivery_attempts_check CHECK ((attempts >= 0)),
  constraint outbox_delivery_state_check CHECK ((state = ANY (ARRAY['pending'::text, 'dead'::text])))
);
comment on table kernel.outbox_delivery is
  'distributed: what a subscriber has still to receive; a row goes when it is delivered, and stays as dead when it cannot be';
comment on column kernel.outbox_delivery.next_attempt_at is
  'not before this instant: the end of the lease while somebody delivers it, the end of the back-off after a failure';
CREATE INDEX outbox_delivery_due ON kernel.outbox_delivery USING btree (subscriber, next_attempt_at) WHERE (state = 'pending'::text);
CREATE INDEX outbox_delivery_event ON kernel.outbox_delivery USING btree (district_id, outbox_id);
CREATE INDEX outbox_delivery_order ON kernel.outbox_delivery USING btree (district_id, subscriber, key, "position") WHERE (state = 'pending'::text);

create table kernel.outbox_head (
  district_id text not null,
  "position" bigint not null,
  constraint outbox_head_pkey PRIMARY KEY (district_id),
  constraint outbox_head_position_check CHECK (("position" >= 0))
);
comment on table kernel.outbox_head is
  'distributed: the last position given; its row lock makes one relay at a time the giver';

create table kernel.redacted_derivative (
  district_id text not null,
  file_id uuid not null,
  version integer not null,
  variant text not null,
  sha256 text not null,
  bytes bigint not null,
  media_type text not null,
  width integer not null,
  height integer not null,
  constraint redacted_derivative_pkey PRIMARY KEY (district_id, file_id, version, variant),
  constraint redacted_derivative_bytes_check CHECK ((bytes > 0)),
  constraint redacted_derivative_height_check CHECK ((height > 0)),
  constraint redacted_derivative_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text)),
  constraint redacted_derivative_variant_check CHECK ((variant = ANY (ARRAY['thumb'::text, 'screen'::text]))),
  constraint redacted_derivative_width_check CHECK ((width > 0))
);
comment on table kernel.redacted_derivative is
  'distributed: smaller pictures made from a photo after the pixels of its boxes were taken away';
CREATE INDEX redacted_derivative_content ON kernel.redacted_derivative USING btree (sha256);

create table public.yiwang_migration (
  name text not null,
  checksum text not null,
  ran_at timestamp with time zone not null default now(),
  folder text,
  constraint yiwang_migration_pkey PRIMARY KEY (name)
);

create table sense.acceptance (
  district_id text not null,
  acceptance_id uuid not null,
  device_id uuid not null,
  made_at timestamp with time zone not null,
  made_by text not null,
  from_at timestamp with time zone not null,
  frames integer not null,
  grade text,
  report jsonb not null,
  trials text[],
  constraint acceptance_pkey PRIMARY KEY (district_id, acceptance_id),
  constraint acceptance_check CHECK ((from_at < made_at)),
  constraint acceptance_frames_check CHECK ((frames >= 0)),
  constraint acceptance_grade_check CHECK ((grade = ANY (ARRAY['A'::text, 'B'::text, 'C'::text, 'D'::text]))),
  constraint acceptance_made_by_check CHECK ((made_by <> ''::text)),
  constraint acceptance_report_check CHECK ((jsonb_typeof(report) = 'object'::text)),
  constraint acceptance_trials_check CHECK ((trials <@ ARRAY['resend'::text, 'ask'::text, 'cut'::text]))
);
comment on table sense.acceptance is
  'distributed: what a device was found to be worth by the clauses of its protocol, over the frames kept of a stretch of time; the report stays when the frames are dropped';
CREATE INDEX acceptance_of_device ON sense.acceptance USING btree (district_id, device_id, made_at DESC);

create table sense.arrival (
  district_id text not null,
  spool_id uuid not null,
  "position" bigint not null,
  arrived_at timestamp with time zone not null,
  device_ids uuid[] not null,
  first_at timestamp with time zone[] not null,
  last_at timestamp with time zone[] not null,
  constraint arrival_pkey PRIMARY KEY (district_id, spool_id, "position"),
  constraint arrival_check CHECK ((cardinality(first_at) = cardinality(device_ids))),
  constraint arrival_check1 CHECK ((cardinality(last_at) = cardinality(device_ids))),
  constraint arrival_device_ids_check CHECK ((cardinality(device_ids) > 0)),
  constraint arrival_position_check CHECK (("position" > 0))
);
comment on table sense.arrival is
  'distributed: in which order values came: of each batch taken over, which devices it had values or positions of and over which stretch of their own time; kept for some days for whoever reads on from a position';
CREATE INDEX arrival_age ON sense.arrival USING btree (district_id, arrived_at);

create table sense.clean_plan (
  district_id text not null,
  plan_id uuid not null,
  revision integer not null,
  from_day date not null,
  body jsonb,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  reason text not null default ''::text,
  constraint clean_plan_pkey PRIMARY KEY (district_id, plan_id, revision),
  constraint clean_plan_body_check CHECK ((jsonb_typeof(body) = 'object'::text)),
  constraint clean_plan_changed_by_check CHECK ((changed_by <> ''::text)),
  constraint clean_plan_revision_check CHECK ((revision > 0))
);
comment on table sense.clean_plan is
  'distributed: which stretches of roads are to be cleaned when, how often, by which vehicles and on what ground; every revision with the day from which it holds, so that a past day is judged by what was planned then; a revision without a body ends the plan';
CREATE INDEX clean_plan_of_day ON sense.clean_plan USING btree (district_id, plan_id, from_day);

create table sense.device (
  district_id text not null,
  device_id uuid not null,
  protocol text not null,
  sender text not null,
  kind text not null,
  name text not null,
  maker text not null default ''::text,
  model text not null default ''::text,
  dictionaries text[] not null default '{}'::text[],
  units jsonb not null default '{}'::jsonb,
  component_code text,
  unit_id text,
  place point,
  silent_after integer not null default 900,
  registered_at timestamp with time zone not null,
  registered_by text not null,
  retired_at timestamp with time zone,
  revision integer not null default 1,
  upstream_id uuid,
  mapping jsonb,
  credential_hash text,
  credential_rule text not null default 'tolerate'::text,
  constraint device_pkey PRIMARY KEY (district_id, device_id),
  constraint device_credential_hash_check CHECK ((credential_hash ~ '^[0-9a-f]{64}$'::text)),
  constraint device_credential_rule_check CHECK ((credential_rule = ANY (ARRAY['tolerate'::text, 'refuse'::text]))),
  constraint device_kind_check CHECK ((kind ~ '^[a-z][a-z0-9-]*$'::text)),
  constraint device_mapping_check CHECK ((jsonb_typeof(mapping) = 'object'::text)),
  constraint device_name_check CHECK ((name <> ''::text)),
  constraint device_not_its_own_upstream CHECK ((upstream_id <> device_id)),
  constraint device_protocol_check CHECK ((protocol ~ '^[a-z][a-z0-9-]*$'::text)),
  constraint device_revision_check CHECK ((revision > 0)),
  constraint device_sender_check CHECK ((sender <> ''::text)),
  constraint device_silent_after_check CHECK (((silent_after >= 10) AND (silent_after <= 864000))),
  constraint device_units_check CHECK ((jsonb_typeof(units) = 'object'::text))
);
comment on table sense.device is
  'distributed: what speaks to us and in which protocol; sender is its name on the wire, units override the code table where a station sends others, silent_after is in seconds, place is CGCS2000 (lon, lat)';
comment on column sense.device.mapping is
  'how the maker''s own JSON is read: paths in the message, each with metric, unit and scale; null: our own form';
comment on column sense.device.credential_hash is
  'SHA-256 of what the device shows; the credential itself is kept nowhere';
comment on column sense.device.credential_rule is
  'whether a device with a wrong password is heard all the same; over MQTT it never is';
CREATE INDEX device_component ON sense.device USING btree (district_id, component_code) WHERE (component_code IS NOT NULL);
CREATE INDEX device_kind ON sense.device USING btree (district_id, kind, name, device_id);
CREATE UNIQUE INDEX device_sender ON sense.device USING btree (district_id, protocol, sender) WHERE (retired_at IS NULL);
CREATE INDEX device_upstream ON sense.device USING btree (district_id, upstream_id) WHERE (upstream_id IS NOT NULL);

create table sense.device_state (
  district_id text not null,
  device_id uuid not null,
  heard_at timestamp with time zone not null,
  frames bigint not null default 0,
  refused bigint not null default 0,
  deviations jsonb not null default '{}'::jsonb,
  facts jsonb not null default '{}'::jsonb,
  place point,
  place_at timestamp with time zone,
  speed real,
  course smallint,
  latest jsonb not null default '{}'::jsonb,
  constraint device_state_pkey PRIMARY KEY (district_id, device_id),
  constraint device_state_deviations_check CHECK ((jsonb_typeof(deviations) = 'object'::text)),
  constraint device_state_facts_check CHECK ((jsonb_typeof(facts) = 'object'::text)),
  constraint device_state_frames_check CHECK ((frames >= 0)),
  constraint device_state_latest_check CHECK ((jsonb_typeof(latest) = 'object'::text)),
  constraint device_state_refused_check CHECK ((refused >= 0))
);
comment on table sense.device_state is
  'distributed: when a device was last heard, how much of what it sent could be read, where it was last; speed in km/h, course in degrees, place CGCS2000 (lon, lat)';
comment on column sense.device_state.latest is
  'the last value of each metric: milliseconds since 1970, value, quality';

create table sense.dropped (
  dropped_id uuid not null,
  what text not null,
  day date not null,
  district_id text,
  rows bigint not null,
  bytes bigint not null,
  dropped_at timestamp with time zone not null,
  reason text not null,
  constraint dropped_pkey PRIMARY KEY (dropped_id),
  constraint dropped_bytes_check CHECK ((bytes >= 0)),
  constraint dropped_reason_check CHECK ((reason = ANY (ARRAY['packed'::text, 'expired'::text]))),
  constraint dropped_rows_check CHECK ((rows >= 0))
);
comment on table sense.dropped is
  'local: which days of which table were removed, how much was in them and why; a partition holds a day of all districts, district_id is of rows removed for one';

create table sense.frame (
  district_id text not null,
  device_id uuid not null,
  received_at timestamp with time zone not null,
  "position" bigint not null,
  protocol text not null,
  bytes bytea not null,
  fault text,
  constraint frame_pkey PRIMARY KEY (district_id, device_id, received_at, "position")
) partition by RANGE (received_at);
comment on table sense.frame is
  'distributed: frames as they came, kept to be read again with a newer dictionary, a partition for each day of UTC; fault says why one could not be read';

create table sense.instruction (
  district_id text not null,
  instruction_id uuid not null,
  device_id uuid not null,
  kind text not null,
  parameters jsonb not null default '{}'::jsonb,
  reason text not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  asked_by_id text not null,
  expires_at timestamp with time zone not null,
  state text not null default 'queued'::text,
  tries integer not null default 0,
  sent_at timestamp with time zone,
  ended_at timestamp with time zone,
  result jsonb,
  constraint instruction_pkey PRIMARY KEY (district_id, instruction_id),
  constraint instruction_asked_by_check CHECK ((asked_by <> ''::text)),
  constraint instruction_asked_by_id_check CHECK ((asked_by_id <> ''::text)),
  constraint instruction_check CHECK ((expires_at > asked_at)),
  constraint instruction_check1 CHECK (((state = ANY (ARRAY['queued'::text, 'sent'::text])) = (ended_at IS NULL))),
  constraint instruction_kind_check CHECK ((kind ~ '^[a-z][a-z-]*$'::text)),
  constraint instruction_parameters_check CHECK ((jsonb_typeof(parameters) = 'object'::text)),
  constraint instruction_reason_check CHECK ((reason <> ''::text)),
  constraint instruction_result_check CHECK ((jsonb_typeof(result) = 'object'::text)),
  constraint instruction_state_check CHECK ((state = ANY (ARRAY['queued'::text, 'sent'::text, 'done'::text, 'failed'::text, 'expired'::text, 'withdrawn'::text]))),
  constraint instruction_tries_check CHECK ((tries >= 0))
);
comment on table sense.instruction is
  'distributed: what a device was told to do, by whom and why, until when it may still be told, how often it was, and what it answered';
CREATE INDEX instruction_of_device ON sense.instruction USING btree (district_id, device_id, asked_at DESC);
CREATE INDEX instruction_open ON sense.instruction USING btree (expires_at) WHERE (state = ANY (ARRAY['queued'::text, 'sent'::text]));

create table sense.packed (
  district_id text not null,
  series_id bigint not null,
  day date not null,
  count integer not null,
  bytes bytea not null,
  constraint packed_pkey PRIMARY KEY (district_id, series_id, day),
  constraint packed_count_check CHECK ((count > 0))
);
comment on table sense.packed is
  'distributed: the values of a series in a day of UTC, packed; what came after the day was packed lies in sense.telemetry until it is packed again';

create table sense.retention (
  district_id text not null,
  class text not null,
  metrics text[] not null default '{}'::text[],
  raw_days integer not null,
  minute_days integer not null,
  hour_days integer not null,
  constraint retention_pkey PRIMARY KEY (district_id, class),
  constraint retention_class_check CHECK ((class ~ '^[a-z][a-z-]*$'::text)),
  constraint retention_hour_days_check CHECK ((hour_days >= 31)),
  constraint retention_minute_days_check CHECK ((minute_days >= 31)),
  constraint retention_raw_days_check CHECK ((raw_days >= 31))
);
comment on table sense.retention is
  'distributed: how long a district keeps values, where it decides otherwise than by default: raw, by the minute and by the hour; the class usual is for metrics of no other class, frame and track are for frames and places';

create table sense.road_pass (
  district_id text not null,
  day date not null,
  device_id uuid not null,
  pass integer not null,
  road_id text not null,
  line_part integer not null,
  from_metre real not null,
  to_metre real not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  is_work boolean not null,
  by_sign boolean not null default false,
  is_forward boolean,
  constraint road_pass_pkey PRIMARY KEY (district_id, day, device_id, pass),
  constraint road_pass_check CHECK ((to_metre >= from_metre)),
  constraint road_pass_check1 CHECK ((to_at >= from_at)),
  constraint road_pass_from_metre_check CHECK ((from_metre >= (0)::double precision)),
  constraint road_pass_line_part_check CHECK ((line_part >= 0)),
  constraint road_pass_pass_check CHECK ((pass >= 0))
);
comment on table sense.road_pass is
  'distributed: stretches of roads of city.street_line that a device drove over in one go, in metres along one part of the line; is_work where it went at the speed of work';
comment on column sense.road_pass.by_sign is
  'whether is_work is told by the sign of work of the device; else by its speed';
comment on column sense.road_pass.is_forward is
  'whether it was driven from the beginning of the line to its end; where traffic keeps right that is the side swept; null where it was cut before this was kept';
CREATE INDEX road_pass_of_road ON sense.road_pass USING btree (district_id, day, road_id);

create table sense.roll_due (
  district_id text not null,
  series_id bigint not null,
  at timestamp with time zone not null,
  constraint roll_due_pkey PRIMARY KEY (district_id, series_id, at)
);
comment on table sense.roll_due is
  'distributed: minutes in which a value came after they had been rolled up, to be rolled again';

create table sense.rolled (
  district_id text not null,
  closed_to timestamp with time zone not null,
  rolled_to timestamp with time zone not null,
  constraint rolled_pkey PRIMARY KEY (district_id),
  constraint rolled_check CHECK ((rolled_to <= closed_to))
);
comment on table sense.rolled is
  'distributed: up to where values are rolled up; a value from before closed_to that comes later marks its minute in sense.roll_due';

create table sense.rollup_day (
  district_id text not null,
  series_id bigint not null,
  at timestamp with time zone not null,
  count integer not null,
  bad integer not null,
  "least" double precision not null,
  most double precision not null,
  total double precision not null,
  first double precision not null,
  last double precision not null,
  constraint rollup_day_pkey PRIMARY KEY (district_id, series_id, at),
  constraint rollup_day_check CHECK (((bad >= 0) AND (bad <= count))),
  constraint rollup_day_count_check CHECK ((count > 0))
);
comment on table sense.rollup_day is
  'distributed: the same for a day of Beijing time, made from its hours; at is its midnight';

create table sense.rollup_hour (
  district_id text not null,
  series_id bigint not null,
  at timestamp with time zone not null,
  count integer not null,
  bad integer not null,
  "least" double precision not null,
  most double precision not null,
  total double precision not null,
  first double precision not null,
  last double precision not null,
  constraint rollup_hour_pkey PRIMARY KEY (district_id, series_id, at),
  constraint rollup_hour_check CHECK (((bad >= 0) AND (bad <= count))),
  constraint rollup_hour_count_check CHECK ((count > 0))
);
comment on table sense.rollup_hour is
  'distributed: the same for an hour, made from its minutes';

create table sense.rollup_minute (
  district_id text not null,
  series_id bigint not null,
  at timestamp with time zone not null,
  count integer not null,
  bad integer not null,
  "least" double precision not null,
  most double precision not null,
  total double precision not null,
  first double precision not null,
  last double precision not null,
  constraint rollup_minute_pkey PRIMARY KEY (district_id, series_id, at),
  constraint rollup_minute_check CHECK (((bad >= 0) AND (bad <= count))),
  constraint rollup_minute_count_check CHECK ((count > 0))
) partition by RANGE (at);
comment on table sense.rollup_minute is
  'distributed: values of a series in a minute, a partition for each day of UTC; least to last are over the values that are not bad, or over all where every one is';

create table sense.sender (
  protocol text not null,
  sender text not null,
  district_id text not null,
  device_id uuid not null,
  constraint sender_pkey PRIMARY KEY (protocol, sender)
);
comment on table sense.sender is
  'reference: which device of which district a name on the wire belongs to; a gateway listens for all districts at once';

create table sense.series (
  district_id text not null,
  series_id bigint not null,
  device_id uuid not null,
  metric text not null,
  unit text not null default ''::text,
  constraint series_pkey PRIMARY KEY (district_id, series_id),
  constraint series_district_id_device_id_metric_key UNIQUE (district_id, device_id, metric),
  constraint series_metric_check CHECK ((metric <> ''::text))
);
comment on table sense.series is
  'distributed: one metric of one device; its number is made from both by the application, so that nobody hands numbers out';

create table sense.spool_position (
  spool_id uuid not null,
  "position" bigint not null,
  moved_at timestamp with time zone not null,
  constraint spool_position_pkey PRIMARY KEY (spool_id),
  constraint spool_position_position_check CHECK (("position" >= 0))
);
comment on table sense.spool_position is
  'local: how far the frames of one gateway''s spool have been taken over, moved in the transaction that takes them over';

create table sense.stray (
  protocol text not null,
  sender text not null,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  frames bigint not null,
  sample bytea not null,
  constraint stray_pkey PRIMARY KEY (protocol, sender),
  constraint stray_frames_check CHECK ((frames > 0))
);
comment on table sense.stray is
  'local: who speaks to a gateway without being registered, how often, and one frame of it';

create table sense.telemetry (
  district_id text not null,
  series_id bigint not null,
  at timestamp with time zone not null,
  value double precision not null,
  quality smallint not null default 0,
  constraint telemetry_pkey PRIMARY KEY (district_id, series_id, at),
  constraint telemetry_quality_check CHECK (((quality >= 0) AND (quality <= 2))),
  constraint telemetry_value_check CHECK (((value > '-Infinity'::double precision) AND (value < 'Infinity'::double precision)))
) partition by RANGE (at);
comment on table sense.telemetry is
  'distributed: what devices measured, once for each series and instant, a partition for each day of UTC; quality 0 ok, 1 bad, 2 unknown';

create table sense.track_day (
  district_id text not null,
  device_id uuid not null,
  day date not null,
  cut_at timestamp with time zone not null,
  rules_revision integer not null,
  fixes integer not null,
  bad integer not null,
  unknown integer not null,
  first_at timestamp with time zone,
  last_at timestamp with time zone,
  trips integer not null,
  stops integer not null,
  gaps integer not null,
  moving_seconds integer not null,
  standing_seconds integer not null,
  silent_seconds integer not null,
  raw_metres real not null,
  matched_metres real not null,
  off_road_metres real not null,
  gap_metres real not null,
  most_kmh real not null,
  dropped jsonb not null,
  paths jsonb not null,
  sees_from timestamp with time zone,
  sees_to timestamp with time zone,
  constraint track_day_pkey PRIMARY KEY (district_id, device_id, day),
  constraint track_day_bad_check CHECK ((bad >= 0)),
  constraint track_day_check CHECK ((last_at >= first_at)),
  constraint track_day_dropped_check CHECK ((jsonb_typeof(dropped) = 'array'::text)),
  constraint track_day_fixes_check CHECK ((fixes >= 0)),
  constraint track_day_gap_metres_check CHECK ((gap_metres >= (0)::double precision)),
  constraint track_day_gaps_check CHECK ((gaps >= 0)),
  constraint track_day_matched_metres_check CHECK ((matched_metres >= (0)::double precision)),
  constraint track_day_most_kmh_check CHECK ((most_kmh >= (0)::double precision)),
  constraint track_day_moving_seconds_check CHECK ((moving_seconds >= 0)),
  constraint track_day_off_road_metres_check CHECK ((off_road_metres >= (0)::double precision)),
  constraint track_day_paths_check CHECK ((jsonb_typeof(paths) = 'array'::text)),
  constraint track_day_raw_metres_check CHECK ((raw_metres >= (0)::double precision)),
  constraint track_day_rules_revision_check CHECK ((rules_revision >= 0)),
  constraint track_day_silent_seconds_check CHECK ((silent_seconds >= 0)),
  constraint track_day_standing_seconds_check CHECK ((standing_seconds >= 0)),
  constraint track_day_stops_check CHECK ((stops >= 0)),
  constraint track_day_trips_check CHECK ((trips >= 0)),
  constraint track_day_unknown_check CHECK ((unknown >= 0))
);
comment on table sense.track_day is
  'distributed: what the positions of a device on a day of its district come to, cut anew when more arrive; dropped are the positions not relied on with why, paths the way of each trip as [second of the day, lon, lat, km/h, on a road]; silent_seconds are the gaps between positions, not the time before the first or after the last';
comment on column sense.track_day.sees_from is
  'from here on positions bear on the day, which may be before it: a trip that runs over midnight is one, of the day it began; null where the day was cut by itself';
comment on column sense.track_day.sees_to is
  'up to here, which may be behind the day';
CREATE INDEX track_day_of_day ON sense.track_day USING btree (district_id, day);

create table sense.track_due (
  district_id text not null,
  device_id uuid not null,
  day date not null,
  due_at timestamp with time zone not null,
  constraint track_due_pkey PRIMARY KEY (district_id, device_id, day)
);
comment on table sense.track_due is
  'distributed: days of devices to be cut, since positions came to a time that bears on them';
CREATE INDEX track_due_next ON sense.track_due USING btree (district_id, due_at);

create table sense.track_part (
  district_id text not null,
  device_id uuid not null,
  day date not null,
  part integer not null,
  kind text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  from_place point not null,
  to_place point not null,
  raw_metres real not null,
  matched_metres real not null,
  off_road_metres real not null,
  most_kmh real not null,
  why text,
  constraint track_part_pkey PRIMARY KEY (district_id, device_id, day, part),
  constraint track_part_check CHECK ((to_at > from_at)),
  constraint track_part_check1 CHECK (((kind = 'gap'::text) = (why IS NOT NULL))),
  constraint track_part_kind_check CHECK ((kind = ANY (ARRAY['trip'::text, 'stop'::text, 'gap'::text]))),
  constraint track_part_matched_metres_check CHECK ((matched_metres >= (0)::double precision)),
  constraint track_part_most_kmh_check CHECK ((most_kmh >= (0)::double precision)),
  constraint track_part_off_road_metres_check CHECK ((off_road_metres >= (0)::double precision)),
  constraint track_part_part_check CHECK ((part >= 0)),
  constraint track_part_raw_metres_check CHECK ((raw_metres >= (0)::double precision)),
  constraint track_part_why_check CHECK ((why = ANY (ARRAY['silent'::text, 'jump'::text])))
);
comment on table sense.track_part is
  'distributed: trips, stops and gaps of a day, end to end; a gap is time of which nothing is known, never a stop';
CREATE INDEX track_part_of_day ON sense.track_part USING btree (district_id, day, kind);

create table sense.track_point (
  district_id text not null,
  device_id uuid not null,
  at timestamp with time zone not null,
  place point not null,
  speed real not null,
  course smallint not null,
  altitude smallint not null default 0,
  fixed boolean not null,
  flags bigint not null default 0,
  constraint track_point_pkey PRIMARY KEY (district_id, device_id, at),
  constraint track_point_course_check CHECK (((course >= 0) AND (course <= 359))),
  constraint track_point_speed_check CHECK ((speed >= (0)::double precision))
) partition by RANGE (at);
comment on table sense.track_point is
  'distributed: where devices were, a partition for each day of UTC; place is CGCS2000 (lon, lat), speed in km/h, course in degrees, altitude in metres; fixed is false where the receiver had no position; flags are the protocol''s own status bits';

create table sense.track_position (
  district_id text not null,
  spool_id uuid not null,
  "position" bigint not null,
  moved_at timestamp with time zone not null,
  constraint track_position_pkey PRIMARY KEY (district_id, spool_id),
  constraint track_position_position_check CHECK (("position" >= 0))
);
comment on table sense.track_position is
  'distributed: how far what arrived through one gateway has been looked at for days to be cut';

create table sense.track_rules (
  district_id text not null,
  revision integer not null,
  own jsonb not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint track_rules_pkey PRIMARY KEY (district_id, revision),
  constraint track_rules_changed_by_check CHECK ((changed_by <> ''::text)),
  constraint track_rules_own_check CHECK ((jsonb_typeof(own) = 'object'::text)),
  constraint track_rules_revision_check CHECK ((revision > 0))
);
comment on table sense.track_rules is
  'distributed: by which numbers a district cuts tracks and judges coverage where they are not the usual ones; the highest revision holds, the others say what held before';

create table sense.trial (
  district_id text not null,
  trial_id uuid not null,
  device_id uuid not null,
  trials text[] not null,
  minutes integer not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  asked_by_id text not null,
  state text not null default 'waiting'::text,
  wait_until timestamp with time zone not null,
  gateway text,
  started_at timestamp with time zone,
  ends_at timestamp with time zone,
  beat_at timestamp with time zone,
  stop_asked_at timestamp with time zone,
  ended_at timestamp with time zone,
  progress jsonb,
  acceptance_id uuid,
  constraint trial_pkey PRIMARY KEY (district_id, trial_id),
  constraint trial_asked_by_check CHECK ((asked_by <> ''::text)),
  constraint trial_asked_by_id_check CHECK ((asked_by_id <> ''::text)),
  constraint trial_check CHECK ((wait_until > asked_at)),
  constraint trial_check1 CHECK ((((started_at IS NULL) = (ends_at IS NULL)) AND ((started_at IS NULL) = (beat_at IS NULL)))),
  constraint trial_check2 CHECK (((state = ANY (ARRAY['waiting'::text, 'running'::text])) = (ended_at IS NULL))),
  constraint trial_check3 CHECK (((state = 'over'::text) = (acceptance_id IS NOT NULL))),
  constraint trial_check4 CHECK (((state <> 'running'::text) OR ((started_at IS NOT NULL) AND (gateway IS NOT NULL)))),
  constraint trial_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440))),
  constraint trial_progress_check CHECK ((jsonb_typeof(progress) = 'object'::text)),
  constraint trial_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'over'::text, 'withdrawn'::text, 'missed'::text, 'lost'::text]))),
  constraint trial_trials_check CHECK ((trials <@ ARRAY['resend'::text, 'ask'::text, 'cut'::text]))
);
comment on table sense.trial is
  'distributed: the wish that a device be tried over its connection, which gateway does so, how far it has come, and the report that it ended with';
CREATE INDEX trial_of_device ON sense.trial USING btree (district_id, device_id, asked_at DESC);
CREATE UNIQUE INDEX trial_open ON sense.trial USING btree (district_id, device_id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));

create table sense.work_sign (
  district_id text not null,
  device_id uuid not null,
  revision integer not null,
  sign jsonb,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  reason text not null,
  constraint work_sign_pkey PRIMARY KEY (district_id, device_id, revision),
  constraint work_sign_changed_by_check CHECK ((changed_by <> ''::text)),
  constraint work_sign_reason_check CHECK ((reason <> ''::text)),
  constraint work_sign_revision_check CHECK ((revision > 0)),
  constraint work_sign_sign_check CHECK ((jsonb_typeof(sign) = 'object'::text))
);
comment on table sense.work_sign is
  'distributed: by which value or input of a device it is told that it works, such as its brushes; the highest revision holds, null says that there is none and speed tells';

create table serve.intake_draft (
  district_id text not null,
  draft_id uuid not null,
  person_id uuid not null,
  content bytea not null,
  begun_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  constraint intake_draft_pkey PRIMARY KEY (district_id, draft_id)
);
comment on table serve.intake_draft is
  'distributed: what somebody at the desk has written during a call and not yet registered, for themselves alone and sealed whole, since it names a caller; gone once it is registered, dropped, or a week old';
CREATE INDEX intake_draft_age ON serve.intake_draft USING btree (saved_at);
CREATE INDEX intake_draft_of_person ON serve.intake_draft USING btree (district_id, person_id, saved_at DESC);

create table serve.report (
  district_id text not null,
  report_id uuid not null,
  case_id uuid not null,
  tracking_code text not null,
  channel text not null,
  name_masked text not null default ''::text,
  phone_masked text not null default ''::text,
  name_sealed bytea,
  phone_sealed bytea,
  phone_fingerprint text,
  foreign_id text,
  reported_at timestamp with time zone not null,
  constraint report_pkey PRIMARY KEY (district_id, report_id),
  constraint report_district_id_channel_foreign_id_key UNIQUE (district_id, channel, foreign_id),
  constraint report_district_id_tracking_code_key UNIQUE (district_id, tracking_code),
  constraint report_tracking_code_check CHECK ((tracking_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'::text))
);
comment on table serve.report is
  'distributed: who brought a case and how to answer them; name and telephone sealed (AES-256-GCM), shown masked, every reveal audited (PIPL art. 6, 51); a merged case keeps its own reporters';
CREATE INDEX report_case ON serve.report USING btree (district_id, case_id);
CREATE INDEX report_phone ON serve.report USING btree (district_id, phone_fingerprint) WHERE (phone_fingerprint IS NOT NULL);

create table supervise.clock_move (
  district_id text not null,
  reprojection_id uuid not null,
  case_id uuid not null,
  clock text not null,
  before timestamp with time zone,
  after timestamp with time zone,
  new_limit jsonb,
  recorded boolean not null,
  constraint clock_move_pkey PRIMARY KEY (district_id, reprojection_id, case_id, clock)
);
comment on table supervise.clock_move is
  'distributed: a clock whose deadline or budget a re-projection moved; recorded is false where the case''s own table of steps has no such event, so that only the cached deadline followed';
CREATE INDEX clock_move_case ON supervise.clock_move USING btree (district_id, case_id);

create table supervise.draw (
  district_id text not null,
  purpose text not null,
  subject uuid not null,
  seq integer not null,
  day date not null,
  pool text not null,
  candidates uuid[] not null,
  rank integer,
  chosen uuid not null,
  reason text not null default ''::text,
  drawn_by text not null,
  drawn_at timestamp with time zone not null,
  constraint draw_pkey PRIMARY KEY (district_id, purpose, subject, seq),
  constraint draw_check CHECK (((rank >= 0) AND (rank < cardinality(candidates)))),
  constraint draw_check1 CHECK (((pool = 'named'::text) = (rank IS NULL))),
  constraint draw_pool_check CHECK ((pool = ANY (ARRAY['on_shift'::text, 'all'::text, 'named'::text]))),
  constraint draw_purpose_check CHECK ((purpose = ANY (ARRAY['verify'::text, 'sample'::text]))),
  constraint draw_seq_check CHECK ((seq > 0))
);
comment on table supervise.draw is
  'distributed: who was drawn from whom, for a verification (subject: the case, seq: its event) or a task of re-sampling (subject: the sample, seq: its line, 10 000 higher for each time it was handed back); a named one has no rank and a reason. Append-only';
CREATE INDEX draw_day ON supervise.draw USING btree (district_id, day, drawn_at);

create table supervise.draw_seed (
  district_id text not null,
  day date not null,
  digest text not null,
  sealed bytea not null,
  made_at timestamp with time zone not null,
  constraint draw_seed_pkey PRIMARY KEY (district_id, day),
  constraint draw_seed_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text))
);
comment on table supervise.draw_seed is
  'distributed: the secret seed of a day''s draws, sealed; its SHA-256 is published when it is made, the seed itself when the day is over, so that anybody can draw again';

create table supervise.gaming_finding (
  district_id text not null,
  finding_id uuid not null,
  run_id uuid not null,
  kind text not null,
  subject_id text not null,
  subject_name text not null,
  hits integer not null,
  sample integer not null,
  base double precision,
  expected double precision,
  lower_bound double precision,
  chance double precision,
  cases jsonb not null,
  constraint gaming_finding_pkey PRIMARY KEY (district_id, finding_id),
  constraint gaming_finding_district_id_run_id_kind_subject_id_key UNIQUE (district_id, run_id, kind, subject_id),
  constraint gaming_finding_kind_check CHECK ((kind = ANY (ARRAY['last_minute'::text, 'batch'::text, 'perfect'::text, 'rating_burst'::text])))
);
comment on table supervise.gaming_finding is
  'distributed: a pattern found in a run with the cases it rests on; a question to somebody, never a verdict';

create table supervise.gaming_note (
  district_id text not null,
  note_id uuid not null,
  finding_id uuid not null,
  kind text not null,
  subject_id text not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  text text not null,
  constraint gaming_note_pkey PRIMARY KEY (district_id, note_id),
  constraint gaming_note_text_check CHECK ((text <> ''::text))
);
comment on table supervise.gaming_note is
  'distributed: what was said in explanation of a finding, in order and never changed; shown with later findings of the same kind and subject too';
CREATE INDEX gaming_note_subject ON supervise.gaming_note USING btree (district_id, kind, subject_id, at);

create table supervise.gaming_run (
  district_id text not null,
  run_id uuid not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  version integer not null,
  thresholds jsonb not null,
  tested jsonb not null,
  made_at timestamp with time zone not null,
  constraint gaming_run_pkey PRIMARY KEY (district_id, run_id),
  constraint gaming_run_district_id_ends_at_version_key UNIQUE (district_id, ends_at, version),
  constraint gaming_run_check CHECK ((ends_at > starts_at)),
  constraint gaming_run_version_check CHECK ((version >= 0))
);
comment on table supervise.gaming_run is
  'distributed: one search for patterns over a half-open window, with the thresholds it was made by and how many acts it looked at';

create table supervise.gaming_threshold (
  district_id text not null,
  version integer not null,
  thresholds jsonb not null,
  reason text not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint gaming_threshold_pkey PRIMARY KEY (district_id, version),
  constraint gaming_threshold_reason_check CHECK ((reason <> ''::text)),
  constraint gaming_threshold_version_check CHECK ((version > 0))
);
comment on table supervise.gaming_threshold is
  'distributed: what a district has decided about the thresholds of patterns, version by version; before the first the usual ones hold';

create table supervise.handover (
  district_id text not null,
  handover_id uuid not null,
  desk text not null,
  since timestamp with time zone not null,
  given_at timestamp with time zone not null,
  given_by text not null,
  given_by_name text not null,
  note text not null,
  body jsonb not null,
  taken_at timestamp with time zone,
  taken_by text,
  taken_by_name text,
  taken_note text,
  constraint handover_pkey PRIMARY KEY (district_id, handover_id),
  constraint handover_check CHECK ((given_at > since)),
  constraint handover_check1 CHECK ((taken_at >= given_at)),
  constraint handover_check2 CHECK ((taken_by <> given_by)),
  constraint handover_check3 CHECK ((num_nulls(taken_at, taken_by, taken_by_name, taken_note) = ANY (ARRAY[0, 4]))),
  constraint handover_desk_check CHECK ((desk = ANY (ARRAY['intake'::text, 'duty_chief'::text, 'dispatcher'::text])))
);
comment on table supervise.handover is
  'distributed: what one shift of a desk left to the next, as it stood when it was given; signed by both, and by two different people';
CREATE INDEX handover_given ON supervise.handover USING btree (district_id, given_at, handover_id);
CREATE UNIQUE INDEX handover_waits ON supervise.handover USING btree (district_id, desk) WHERE (taken_at IS NULL);

create table supervise.ladder (
  district_id text not null,
  version integer not null,
  rungs jsonb not null,
  reason text not null,
  published_at timestamp with time zone not null,
  published_by text not null,
  constraint ladder_pkey PRIMARY KEY (district_id, version),
  constraint ladder_published_by_check CHECK ((published_by <> ''::text)),
  constraint ladder_reason_check CHECK ((reason <> ''::text)),
  constraint ladder_version_check CHECK ((version > 0))
);
comment on table supervise.ladder is
  'distributed: the escalation ladders a district has set, each whole and never changed; the one in force is also in the settings of city.district, where every step reads it';

create table supervise.period_report (
  district_id text not null,
  report_id uuid not null,
  kind text not null,
  starts_on date not null,
  ends_on date not null,
  asked_at timestamp with time zone not null,
  asked_by text not null,
  progress integer not null default 0,
  failed_at timestamp with time zone,
  made_at timestamp with time zone,
  cut_off timestamp with time zone,
  rule text,
  figures text,
  sha256 text,
  constraint period_report_pkey PRIMARY KEY (district_id, report_id),
  constraint period_report_district_id_kind_starts_on_key UNIQUE (district_id, kind, starts_on),
  constraint period_report_check CHECK ((ends_on > starts_on)),
  constraint period_report_check1 CHECK (((made_at IS NULL) = (figures IS NULL))),
  constraint period_report_check2 CHECK (((made_at IS NULL) = (sha256 IS NULL))),
  constraint period_report_check3 CHECK (((made_at IS NULL) = (cut_off IS NULL))),
  constraint period_report_check4 CHECK (((made_at IS NULL) = (rule IS NULL))),
  constraint period_report_kind_check CHECK ((kind = ANY (ARRAY['daily'::text, 'weekly'::text, 'monthly'::text]))),
  constraint period_report_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
  constraint period_report_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);
comment on table supervise.period_report is
  'distributed: daily, weekly and monthly reports, one for each period; figures are frozen text under sha256, computed from events before cut_off';

create table supervise.period_report_case (
  district_id text not null,
  report_id uuid not null,
  number text not null,
  case_id uuid not null,
  source text not null,
  stage text not null,
  category text,
  category_name text,
  street text,
  community text,
  cell text,
  place_text text not null,
  unit text,
  marks text[] not null,
  returned_by text[] not null,
  reported_at timestamp with time zone not null,
  filed_at timestamp with time zone,
  closed_at timestamp with time zone,
  due_at timestamp with time zone,
  hours jsonb not null,
  constraint period_report_case_pkey PRIMARY KEY (district_id, report_id, number)
);
comment on table supervise.period_report_case is
  'distributed: the cases behind a report''s numbers with what each counted under at the cut-off; the figures can be computed again from these rows';

create table supervise.plan_actual (
  district_id text not null,
  actual_id uuid not null,
  target_id uuid not null,
  period text not null,
  value numeric,
  state text not null default ''::text,
  is_reached boolean,
  evidence text not null,
  origin text not null,
  entered_at timestamp with time zone not null,
  entered_by text not null,
  withdrawn_at timestamp with time zone,
  withdrawn_by text,
  withdrawn_why text,
  constraint plan_actual_pkey PRIMARY KEY (district_id, actual_id),
  constraint plan_actual_check CHECK (((value IS NOT NULL) OR (state <> ''::text))),
  constraint plan_actual_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_by IS NULL))),
  constraint plan_actual_check2 CHECK (((withdrawn_at IS NULL) = (withdrawn_why IS NULL))),
  constraint plan_actual_evidence_check CHECK ((evidence <> ''::text)),
  constraint plan_actual_origin_check CHECK ((origin = ANY (ARRAY['entered'::text, 'imported'::text, 'demo'::text]))),
  constraint plan_actual_period_check CHECK ((period ~ '^\d{4}(-Q[1-4]|-(0[1-9]|1[0-2]))?$'::text))
);
comment on table supervise.plan_actual is
  'distributed: what was reached in a period, as somebody entered it with its evidence; the latest entry not withdrawn holds, none is changed or lost';
CREATE INDEX plan_actual_target ON supervise.plan_actual USING btree (district_id, target_id, period, entered_at);

create table supervise.plan_target (
  district_id text not null,
  target_id uuid not null,
  version integer not null,
  "position" integer not null,
  name text not null,
  body jsonb not null,
  changed_at timestamp with time zone not null,
  constraint plan_target_pkey PRIMARY KEY (district_id, target_id),
  constraint plan_target_district_id_name_key UNIQUE (district_id, name),
  constraint plan_target_name_check CHECK ((name <> ''::text)),
  constraint plan_target_position_check CHECK (("position" > 0)),
  constraint plan_target_version_check CHECK ((version > 0))
);
comment on table supervise.plan_target is
  'distributed: an indicator of the plan as it stands now, with every claim the plan makes about it; what it was before is in plan_target_version';

create table supervise.plan_target_version (
  district_id text not null,
  target_id uuid not null,
  version integer not null,
  body jsonb not null,
  reason text not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint plan_target_version_pkey PRIMARY KEY (district_id, target_id, version),
  constraint plan_target_version_reason_check CHECK ((reason <> ''::text)),
  constraint plan_target_version_version_check CHECK ((version > 0))
);
comment on table supervise.plan_target_version is
  'distributed: an indicator of the plan as it was entered each time, with who and why; never changed';

create table supervise.reprojection (
  district_id text not null,
  reprojection_id uuid not null,
  cause text not null,
  reason text not null,
  by_name text not null,
  plan jsonb not null,
  requested_at timestamp with time zone not null,
  started_at timestamp with time zone,
  finished_at timestamp with time zone,
  total integer not null default 0,
  begins_at timestamp with time zone,
  constraint reprojection_pkey PRIMARY KEY (district_id, reprojection_id),
  constraint reprojection_cause_check CHECK ((cause = ANY (ARRAY['calendar'::text, 'limit'::text, 'emergency'::text]))),
  constraint reprojection_total_check CHECK ((total >= 0))
);
comment on table supervise.reprojection is
  'distributed: one computing anew of every open clock, begun by a calendar, limits or an emergency; what was signed for a later day waits for begins_at; its shards say how far it has come';
CREATE INDEX reprojection_open ON supervise.reprojection USING btree (district_id, requested_at) WHERE (finished_at IS NULL);
CREATE INDEX reprojection_time ON supervise.reprojection USING btree (district_id, requested_at);

create table supervise.reprojection_shard (
  district_id text not null,
  reprojection_id uuid not null,
  shard integer not null,
  after uuid not null,
  up_to uuid,
  looked integer not null default 0,
  moved_cases integer not null default 0,
  moved_clocks integer not null default 0,
  failed integer not null default 0,
  finished_at timestamp with time zone,
  constraint reprojection_shard_pkey PRIMARY KEY (district_id, reprojection_id, shard),
  constraint reprojection_shard_check CHECK ((up_to >= after)),
  constraint reprojection_shard_failed_check CHECK ((failed >= 0)),
  constraint reprojection_shard_looked_check CHECK ((looked >= 0)),
  constraint reprojection_shard_moved_cases_check CHECK ((moved_cases >= 0)),
  constraint reprojection_shard_moved_clocks_check CHECK ((moved_clocks >= 0)),
  constraint reprojection_shard_shard_check CHECK ((shard > 0))
);
comment on table supervise.reprojection_shard is
  'distributed: a range of case ids of one re-projection, taken by one worker at a time; after is the last case done, written in the transaction that does it, so that it goes on where it was killed; the last range has no end, for cases reported meanwhile';

create table supervise.review (
  district_id text not null,
  day date not null,
  population text[] not null,
  size integer not null,
  seed_day date not null,
  seed_digest text not null,
  made_at timestamp with time zone not null,
  constraint review_pkey PRIMARY KEY (district_id, day),
  constraint review_check CHECK (((size >= 0) AND (size <= cardinality(population))))
);
comment on table supervise.review is
  'distributed: one day''s closings and voidings and how many were drawn to be looked at again; population holds case:seq of each, so that anybody with the seed can draw again';

create table supervise.review_item (
  district_id text not null,
  day date not null,
  line integer not null,
  case_id uuid not null,
  seq integer not null,
  kind text not null,
  done_by text not null,
  verdict text,
  reason text not null default ''::text,
  followed text,
  judged_by text,
  judged_by_name text,
  judged_at timestamp with time zone,
  constraint review_item_pkey PRIMARY KEY (district_id, day, line),
  constraint review_item_district_id_day_case_id_seq_key UNIQUE (district_id, day, case_id, seq),
  constraint review_item_check CHECK (((verdict IS NULL) = (judged_at IS NULL))),
  constraint review_item_check1 CHECK (((followed IS NOT NULL) = ((verdict IS NOT NULL) AND (verdict = 'wrong'::text)))),
  constraint review_item_followed_check CHECK ((followed = ANY (ARRAY['reopened'::text, 'noted'::text]))),
  constraint review_item_kind_check CHECK ((kind = ANY (ARRAY['closed'::text, 'force_closed'::text, 'voided'::text]))),
  constraint review_item_line_check CHECK ((line > 0)),
  constraint review_item_seq_check CHECK ((seq > 0)),
  constraint review_item_verdict_check CHECK ((verdict = ANY (ARRAY['right'::text, 'wrong'::text])))
);
comment on table supervise.review_item is
  'distributed: one drawn closing or voiding with the verdict on it, given once by somebody who did not do it; done_by: whose step it was';
CREATE INDEX review_item_case ON supervise.review_item USING btree (district_id, case_id);

create table supervise.rung_fired (
  district_id text not null,
  case_id uuid not null,
  clock text not null,
  epoch integer not null,
  rung text not null,
  share double precision not null,
  at timestamp with time zone not null,
  due_by timestamp with time zone,
  party text,
  fired_at timestamp with time zone not null,
  late_ms bigint not null,
  outcome text not null,
  tell_at timestamp with time zone,
  constraint rung_fired_pkey PRIMARY KEY (district_id, case_id, clock, epoch, rung),
  constraint rung_fired_check CHECK (((tell_at IS NULL) = (outcome <> 'waiting'::text))),
  constraint rung_fired_check1 CHECK ((fired_at >= at)),
  constraint rung_fired_epoch_check CHECK ((epoch >= 0)),
  constraint rung_fired_late_ms_check CHECK ((late_ms >= 0)),
  constraint rung_fired_outcome_check CHECK ((outcome = ANY (ARRAY['told'::text, 'superseded'::text, 'waiting'::text, 'moot'::text]))),
  constraint rung_fired_rung_check CHECK ((rung <> ''::text)),
  constraint rung_fired_share_check CHECK ((share > (0)::double precision))
);
comment on table supervise.rung_fired is
  'distributed: each rung of a clock that was reached, once: at is the instant it was due, epoch the event that last gave the clock its budget; superseded means that a higher one was reached by then and was told instead';
comment on column supervise.rung_fired.late_ms is
  'from the later of the due instant and the instant the case was armed for, to when it was written down';
CREATE INDEX rung_fired_time ON supervise.rung_fired USING btree (district_id, fired_at, case_id);
CREATE INDEX rung_fired_waiting ON supervise.rung_fired USING btree (district_id, tell_at) WHERE (outcome = 'waiting'::text);

create table supervise.sample (
  district_id text not null,
  sample_id uuid not null,
  closed_from date not null,
  closed_to date not null,
  size integer not null,
  stratified text not null,
  allocation text not null,
  seed_day date not null,
  seed_digest text not null,
  made_at timestamp with time zone not null,
  constraint sample_pkey PRIMARY KEY (district_id, sample_id),
  constraint sample_district_id_closed_from_key UNIQUE (district_id, closed_from),
  constraint sample_allocation_check CHECK ((allocation = ANY (ARRAY['proportional'::text, 'neyman'::text]))),
  constraint sample_check CHECK ((closed_to > closed_from)),
  constraint sample_size_check CHECK ((size >= 0)),
  constraint sample_stratified_check CHECK ((stratified = ANY (ARRAY['unit'::text, 'street'::text])))
);
comment on table supervise.sample is
  'distributed: a week''s re-sampling of closed cases: from which days (half-open), how many, by which strata; drawn by the seed of a day, so that it can be drawn again';

create table supervise.sample_stratum (
  district_id text not null,
  sample_id uuid not null,
  stratum text not null,
  name text not null,
  population integer not null,
  size integer not null,
  constraint sample_stratum_pkey PRIMARY KEY (district_id, sample_id, stratum),
  constraint sample_stratum_check CHECK (((size >= 0) AND (size <= population))),
  constraint sample_stratum_population_check CHECK ((population > 0))
);
comment on table supervise.sample_stratum is
  'distributed: the strata of a sample with how many cases each had closed as solved and how many were drawn';

create table supervise.sample_task (
  district_id text not null,
  sample_id uuid not null,
  line integer not null,
  stratum text not null,
  case_id uuid not null,
  collector_id uuid,
  answer text,
  note text not null default ''::text,
  files uuid[] not null default '{}'::uuid[],
  presence jsonb,
  answered_at timestamp with time zone,
  constraint sample_task_pkey PRIMARY KEY (district_id, sample_id, line),
  constraint sample_task_district_id_sample_id_case_id_key UNIQUE (district_id, sample_id, case_id),
  constraint sample_task_answer_check CHECK ((answer = ANY (ARRAY['solved'::text, 'not_solved'::text, 'cannot_tell'::text]))),
  constraint sample_task_check CHECK (((answer IS NULL) = (answered_at IS NULL))),
  constraint sample_task_line_check CHECK ((line > 0))
);
comment on table supervise.sample_task is
  'distributed: one drawn case to be looked at again by a collector who neither reported nor verified it; answered once';
CREATE INDEX sample_task_case ON supervise.sample_task USING btree (district_id, case_id);
CREATE INDEX sample_task_collector ON supervise.sample_task USING btree (district_id, collector_id, sample_id, line) WHERE (answer IS NULL);

create table supervise.score_case (
  district_id text not null,
  case_id uuid not null,
  from_roll bigint not null,
  to_roll bigint,
  version integer not null,
  constraint score_case_pkey PRIMARY KEY (district_id, case_id, from_roll),
  constraint score_case_check CHECK ((to_roll > from_roll)),
  constraint score_case_version_check CHECK ((version > 0))
);
comment on table supervise.score_case is
  'distributed: up to which event a case was counted from one roll to another; superseded rows stay while a run needs them';

create table supervise.score_check (
  district_id text not null,
  check_id uuid not null,
  run_id uuid not null,
  equal boolean not null,
  computed_hash text not null,
  cases integer not null,
  checked_by text not null,
  checked_by_name text not null,
  checked_at timestamp with time zone not null,
  constraint score_check_pkey PRIMARY KEY (district_id, check_id)
);
comment on table supervise.score_check is
  'distributed: each time a run was computed again from the events, and whether the bytes were the same';
CREATE INDEX score_check_run ON supervise.score_check USING btree (district_id, run_id, checked_at);

create table supervise.score_dirty (
  district_id text not null,
  case_id uuid not null,
  marked_at timestamp with time zone not null,
  constraint score_dirty_pkey PRIMARY KEY (district_id, case_id)
);
comment on table supervise.score_dirty is
  'distributed: cases that changed and have not been counted again yet';

create table supervise.score_fact (
  district_id text not null,
  case_id uuid not null,
  kind text not null,
  subject text not null,
  from_roll bigint not null,
  to_roll bigint,
  first_at timestamp with time zone not null,
  last_at timestamp with time zone not null,
  counts text[] not null,
  ats timestamp with time zone[] not null,
  amounts integer[] not null,
  constraint score_fact_pkey PRIMARY KEY (district_id, case_id, kind, subject, from_roll),
  constraint score_fact_check CHECK ((to_roll > from_roll)),
  constraint score_fact_check1 CHECK (((cardinality(counts) = cardinality(ats)) AND (cardinality(counts) = cardinality(amounts))))
);
comment on table supervise.score_fact is
  'distributed: what a case counts for, of one area, unit or person; an area is its deepest known code, so that the areas above it are those the code begins with';
CREATE INDEX score_fact_subject ON supervise.score_fact USING btree (district_id, kind, subject, last_at);

create table supervise.score_roll (
  district_id text not null,
  roll bigint not null,
  rolled_at timestamp with time zone not null,
  definition integer not null,
  last_run_roll bigint not null default 0,
  constraint score_roll_pkey PRIMARY KEY (district_id),
  constraint score_roll_roll_check CHECK ((roll >= 0))
);
comment on table supervise.score_roll is
  'distributed: how often cases of the district were counted again; the number is the cut-off of a run, since what was counted at it is kept';

create table supervise.score_row (
  district_id text not null,
  run_id uuid not null,
  kind text not null,
  subject text not null,
  body jsonb not null,
  constraint score_row_pkey PRIMARY KEY (district_id, run_id, kind, subject)
);
comment on table supervise.score_row is
  'distributed: one line of a run''s score sheets with its inputs';

create table supervise.score_rule (
  district_id text not null,
  version integer not null,
  title text not null,
  rules jsonb not null,
  source_text text not null,
  hash text not null,
  valid_from date not null,
  note text not null default ''::text,
  published_by text not null,
  published_by_name text not null,
  published_at timestamp with time zone not null,
  constraint score_rule_pkey PRIMARY KEY (district_id, version),
  constraint score_rule_district_id_valid_from_key UNIQUE (district_id, valid_from),
  constraint score_rule_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
  constraint score_rule_title_check CHECK ((title <> ''::text)),
  constraint score_rule_version_check CHECK ((version > 0))
);
comment on table supervise.score_rule is
  'distributed: published scoring rules, never edited; one is in force from its day up to the day on which the next one begins';

create table supervise.score_run (
  district_id text not null,
  run_id uuid not null,
  from_day date not null,
  to_day date not null,
  counted_to date not null,
  rule_version integer not null,
  rule_hash text not null,
  definition integer not null,
  cut_off bigint not null,
  cut_off_at timestamp with time zone not null,
  inputs_hash text not null,
  result_hash text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamp with time zone not null,
  constraint score_run_pkey PRIMARY KEY (district_id, run_id),
  constraint score_run_check CHECK ((to_day > from_day)),
  constraint score_run_check1 CHECK (((counted_to > from_day) AND (counted_to <= to_day)))
);
comment on table supervise.score_run is
  'distributed: scores of a half-open period as they were computed; the hash covers the canonical bytes that anybody can compute again';
CREATE INDEX score_run_made ON supervise.score_run USING btree (district_id, made_at, run_id);
CREATE INDEX score_run_period ON supervise.score_run USING btree (district_id, from_day, to_day, made_at);

create table supervise.score_tally (
  district_id text not null,
  kind text not null,
  grain text not null,
  starts_on date not null,
  subject text not null,
  amounts jsonb not null,
  constraint score_tally_pkey PRIMARY KEY (district_id, kind, grain, starts_on, subject),
  constraint score_tally_amounts_check CHECK ((amounts <> '{}'::jsonb)),
  constraint score_tally_grain_check CHECK ((grain = ANY (ARRAY['day'::text, 'month'::text])))
);
comment on table supervise.score_tally is
  'distributed: facts in force added up by local day and month, an object of amounts by count; always what adding them up anew would give';

create table supervise.stuck_finding (
  district_id text not null,
  run_id uuid not null,
  case_id uuid not null,
  kind text not null,
  detail jsonb not null,
  constraint stuck_finding_pkey PRIMARY KEY (district_id, run_id, case_id, kind)
);
comment on table supervise.stuck_finding is
  'distributed: an open case that nobody will take further, or that nothing will wake, with what is missing';

create table supervise.stuck_run (
  district_id text not null,
  run_id uuid not null,
  at timestamp with time zone not null,
  cases integer not null,
  findings integer not null,
  digest text not null,
  constraint stuck_run_pkey PRIMARY KEY (district_id, run_id),
  constraint stuck_run_cases_check CHECK ((cases >= 0)),
  constraint stuck_run_digest_check CHECK ((digest ~ '^[0-9a-f]{64}$'::text)),
  constraint stuck_run_findings_check CHECK ((findings >= 0))
);
comment on table supervise.stuck_run is
  'distributed: one proof that every open case has a next actor and a next time; digest is SHA-256 over case, version, actor and time of each, so that a proof without findings says what it looked at';
CREATE INDEX stuck_run_time ON supervise.stuck_run USING btree (district_id, at);

create table supervise.task_decline (
  district_id text not null,
  decline_id uuid not null,
  task text not null,
  case_id uuid not null,
  sample_id uuid,
  line integer,
  collector_id uuid not null,
  reason text not null,
  note text not null default ''::text,
  replaced boolean not null,
  at timestamp with time zone not null,
  constraint task_decline_pkey PRIMARY KEY (district_id, decline_id),
  constraint task_decline_check CHECK (((task = 'sample'::text) = ((sample_id IS NOT NULL) AND (line IS NOT NULL)))),
  constraint task_decline_task_check CHECK ((task = ANY (ARRAY['confirm'::text, 'verify'::text, 'sample'::text])))
);
comment on table supervise.task_decline is
  'distributed: each time a collector handed a task back, with the reason and whether somebody else was found at once; append-only, counted against the district''s limit';
CREATE INDEX task_decline_at ON supervise.task_decline USING btree (district_id, at, decline_id);
CREATE INDEX task_decline_collector ON supervise.task_decline USING btree (district_id, collector_id, at);
CREATE INDEX task_decline_sample ON supervise.task_decline USING btree (district_id, sample_id, line) WHERE (sample_id IS NOT NULL);

create table supervise.urge_case (
  district_id text not null,
  order_id uuid not null,
  case_id uuid not null,
  constraint urge_case_pkey PRIMARY KEY (district_id, order_id, case_id)
);
comment on table supervise.urge_case is
  'distributed: the cases an order is about: one, several or none';
CREATE INDEX urge_case_case ON supervise.urge_case USING btree (district_id, case_id);

create table supervise.urge_event (
  district_id text not null,
  order_id uuid not null,
  seq integer not null,
  kind text not null,
  at timestamp with time zone not null,
  by_id text not null,
  by_name text not null,
  calendar_version integer,
  body jsonb not null,
  constraint urge_event_pkey PRIMARY KEY (district_id, order_id, seq),
  constraint urge_event_kind_check CHECK ((kind = ANY (ARRAY['issued'::text, 'answered'::text, 'sent_back'::text, 'accepted'::text, 'escalated'::text, 'archived'::text]))),
  constraint urge_event_seq_check CHECK ((seq > 0))
);
comment on table supervise.urge_event is
  'distributed: the append-only history of an urge order; its state and its deadline are computed from these rows and from nothing else';

create table supervise.urge_number (
  district_id text not null,
  year integer not null,
  last_number integer not null,
  constraint urge_number_pkey PRIMARY KEY (district_id, year),
  constraint urge_number_last_number_check CHECK ((last_number > 0))
);
comment on table supervise.urge_number is
  'distributed: the last number of an urge order in a year; taken in the same transaction as the order';

create table supervise.urge_order (
  district_id text not null,
  order_id uuid not null,
  year integer not null,
  number integer not null,
  type text not null,
  instructed_by text not null default ''::text,
  text text not null,
  unit_id text not null,
  issued_by text not null,
  issued_by_name text not null,
  issued_at timestamp with time zone not null,
  origin text,
  state text not null,
  constraint urge_order_pkey PRIMARY KEY (district_id, order_id),
  constraint urge_order_district_id_origin_key UNIQUE (district_id, origin),
  constraint urge_order_district_id_year_number_key UNIQUE (district_id, year, number),
  constraint urge_order_number_check CHECK ((number > 0)),
  constraint urge_order_state_check CHECK ((state = ANY (ARRAY['open'::text, 'answered'::text, 'accepted'::text, 'archived'::text]))),
  constraint urge_order_text_check CHECK ((text <> ''::text)),
  constraint urge_order_type_check CHECK ((type = ANY (ARRAY['overdue'::text, 'leader'::text, 'important'::text])))
);
comment on table supervise.urge_order is
  'distributed: urge orders 督办 and leaders'' instructions 批示 (instructed_by says whose); what was ordered never changes, state is the fold of its events cached with each; origin keeps an automatic one from being issued twice';
CREATE INDEX urge_order_issued ON supervise.urge_order USING btree (district_id, issued_at, order_id);
CREATE INDEX urge_order_state ON supervise.urge_order USING btree (district_id, state, issued_at, order_id);
CREATE INDEX urge_order_unit ON supervise.urge_order USING btree (district_id, unit_id, issued_at, order_id);

create table supervise.wall_device (
  district_id text not null,
  device_id uuid not null,
  name text not null,
  token_hash text not null,
  issued_at timestamp with time zone not null,
  issued_by text not null,
  seen_at timestamp with time zone,
  screen text not null default ''::text,
  showing text not null default ''::text,
  revoked_at timestamp with time zone,
  revoked_by text,
  constraint wall_device_pkey PRIMARY KEY (district_id, device_id),
  constraint wall_device_district_id_token_hash_key UNIQUE (district_id, token_hash),
  constraint wall_device_check CHECK (((revoked_at IS NULL) = (revoked_by IS NULL))),
  constraint wall_device_name_check CHECK ((name <> ''::text))
);
comment on table supervise.wall_device is
  'distributed: a wall screen with its read-only token, of which the digest alone is kept; when it was last heard of and what it shows';
CREATE UNIQUE INDEX wall_device_name ON supervise.wall_device USING btree (district_id, name) WHERE (revoked_at IS NULL);

create table supervise.wall_playlist (
  district_id text not null,
  version integer not null,
  items jsonb not null,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint wall_playlist_pkey PRIMARY KEY (district_id, version),
  constraint wall_playlist_version_check CHECK ((version > 0))
);
comment on table supervise.wall_playlist is
  'distributed: which themes the walls of a district show in turn and for how long, version by version; before the first the usual ones';

create table supervise.wall_push (
  district_id text not null,
  push_id uuid not null,
  device_id uuid,
  theme text,
  case_id uuid,
  pushed_at timestamp with time zone not null,
  pushed_by text not null,
  shown_until timestamp with time zone not null,
  ended_at timestamp with time zone,
  view_lon double precision,
  view_lat double precision,
  view_zoom double precision,
  constraint wall_push_pkey PRIMARY KEY (district_id, push_id),
  constraint wall_push_check CHECK ((shown_until > pushed_at)),
  constraint wall_push_one CHECK ((num_nonnulls(theme, case_id, view_zoom) = 1)),
  constraint wall_push_view CHECK ((num_nonnulls(view_lon, view_lat, view_zoom) = ANY (ARRAY[0, 3]))),
  constraint wall_push_view_lat_check CHECK (((view_lat >= ('-85'::integer)::double precision) AND (view_lat <= (85)::double precision))),
  constraint wall_push_view_lon_check CHECK (((view_lon >= ('-180'::integer)::double precision) AND (view_lon <= (180)::double precision))),
  constraint wall_push_view_zoom_check CHECK (((view_zoom >= (8)::double precision) AND (view_zoom <= (16)::double precision)))
);
comment on table supervise.wall_push is
  'distributed: a theme, a case or a part of the map that a seat has put on one wall or on all for some minutes; the playlist goes on afterwards';
CREATE INDEX wall_push_until ON supervise.wall_push USING btree (district_id, shown_until);

alter table "analyse".access_token add constraint access_token_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".access_token add constraint access_token_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table "analyse".alarm_case add constraint alarm_case_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table "analyse".alarm_case add constraint alarm_case_district_id_episode_id_fkey
  FOREIGN KEY (district_id, episode_id) REFERENCES "analyse".alarm_episode(district_id, episode_id);
alter table "analyse".alarm_dry_run add constraint alarm_dry_run_district_id_rule_id_fkey
  FOREIGN KEY (district_id, rule_id) REFERENCES "analyse".alarm_rule(district_id, rule_id);
alter table "analyse".alarm_entry add constraint alarm_entry_district_id_episode_id_fkey
  FOREIGN KEY (district_id, episode_id) REFERENCES "analyse".alarm_episode(district_id, episode_id);
alter table "analyse".alarm_episode add constraint alarm_episode_district_id_assigned_to_fkey
  FOREIGN KEY (district_id, assigned_to) REFERENCES city.person(district_id, person_id);
alter table "analyse".alarm_episode add constraint alarm_episode_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".alarm_episode add constraint alarm_episode_district_id_part_of_fkey
  FOREIGN KEY (district_id, part_of) REFERENCES "analyse".alarm_episode(district_id, episode_id);
alter table "analyse".alarm_episode add constraint alarm_episode_district_id_rule_id_fkey
  FOREIGN KEY (district_id, rule_id) REFERENCES "analyse".alarm_rule(district_id, rule_id);
alter table "analyse".alarm_episode add constraint alarm_episode_district_id_rule_id_rule_version_fkey
  FOREIGN KEY (district_id, rule_id, rule_version) REFERENCES "analyse".alarm_rule_version(district_id, rule_id, version);
alter table "analyse".alarm_number add constraint alarm_number_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".alarm_position add constraint alarm_position_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".alarm_rule add constraint alarm_rule_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".alarm_rule_version add constraint alarm_rule_version_district_id_rule_id_fkey
  FOREIGN KEY (district_id, rule_id) REFERENCES "analyse".alarm_rule(district_id, rule_id);
alter table "analyse".alarm_state add constraint alarm_state_district_id_rule_id_fkey
  FOREIGN KEY (district_id, rule_id) REFERENCES "analyse".alarm_rule(district_id, rule_id);
alter table "analyse".alarm_telling add constraint alarm_telling_district_id_episode_id_fkey
  FOREIGN KEY (district_id, episode_id) REFERENCES "analyse".alarm_episode(district_id, episode_id);
alter table "analyse".alarm_told add constraint alarm_told_district_id_episode_id_fkey
  FOREIGN KEY (district_id, episode_id) REFERENCES "analyse".alarm_telling(district_id, episode_id);
alter table "analyse".chronic_case add constraint chronic_case_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table "analyse".chronic_case add constraint chronic_case_district_id_spot_id_fkey
  FOREIGN KEY (district_id, spot_id) REFERENCES "analyse".chronic_spot(district_id, spot_id);
alter table "analyse".chronic_entry add constraint chronic_entry_district_id_spot_id_fkey
  FOREIGN KEY (district_id, spot_id) REFERENCES "analyse".chronic_spot(district_id, spot_id);
alter table "analyse".chronic_rule add constraint chronic_rule_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".chronic_spot add constraint chronic_spot_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".chronic_spot add constraint chronic_spot_district_id_owner_person_fkey
  FOREIGN KEY (district_id, owner_person) REFERENCES city.person(district_id, person_id);
alter table "analyse".chronic_spot add constraint chronic_spot_district_id_owner_unit_fkey
  FOREIGN KEY (district_id, owner_unit) REFERENCES city.unit(district_id, unit_id);
alter table "analyse".duplicate_rule add constraint duplicate_rule_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".fence add constraint fence_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table "analyse".photo_look add constraint photo_look_district_id_file_id_fkey
  FOREIGN KEY (district_id, file_id) REFERENCES "analyse".photo_seen(district_id, file_id);
alter table "analyse".photo_reuse add constraint photo_reuse_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table "analyse".photo_reuse add constraint photo_reuse_district_id_other_case_id_fkey
  FOREIGN KEY (district_id, other_case_id) REFERENCES city."case"(district_id, case_id);
alter table "analyse".photo_seen add constraint photo_seen_district_id_file_id_fkey
  FOREIGN KEY (district_id, file_id) REFERENCES kernel.file(district_id, file_id);
alter table "analyse".telling_plan add constraint telling_plan_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table auth.account add constraint "account_userId_fkey"
  FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table auth.session add constraint "session_userId_fkey"
  FOREIGN KEY ("userId") REFERENCES auth."user"(id) ON DELETE CASCADE;
alter table city.beat add constraint beat_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.beat_cell add constraint beat_cell_district_id_beat_id_fkey
  FOREIGN KEY (district_id, beat_id) REFERENCES city.beat(district_id, beat_id);
alter table city.beat_duty add constraint beat_duty_district_id_beat_id_fkey
  FOREIGN KEY (district_id, beat_id) REFERENCES city.beat(district_id, beat_id);
alter table city.beat_duty add constraint beat_duty_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.beat_duty add constraint beat_duty_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table city.calendar add constraint calendar_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city."case" add constraint case_district_id_collector_id_fkey
  FOREIGN KEY (district_id, collector_id) REFERENCES city.person(district_id, person_id);
alter table city."case" add constraint case_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city."case" add constraint case_district_id_merged_into_fkey
  FOREIGN KEY (district_id, merged_into) REFERENCES city."case"(district_id, case_id);
alter table city."case" add constraint case_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table city.case_event add constraint case_event_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table city.case_export add constraint case_export_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.case_export_part add constraint case_export_part_district_id_export_id_fkey
  FOREIGN KEY (district_id, export_id) REFERENCES city.case_export(district_id, export_id);
alter table city.case_file add constraint case_file_district_id_case_id_seq_fkey
  FOREIGN KEY (district_id, case_id, seq) REFERENCES city.case_event(district_id, case_id, seq);
alter table city.case_number add constraint case_number_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.case_words add constraint case_words_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table city.category add constraint category_edition_fkey
  FOREIGN KEY (edition) REFERENCES city.edition(edition);
alter table city.category_local add constraint category_local_district_id_version_id_fkey
  FOREIGN KEY (district_id, version_id) REFERENCES city.standard_version(district_id, version_id);
alter table city.category_mapping add constraint category_mapping_from_edition_from_kind_from_code_fkey
  FOREIGN KEY (from_edition, from_kind, from_code) REFERENCES city.category(edition, kind, code);
alter table city.category_mapping add constraint category_mapping_to_edition_to_kind_to_code_fkey
  FOREIGN KEY (to_edition, to_kind, to_code) REFERENCES city.category(edition, kind, code);
alter table city.cell add constraint cell_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.component add constraint component_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.component_bulk add constraint component_bulk_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.component_history add constraint component_history_bulk_fkey
  FOREIGN KEY (district_id, bulk_id) REFERENCES city.component_bulk(district_id, bulk_id);
alter table city.component_history add constraint component_history_district_id_code_fkey
  FOREIGN KEY (district_id, code) REFERENCES city.component(district_id, code);
alter table city.component_sequence add constraint component_sequence_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.district_rules add constraint district_rules_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.division add constraint division_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.duty_area add constraint duty_area_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.duty_area add constraint duty_area_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table city.emergency add constraint emergency_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.filing_condition add constraint filing_condition_district_id_version_id_fkey
  FOREIGN KEY (district_id, version_id) REFERENCES city.standard_version(district_id, version_id);
alter table city.grid_change add constraint grid_change_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.grid_change_shape add constraint grid_change_shape_district_id_number_fkey
  FOREIGN KEY (district_id, number) REFERENCES city.grid_change(district_id, number);
alter table city.industry_switch add constraint industry_switch_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.limit_by_area add constraint limit_by_area_district_id_version_id_condition_id_fkey
  FOREIGN KEY (district_id, version_id, condition_id) REFERENCES city.filing_condition(district_id, version_id, condition_id);
alter table city.limit_table add constraint limit_table_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.person add constraint person_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.person add constraint person_unit
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table city.place_name add constraint place_name_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.place_version add constraint place_version_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.post_grant add constraint post_grant_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table city.post_grant add constraint post_grant_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table city.post_holding add constraint post_holding_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.post_holding add constraint post_holding_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table city.post_holding add constraint post_holding_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table city.saved_view add constraint saved_view_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table city.shift add constraint shift_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.shift add constraint shift_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table city.stage_limit add constraint stage_limit_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.standard_version add constraint standard_version_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.standard_version add constraint standard_version_edition_fkey
  FOREIGN KEY (edition) REFERENCES city.edition(edition);
alter table city.street_line add constraint street_line_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.unit add constraint unit_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table city.unit add constraint unit_district_id_parent_id_fkey
  FOREIGN KEY (district_id, parent_id) REFERENCES city.unit(district_id, unit_id);
alter table city.unit add constraint unit_successor
  FOREIGN KEY (district_id, successor_id) REFERENCES city.unit(district_id, unit_id);
alter table city.unit_change add constraint unit_change_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table command.bulk add constraint bulk_district_id_by_id_fkey
  FOREIGN KEY (district_id, by_id) REFERENCES city.person(district_id, person_id);
alter table command.bulk add constraint bulk_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.bulk add constraint bulk_district_id_undo_of_fkey
  FOREIGN KEY (district_id, undo_of) REFERENCES command.bulk(district_id, bulk_id);
alter table command.bulk_item add constraint bulk_item_district_id_bulk_id_fkey
  FOREIGN KEY (district_id, bulk_id) REFERENCES command.bulk(district_id, bulk_id);
alter table command.bulk_item add constraint bulk_item_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table command.campaign add constraint campaign_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.campaign add constraint campaign_district_id_owner_unit_id_fkey
  FOREIGN KEY (district_id, owner_unit_id) REFERENCES city.unit(district_id, unit_id);
alter table command.campaign_case add constraint campaign_case_district_id_campaign_id_fkey
  FOREIGN KEY (district_id, campaign_id) REFERENCES command.campaign(district_id, campaign_id);
alter table command.campaign_case add constraint campaign_case_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table command.campaign_change add constraint campaign_change_district_id_campaign_id_fkey
  FOREIGN KEY (district_id, campaign_id) REFERENCES command.campaign(district_id, campaign_id);
alter table command.contractor_link add constraint contractor_link_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table command.contractor_link add constraint contractor_link_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.contractor_link add constraint contractor_link_district_id_issued_by_fkey
  FOREIGN KEY (district_id, issued_by) REFERENCES city.person(district_id, person_id);
alter table command.contractor_link add constraint contractor_link_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table command.delivery add constraint delivery_district_id_destination_id_fkey
  FOREIGN KEY (district_id, destination_id) REFERENCES command.destination(district_id, destination_id);
alter table command.delivery_attempt add constraint delivery_attempt_district_id_destination_id_delivery_id_fkey
  FOREIGN KEY (district_id, destination_id, delivery_id) REFERENCES command.delivery(district_id, destination_id, delivery_id);
alter table command.destination add constraint destination_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.emergency_package add constraint emergency_package_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.inspection add constraint inspection_district_id_plan_id_fkey
  FOREIGN KEY (district_id, plan_id) REFERENCES command.inspection_plan(district_id, plan_id);
alter table command.inspection_plan add constraint inspection_plan_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.inspection_plan_turn add constraint inspection_plan_turn_district_id_plan_id_fkey
  FOREIGN KEY (district_id, plan_id) REFERENCES command.inspection_plan(district_id, plan_id);
alter table command.inspection_plan_version add constraint inspection_plan_version_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table command.inspection_plan_version add constraint inspection_plan_version_district_id_plan_id_fkey
  FOREIGN KEY (district_id, plan_id) REFERENCES command.inspection_plan(district_id, plan_id);
alter table command.inspection_plan_version add constraint inspection_plan_version_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table command.inspection_round add constraint inspection_round_district_id_plan_id_fkey
  FOREIGN KEY (district_id, plan_id) REFERENCES command.inspection_plan(district_id, plan_id);
alter table command.limit_draft add constraint limit_draft_district_id_based_on_fkey
  FOREIGN KEY (district_id, based_on) REFERENCES city.standard_version(district_id, version_id);
alter table command.limit_draft add constraint limit_draft_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.notice add constraint notice_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table command.notice add constraint notice_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.notice add constraint notice_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table command.notice_preference add constraint notice_preference_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.notice_preference add constraint notice_preference_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table command.notice_template add constraint notice_template_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.owner add constraint owner_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.owner_answer add constraint owner_answer_district_id_letter_id_fkey
  FOREIGN KEY (district_id, letter_id) REFERENCES command.owner_letter(district_id, letter_id);
alter table command.owner_contact add constraint owner_contact_district_id_owner_id_fkey
  FOREIGN KEY (district_id, owner_id) REFERENCES command.owner(district_id, owner_id);
alter table command.owner_letter add constraint owner_letter_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table command.owner_letter add constraint owner_letter_district_id_owner_id_fkey
  FOREIGN KEY (district_id, owner_id) REFERENCES command.owner(district_id, owner_id);
alter table command.rule_draft add constraint rule_draft_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.rule_set add constraint rule_set_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.rule_set add constraint rule_set_district_id_published_by_fkey
  FOREIGN KEY (district_id, published_by) REFERENCES city.person(district_id, person_id);
alter table command.simulation add constraint simulation_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.simulation_case add constraint simulation_case_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table command.simulation_case add constraint simulation_case_district_id_simulation_id_fkey
  FOREIGN KEY (district_id, simulation_id) REFERENCES command.simulation(district_id, simulation_id) ON DELETE CASCADE;
alter table command.sms add constraint sms_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table command.sms add constraint sms_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.sms add constraint sms_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table command.sms_setting add constraint sms_setting_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.work_order add constraint work_order_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table command.work_order add constraint work_order_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table command.work_order_component add constraint work_order_component_district_id_order_id_fkey
  FOREIGN KEY (district_id, order_id) REFERENCES command.work_order(district_id, order_id);
alter table command.work_order_event add constraint work_order_event_district_id_order_id_fkey
  FOREIGN KEY (district_id, order_id) REFERENCES command.work_order(district_id, order_id);
alter table command.work_order_number add constraint work_order_number_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table kernel.file_derivative add constraint file_derivative_district_id_file_id_fkey
  FOREIGN KEY (district_id, file_id) REFERENCES kernel.file(district_id, file_id) ON DELETE CASCADE;
alter table kernel.file_redaction add constraint file_redaction_district_id_file_id_fkey
  FOREIGN KEY (district_id, file_id) REFERENCES kernel.file(district_id, file_id) ON DELETE CASCADE;
alter table kernel.outbox_delivery add constraint outbox_delivery_district_id_outbox_id_fkey
  FOREIGN KEY (district_id, outbox_id) REFERENCES kernel.outbox(district_id, outbox_id);
alter table kernel.redacted_derivative add constraint redacted_derivative_district_id_file_id_version_fkey
  FOREIGN KEY (district_id, file_id, version) REFERENCES kernel.file_redaction(district_id, file_id, version) ON DELETE CASCADE;
alter table sense.acceptance add constraint acceptance_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table sense.acceptance add constraint acceptance_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.clean_plan add constraint clean_plan_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.device add constraint device_district_id_component_code_fkey
  FOREIGN KEY (district_id, component_code) REFERENCES city.component(district_id, code);
alter table sense.device add constraint device_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.device add constraint device_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table sense.device add constraint device_upstream
  FOREIGN KEY (district_id, upstream_id) REFERENCES sense.device(district_id, device_id);
alter table sense.device_state add constraint device_state_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table sense.instruction add constraint instruction_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table sense.instruction add constraint instruction_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.retention add constraint retention_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.road_pass add constraint road_pass_district_id_device_id_day_fkey
  FOREIGN KEY (district_id, device_id, day) REFERENCES sense.track_day(district_id, device_id, day) ON DELETE CASCADE;
alter table sense.rolled add constraint rolled_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.sender add constraint sender_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.series add constraint series_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table sense.track_day add constraint track_day_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table sense.track_due add constraint track_due_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table sense.track_part add constraint track_part_district_id_device_id_day_fkey
  FOREIGN KEY (district_id, device_id, day) REFERENCES sense.track_day(district_id, device_id, day) ON DELETE CASCADE;
alter table sense.track_rules add constraint track_rules_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.trial add constraint trial_district_id_acceptance_id_fkey
  FOREIGN KEY (district_id, acceptance_id) REFERENCES sense.acceptance(district_id, acceptance_id);
alter table sense.trial add constraint trial_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table sense.trial add constraint trial_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table sense.work_sign add constraint work_sign_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table serve.intake_draft add constraint intake_draft_district_id_person_id_fkey
  FOREIGN KEY (district_id, person_id) REFERENCES city.person(district_id, person_id);
alter table serve.report add constraint report_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.clock_move add constraint clock_move_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.clock_move add constraint clock_move_district_id_reprojection_id_fkey
  FOREIGN KEY (district_id, reprojection_id) REFERENCES supervise.reprojection(district_id, reprojection_id);
alter table supervise.draw add constraint draw_district_id_day_fkey
  FOREIGN KEY (district_id, day) REFERENCES supervise.draw_seed(district_id, day);
alter table supervise.draw_seed add constraint draw_seed_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.gaming_finding add constraint gaming_finding_district_id_run_id_fkey
  FOREIGN KEY (district_id, run_id) REFERENCES supervise.gaming_run(district_id, run_id);
alter table supervise.gaming_note add constraint gaming_note_district_id_finding_id_fkey
  FOREIGN KEY (district_id, finding_id) REFERENCES supervise.gaming_finding(district_id, finding_id);
alter table supervise.gaming_note add constraint gaming_note_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.gaming_run add constraint gaming_run_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.gaming_threshold add constraint gaming_threshold_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.handover add constraint handover_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.ladder add constraint ladder_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.period_report add constraint period_report_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.period_report_case add constraint period_report_case_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.period_report_case add constraint period_report_case_district_id_report_id_fkey
  FOREIGN KEY (district_id, report_id) REFERENCES supervise.period_report(district_id, report_id);
alter table supervise.plan_actual add constraint plan_actual_district_id_target_id_fkey
  FOREIGN KEY (district_id, target_id) REFERENCES supervise.plan_target(district_id, target_id);
alter table supervise.plan_target add constraint plan_target_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.plan_target_version add constraint plan_target_version_district_id_target_id_fkey
  FOREIGN KEY (district_id, target_id) REFERENCES supervise.plan_target(district_id, target_id);
alter table supervise.reprojection add constraint reprojection_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.reprojection_shard add constraint reprojection_shard_district_id_reprojection_id_fkey
  FOREIGN KEY (district_id, reprojection_id) REFERENCES supervise.reprojection(district_id, reprojection_id);
alter table supervise.review add constraint review_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.review add constraint review_district_id_seed_day_fkey
  FOREIGN KEY (district_id, seed_day) REFERENCES supervise.draw_seed(district_id, day);
alter table supervise.review_item add constraint review_item_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.review_item add constraint review_item_district_id_day_fkey
  FOREIGN KEY (district_id, day) REFERENCES supervise.review(district_id, day);
alter table supervise.rung_fired add constraint rung_fired_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.sample add constraint sample_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.sample add constraint sample_district_id_seed_day_fkey
  FOREIGN KEY (district_id, seed_day) REFERENCES supervise.draw_seed(district_id, day);
alter table supervise.sample_stratum add constraint sample_stratum_district_id_sample_id_fkey
  FOREIGN KEY (district_id, sample_id) REFERENCES supervise.sample(district_id, sample_id);
alter table supervise.sample_task add constraint sample_task_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.sample_task add constraint sample_task_district_id_collector_id_fkey
  FOREIGN KEY (district_id, collector_id) REFERENCES city.person(district_id, person_id);
alter table supervise.sample_task add constraint sample_task_district_id_sample_id_stratum_fkey
  FOREIGN KEY (district_id, sample_id, stratum) REFERENCES supervise.sample_stratum(district_id, sample_id, stratum);
alter table supervise.score_case add constraint score_case_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.score_check add constraint score_check_district_id_run_id_fkey
  FOREIGN KEY (district_id, run_id) REFERENCES supervise.score_run(district_id, run_id);
alter table supervise.score_dirty add constraint score_dirty_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.score_fact add constraint score_fact_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.score_roll add constraint score_roll_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.score_row add constraint score_row_district_id_run_id_fkey
  FOREIGN KEY (district_id, run_id) REFERENCES supervise.score_run(district_id, run_id);
alter table supervise.score_rule add constraint score_rule_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.score_run add constraint score_run_district_id_rule_version_fkey
  FOREIGN KEY (district_id, rule_version) REFERENCES supervise.score_rule(district_id, version);
alter table supervise.score_tally add constraint score_tally_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.stuck_finding add constraint stuck_finding_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.stuck_finding add constraint stuck_finding_district_id_run_id_fkey
  FOREIGN KEY (district_id, run_id) REFERENCES supervise.stuck_run(district_id, run_id);
alter table supervise.stuck_run add constraint stuck_run_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.task_decline add constraint task_decline_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.task_decline add constraint task_decline_district_id_collector_id_fkey
  FOREIGN KEY (district_id, collector_id) REFERENCES city.person(district_id, person_id);
alter table supervise.task_decline add constraint task_decline_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.urge_case add constraint urge_case_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.urge_case add constraint urge_case_district_id_order_id_fkey
  FOREIGN KEY (district_id, order_id) REFERENCES supervise.urge_order(district_id, order_id);
alter table supervise.urge_event add constraint urge_event_district_id_order_id_fkey
  FOREIGN KEY (district_id, order_id) REFERENCES supervise.urge_order(district_id, order_id);
alter table supervise.urge_number add constraint urge_number_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.urge_order add constraint urge_order_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.urge_order add constraint urge_order_district_id_unit_id_fkey
  FOREIGN KEY (district_id, unit_id) REFERENCES city.unit(district_id, unit_id);
alter table supervise.wall_device add constraint wall_device_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.wall_playlist add constraint wall_playlist_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table supervise.wall_push add constraint wall_push_district_id_case_id_fkey
  FOREIGN KEY (district_id, case_id) REFERENCES city."case"(district_id, case_id);
alter table supervise.wall_push add constraint wall_push_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES supervise.wall_device(district_id, device_id);
alter table supervise.wall_push add constraint wall_push_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
