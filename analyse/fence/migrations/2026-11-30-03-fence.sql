create table "analyse".fence (
  district_id text        not null references city.district,
  fence_id    uuid        not null,
  revision    int         not null check (revision > 0),
  body        jsonb       check (jsonb_typeof(body) = 'object'),
  changed_at  timestamptz not null,
  changed_by  text        not null check (changed_by <> ''),
  reason      text        not null default '',
  primary key (district_id, fence_id, revision)
);
comment on table "analyse".fence is
  'distributed: areas and routes that rules may name, with the hours in which they hold, every revision; one without a body ends the fence. A rule keeps the outline of the revision it was drafted by';
