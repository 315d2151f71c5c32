create table sense.spool_position (
  spool_id uuid        not null primary key,
  position bigint      not null check (position >= 0),
  moved_at timestamptz not null
);
comment on table sense.spool_position is
  'local: how far the frames of one gateway''s spool have been taken over, moved in the transaction that takes them over';

create table sense.frame (
  district_id text        not null,
  device_id   uuid        not null,
  received_at timestamptz not null,
  position    bigint      not null,
  protocol    text        not null,
  bytes       bytea       not null,
  fault       text,
  primary key (district_id, device_id, received_at, position)
) partition by range (received_at);
comment on table sense.frame is
  'distributed: frames as they came, kept to be read again with a newer dictionary, a partition for each day of UTC; fault says why one could not be read';

create table sense.stray (
  protocol text        not null,
  sender   text        not null,
  first_at timestamptz not null,
  last_at  timestamptz not null,
  frames   bigint      not null check (frames > 0),
  sample   bytea       not null,
  primary key (protocol, sender)
);
comment on table sense.stray is
  'local: who speaks to a gateway without being registered, how often, and one frame of it';
