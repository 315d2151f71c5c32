create table supervise.reprojection_shard (
  district_id     text not null,
  reprojection_id uuid not null,
  shard           int  not null check (shard > 0),
  after           uuid not null,
  up_to           uuid check (up_to >= after),
  looked          int  not null default 0 check (looked >= 0),
  moved_cases     int  not null default 0 check (moved_cases >= 0),
  moved_clocks    int  not null default 0 check (moved_clocks >= 0),
  failed          int  not null default 0 check (failed >= 0),
  finished_at     timestamptz,
  primary key (district_id, reprojection_id, shard),
  foreign key (district_id, reprojection_id) references supervise.reprojection (district_id, reprojection_id)
);
comment on table supervise.reprojection_shard is
  'distributed: a range of case ids of one re-projection, taken by one worker at a time; after is the last case done, written in the transaction that does it, so that it goes on where it was killed; the last range has no end, for cases reported meanwhile';

insert into supervise.reprojection_shard
       (district_id, reprojection_id, shard, after, looked, moved_cases, moved_clocks, failed, finished_at)
select district_id, reprojection_id, 1, cursor, looked, moved_cases, moved_clocks, failed, finished_at
  from supervise.reprojection where started_at is not null;

alter table supervise.reprojection
  drop column cursor, drop column looked, drop column moved_cases, drop column moved_clocks, drop column failed;
comment on table supervise.reprojection is
  'distributed: one computing anew of every open clock, begun by a calendar, limits or an emergency; its shards say how far it has come';
