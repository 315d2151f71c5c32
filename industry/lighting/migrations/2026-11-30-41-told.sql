create table lighting.told (
  district_id text        not null,
  device_id   uuid        not null,
  is_on       boolean     not null,
  told_at     timestamptz not null,
  tries       int         not null default 1 check (tries > 0),
  plan        text        not null default '',
  primary key (district_id, device_id),
  foreign key (district_id, device_id) references lighting.lamp (district_id, device_id) on delete cascade
);
comment on table lighting.told is
  'distributed: what a lamp was last told by its group''s calendar or a hand, when and how often, and for which night it has its hours';
