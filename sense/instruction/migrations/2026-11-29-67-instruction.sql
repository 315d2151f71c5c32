create table sense.instruction (
  district_id    text        not null references city.district,
  instruction_id uuid        not null,
  device_id      uuid        not null,
  kind           text        not null check (kind ~ '^[a-z][a-z-]*$'),
  parameters     jsonb       not null default '{}' check (jsonb_typeof(parameters) = 'object'),
  reason         text        not null check (reason <> ''),
  asked_at       timestamptz not null,
  asked_by       text        not null check (asked_by <> ''),
  asked_by_id    text        not null check (asked_by_id <> ''),
  expires_at     timestamptz not null,
  state          text        not null default 'queued'
                 check (state in ('queued', 'sent', 'done', 'failed', 'expired', 'withdrawn')),
  tries          int         not null default 0 check (tries >= 0),
  sent_at        timestamptz,
  ended_at       timestamptz,
  result         jsonb check (jsonb_typeof(result) = 'object'),
  primary key (district_id, instruction_id),
  foreign key (district_id, device_id) references sense.device,
  check (expires_at > asked_at),
  check ((state in ('queued', 'sent')) = (ended_at is null))
);
create index instruction_of_device on sense.instruction (district_id, device_id, asked_at desc);
create index instruction_open on sense.instruction (expires_at) where state in ('queued', 'sent');
comment on table sense.instruction is
  'distributed: what a device was told to do, by whom and why, until when it may still be told, how often it was, and what it answered';
