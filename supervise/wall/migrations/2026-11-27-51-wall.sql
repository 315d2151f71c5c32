create table supervise.wall_device (
  district_id text        not null references city.district,
  device_id   uuid        not null,
  name        text        not null check (name <> ''),
  token_hash  text        not null,
  issued_at   timestamptz not null,
  issued_by   text        not null,
  seen_at     timestamptz,
  screen      text        not null default '',
  showing     text        not null default '',
  revoked_at  timestamptz,
  revoked_by  text,
  primary key (district_id, device_id),
  unique (district_id, token_hash),
  check ((revoked_at is null) = (revoked_by is null))
);
comment on table supervise.wall_device is
  'distributed: a wall screen with its read-only token, of which the digest alone is kept; when it was last heard of and what it shows';
create unique index wall_device_name on supervise.wall_device (district_id, name) where revoked_at is null;

create table supervise.wall_playlist (
  district_id text        not null references city.district,
  version     int         not null check (version > 0),
  items       jsonb       not null,
  changed_at  timestamptz not null,
  changed_by  text        not null,
  primary key (district_id, version)
);
comment on table supervise.wall_playlist is
  'distributed: which themes the walls of a district show in turn and for how long, version by version; before the first the usual ones';

create table supervise.wall_push (
  district_id text        not null references city.district,
  push_id     uuid        not null,
  device_id   uuid,
  theme       text,
  case_id     uuid,
  pushed_at   timestamptz not null,
  pushed_by   text        not null,
  shown_until timestamptz not null check (shown_until > pushed_at),
  ended_at    timestamptz,
  primary key (district_id, push_id),
  check ((theme is null) <> (case_id is null)),
  foreign key (district_id, device_id) references supervise.wall_device (district_id, device_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table supervise.wall_push is
  'distributed: a theme or a case that a seat has put on one wall or on all for some minutes; the playlist goes on afterwards';
create index wall_push_until on supervise.wall_push (district_id, shown_until);
