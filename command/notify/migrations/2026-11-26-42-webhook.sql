create table command.destination (
  district_id    text        not null references city.district,
  destination_id uuid        not null,
  name           text        not null check (name <> ''),
  url            text        not null check (url ~ '^https?://'),
  topics         text[]      not null check (topics <> '{}'),
  kinds          text[]      not null default '{}',
  enabled        boolean     not null,
  disabled_why   text,
  secret_sealed  bytea,
  former_sealed  bytea,
  former_until   timestamptz,
  made_by        text        not null,
  made_at        timestamptz not null,
  changed_at     timestamptz not null,
  removed_at     timestamptz,
  primary key (district_id, destination_id),
  check ((former_sealed is null) = (former_until is null))
);
comment on table command.destination is
  'distributed: who outside is told of what by webhook; kinds empty means every kind of event; the secret is sealed, and the one before it signs beside it until former_until';

create table command.delivery (
  district_id     text        not null,
  destination_id  uuid        not null,
  delivery_id     uuid        not null,
  topic           text        not null,
  key             text        not null,
  position        bigint      not null,
  payload         jsonb       not null,
  happened_at     timestamptz not null,
  state           text        not null default 'pending' check (state in ('pending', 'delivered', 'dead')),
  attempts        int         not null default 0 check (attempts >= 0),
  replays         int         not null default 0 check (replays >= 0),
  next_attempt_at timestamptz not null,
  lease           uuid,
  last_status     int,
  last_error      text,
  delivered_at    timestamptz,
  primary key (district_id, destination_id, delivery_id),
  foreign key (district_id, destination_id) references command.destination (district_id, destination_id)
);
comment on table command.delivery is
  'distributed: what one destination is to receive or has received; delivery_id is the outbox event''s id and travels as webhook-id, the same in every attempt and replay, so that the other side can tell repeats';
create index delivery_order on command.delivery (district_id, destination_id, key, position) where state = 'pending';
create index delivery_next on command.delivery (district_id, destination_id, position) where state = 'pending';
create index delivery_due on command.delivery (district_id, destination_id, next_attempt_at) where state = 'pending';
create index delivery_log on command.delivery (district_id, destination_id, state, happened_at desc, delivery_id desc);
create index delivery_time on command.delivery (district_id, destination_id, happened_at);

create table command.delivery_attempt (
  district_id    text        not null,
  destination_id uuid        not null,
  delivery_id    uuid        not null,
  attempt_id     uuid        not null,
  at             timestamptz not null,
  took_ms        int         not null check (took_ms >= 0),
  status         int,
  error          text,
  primary key (district_id, destination_id, delivery_id, attempt_id),
  foreign key (district_id, destination_id, delivery_id) references command.delivery
);
comment on table command.delivery_attempt is
  'distributed: each attempt to deliver, with the answer''s status and how long it took; of the answer''s body nothing is kept';
