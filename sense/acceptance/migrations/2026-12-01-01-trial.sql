alter table sense.acceptance
  add column trials text[] check (trials <@ array['resend', 'ask', 'cut']);

create table sense.trial (
  district_id     text        not null references city.district,
  trial_id        uuid        not null,
  device_id       uuid        not null,
  trials          text[]      not null check (trials <@ array['resend', 'ask', 'cut']),
  minutes         int         not null check (minutes between 1 and 1440),
  asked_at        timestamptz not null,
  asked_by        text        not null check (asked_by <> ''),
  asked_by_id     text        not null check (asked_by_id <> ''),
  state           text        not null default 'waiting'
                  check (state in ('waiting', 'running', 'over', 'withdrawn', 'missed', 'lost')),
  wait_until      timestamptz not null,
  gateway         text,
  started_at      timestamptz,
  ends_at         timestamptz,
  beat_at         timestamptz,
  stop_asked_at   timestamptz,
  ended_at        timestamptz,
  progress        jsonb check (jsonb_typeof(progress) = 'object'),
  acceptance_id   uuid,
  primary key (district_id, trial_id),
  foreign key (district_id, device_id) references sense.device,
  foreign key (district_id, acceptance_id) references sense.acceptance,
  check (wait_until > asked_at),
  check ((started_at is null) = (ends_at is null) and (started_at is null) = (beat_at is null)),
  check ((state in ('waiting', 'running')) = (ended_at is null)),
  check ((state = 'over') = (acceptance_id is not null)),
  check (state <> 'running' or (started_at is not null and gateway is not null))
);
create unique index trial_open on sense.trial (district_id, device_id) where state in ('waiting', 'running');
create index trial_of_device on sense.trial (district_id, device_id, asked_at desc);
comment on table sense.trial is
  'distributed: the wish that a device be tried over its connection, which gateway does so, how far it has come, and the report that it ended with';
