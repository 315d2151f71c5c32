create table kernel.outbox (
  district_id text        not null,
  outbox_id   uuid        not null,
  topic       text        not null check (topic ~ '^[a-z][a-z0-9.-]{0,99}$'),
  key         text        not null,
  payload     jsonb       not null,
  recorded_at timestamptz not null default now(),
  position    bigint      check (position > 0),
  relayed_at  timestamptz,
  primary key (district_id, outbox_id),
  unique (district_id, position),
  check ((position is null) = (relayed_at is null))
);
comment on table kernel.outbox is
  'distributed: what happened, recorded in the transaction in which it happened and told to others afterwards';
comment on column kernel.outbox.key is 'whatever must be told in order: for a case, its id';
comment on column kernel.outbox.position is
  'given after commit, one by one without gaps in a district; identifiers alone would let a late commit slip in behind a reader';
create index outbox_unrelayed on kernel.outbox (district_id, outbox_id) where position is null;
create index outbox_age on kernel.outbox (relayed_at) where relayed_at is not null;

create table kernel.outbox_head (
  district_id text   not null primary key,
  position    bigint not null check (position >= 0)
);
comment on table kernel.outbox_head is
  'distributed: the last position given; its row lock makes one relay at a time the giver';

create table kernel.outbox_cursor (
  district_id text   not null,
  subscriber  text   not null check (subscriber ~ '^[a-z][a-z0-9.-]{0,63}$'),
  position    bigint not null check (position >= 0),
  primary key (district_id, subscriber)
);
comment on table kernel.outbox_cursor is
  'distributed: up to which position a subscriber''s deliveries have been written down';

create table kernel.outbox_delivery (
  district_id     text        not null,
  subscriber      text        not null,
  outbox_id       uuid        not null,
  position        bigint      not null,
  key             text        not null,
  state           text        not null default 'pending' check (state in ('pending', 'dead')),
  attempts        int         not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz not null default now(),
  lease           uuid,
  last_error      text,
  primary key (district_id, subscriber, outbox_id),
  foreign key (district_id, outbox_id) references kernel.outbox
);
comment on table kernel.outbox_delivery is
  'distributed: what a subscriber has still to receive; a row goes when it is delivered, and stays as dead when it cannot be';
comment on column kernel.outbox_delivery.next_attempt_at is
  'not before this instant: the end of the lease while somebody delivers it, the end of the back-off after a failure';
create index outbox_delivery_order on kernel.outbox_delivery (district_id, subscriber, key, position)
  where state = 'pending';
create index outbox_delivery_due on kernel.outbox_delivery (subscriber, next_attempt_at) where state = 'pending';
create index outbox_delivery_event on kernel.outbox_delivery (district_id, outbox_id);
