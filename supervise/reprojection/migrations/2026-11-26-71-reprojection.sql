create schema if not exists supervise;

create table supervise.reprojection (
  district_id     text        not null references city.district,
  reprojection_id uuid        not null,
  cause           text        not null check (cause in ('calendar', 'limit', 'emergency')),
  reason          text        not null,
  by_name         text        not null,
  plan            jsonb       not null,
  requested_at    timestamptz not null,
  started_at      timestamptz,
  finished_at     timestamptz,
  cursor          uuid        not null default '00000000-0000-0000-0000-000000000000',
  total           int         not null default 0 check (total >= 0),
  looked          int         not null default 0 check (looked >= 0),
  moved_cases     int         not null default 0 check (moved_cases >= 0),
  moved_clocks    int         not null default 0 check (moved_clocks >= 0),
  failed          int         not null default 0 check (failed >= 0),
  primary key (district_id, reprojection_id)
);
comment on table supervise.reprojection is
  'distributed: one computing anew of every open clock, begun by a calendar, limits or an emergency; cursor is the last case done, written in the transaction that does it, so that it goes on where it was killed';
create index reprojection_time on supervise.reprojection (district_id, requested_at);
create index reprojection_open on supervise.reprojection (district_id, requested_at) where finished_at is null;

create table supervise.clock_move (
  district_id     text not null,
  reprojection_id uuid not null,
  case_id         uuid not null,
  clock           text not null,
  before          timestamptz,
  after           timestamptz,
  new_limit       jsonb,
  recorded        boolean not null,
  primary key (district_id, reprojection_id, case_id, clock),
  foreign key (district_id, reprojection_id) references supervise.reprojection (district_id, reprojection_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table supervise.clock_move is
  'distributed: a clock whose deadline or budget a re-projection moved; recorded is false where the case''s own table of steps has no such event, so that only the cached deadline followed';
create index clock_move_case on supervise.clock_move (district_id, case_id);
