create table city.emergency (
  district_id  text        not null references city.district,
  emergency_id uuid        not null,
  name         text        not null check (name <> ''),
  level        text        not null check (level <> ''),
  effects      jsonb       not null,
  on_at        timestamptz not null,
  on_by        text        not null check (on_by <> ''),
  on_reason    text        not null check (on_reason <> ''),
  off_at       timestamptz check (off_at >= on_at),
  off_by       text,
  off_reason   text,
  primary key (district_id, emergency_id),
  check ((off_at is null) = (off_by is null) and (off_at is null) = (off_reason is null))
);
comment on table city.emergency is
  'distributed: each stretch in which a district was in an emergency, with the package''s effects as they were when it was switched on; the one without off_at is in force';
create unique index emergency_one on city.emergency (district_id) where off_at is null;
