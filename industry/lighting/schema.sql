-- The database as all migrations leave it; for reading and for comparing, never for running on a server.
-- Rendered by: node tools/launch.mjs tools/schema.ts

create schema lighting;

create table lighting.lamp (
  district_id text not null,
  device_id uuid not null,
  group_id uuid not null,
  is_half boolean not null default false,
  constraint lamp_pkey PRIMARY KEY (district_id, device_id)
);
comment on table lighting.lamp is
  'distributed: which group a lamp controller is switched with; is_half marks those that rest in the middle of the night';
CREATE INDEX lamp_of_group ON lighting.lamp USING btree (district_id, group_id);

create table lighting.lamp_group (
  district_id text not null,
  group_id uuid not null,
  name text not null,
  calendar jsonb not null,
  revision integer not null default 1,
  changed_at timestamp with time zone not null,
  changed_by text not null,
  constraint lamp_group_pkey PRIMARY KEY (district_id, group_id),
  constraint lamp_group_district_id_name_key UNIQUE (district_id, name),
  constraint lamp_group_calendar_check CHECK ((jsonb_typeof(calendar) = 'object'::text)),
  constraint lamp_group_name_check CHECK ((name <> ''::text)),
  constraint lamp_group_revision_check CHECK ((revision > 0))
);
comment on table lighting.lamp_group is
  'distributed: lamps that are switched together, with the calendar they burn by (minutes from sunset and sunrise, seasons, half-night)';

create table lighting.sample (
  district_id text not null,
  sample_id uuid not null,
  street text not null,
  lamps integer not null,
  lit integer not null,
  sampled_at timestamp with time zone not null,
  by_name text not null,
  constraint sample_pkey PRIMARY KEY (district_id, sample_id),
  constraint sample_check CHECK (((lit >= 0) AND (lit <= lamps))),
  constraint sample_lamps_check CHECK ((lamps > 0)),
  constraint sample_street_check CHECK ((street <> ''::text))
);
comment on table lighting.sample is
  'distributed: lamps looked at in a street at night and how many of them burnt';
CREATE INDEX sample_at ON lighting.sample USING btree (district_id, sampled_at);

create table lighting.switching (
  district_id text not null,
  switching_id uuid not null,
  group_id uuid,
  is_on boolean not null,
  reason text not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  asked_by uuid not null,
  asked_name text not null,
  asked_at timestamp with time zone not null,
  needs_second boolean not null,
  second_by uuid,
  second_name text,
  decided_at timestamp with time zone,
  state text not null,
  constraint switching_pkey PRIMARY KEY (district_id, switching_id),
  constraint switching_check CHECK ((until_at > from_at)),
  constraint switching_check1 CHECK (((second_by IS NULL) OR (second_by <> asked_by))),
  constraint switching_check2 CHECK (((second_by IS NULL) = (second_name IS NULL))),
  constraint switching_check3 CHECK (((state <> 'in_force'::text) OR (NOT needs_second) OR (second_by IS NOT NULL))),
  constraint switching_reason_check CHECK ((reason <> ''::text)),
  constraint switching_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'in_force'::text, 'refused'::text, 'ended'::text])))
);
comment on table lighting.switching is
  'distributed: lamps switched by hand for a while, a group or (group_id null) all of them; what would darken all waits for a second person';
CREATE INDEX switching_open ON lighting.switching USING btree (district_id, until_at) WHERE (state = ANY (ARRAY['waiting'::text, 'in_force'::text]));

create table lighting.told (
  district_id text not null,
  device_id uuid not null,
  is_on boolean not null,
  told_at timestamp with time zone not null,
  tries integer not null default 1,
  plan text not null default ''::text,
  constraint told_pkey PRIMARY KEY (district_id, device_id),
  constraint told_tries_check CHECK ((tries > 0))
);
comment on table lighting.told is
  'distributed: what a lamp was last told by its group''s calendar or a hand, when and how often, and for which night it has its hours';

alter table lighting.lamp add constraint lamp_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES sense.device(district_id, device_id);
alter table lighting.lamp add constraint lamp_district_id_group_id_fkey
  FOREIGN KEY (district_id, group_id) REFERENCES lighting.lamp_group(district_id, group_id);
alter table lighting.lamp_group add constraint lamp_group_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table lighting.sample add constraint sample_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table lighting.switching add constraint switching_district_id_fkey
  FOREIGN KEY (district_id) REFERENCES city.district(district_id);
alter table lighting.switching add constraint switching_district_id_group_id_fkey
  FOREIGN KEY (district_id, group_id) REFERENCES lighting.lamp_group(district_id, group_id);
alter table lighting.told add constraint told_district_id_device_id_fkey
  FOREIGN KEY (district_id, device_id) REFERENCES lighting.lamp(district_id, device_id) ON DELETE CASCADE;
