create schema if not exists supervise;

create table supervise.handover (
  district_id   text        not null references city.district,
  handover_id   uuid        not null,
  desk          text        not null check (desk in ('intake', 'duty_chief', 'dispatcher')),
  since         timestamptz not null,
  given_at      timestamptz not null check (given_at > since),
  given_by      text        not null,
  given_by_name text        not null,
  note          text        not null,
  body          jsonb       not null,
  taken_at      timestamptz check (taken_at >= given_at),
  taken_by      text check (taken_by <> given_by),
  taken_by_name text,
  taken_note    text,
  primary key (district_id, handover_id),
  check (num_nulls(taken_at, taken_by, taken_by_name, taken_note) in (0, 4))
);
comment on table supervise.handover is
  'distributed: what one shift of a desk left to the next, as it stood when it was given; signed by both, and by two different people';
create unique index handover_waits on supervise.handover (district_id, desk) where taken_at is null;
create index handover_given on supervise.handover (district_id, given_at, handover_id);
