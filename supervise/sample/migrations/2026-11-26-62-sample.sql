create table supervise.sample (
  district_id text        not null references city.district,
  sample_id   uuid        not null,
  closed_from date        not null,
  closed_to   date        not null check (closed_to > closed_from),
  size        int         not null check (size >= 0),
  stratified  text        not null check (stratified in ('unit', 'street')),
  allocation  text        not null check (allocation in ('proportional', 'neyman')),
  seed_day    date        not null,
  seed_digest text        not null,
  made_at     timestamptz not null,
  primary key (district_id, sample_id),
  unique (district_id, closed_from),
  foreign key (district_id, seed_day) references supervise.draw_seed (district_id, day)
);
comment on table supervise.sample is
  'distributed: a week''s re-sampling of closed cases: from which days (half-open), how many, by which strata; drawn by the seed of a day, so that it can be drawn again';

create table supervise.sample_stratum (
  district_id text not null,
  sample_id   uuid not null,
  stratum     text not null,
  name        text not null,
  population  int  not null check (population > 0),
  size        int  not null check (size between 0 and population),
  primary key (district_id, sample_id, stratum),
  foreign key (district_id, sample_id) references supervise.sample (district_id, sample_id)
);
comment on table supervise.sample_stratum is
  'distributed: the strata of a sample with how many cases each had closed as solved and how many were drawn';

create table supervise.sample_task (
  district_id  text        not null,
  sample_id    uuid        not null,
  line         int         not null check (line > 0),
  stratum      text        not null,
  case_id      uuid        not null,
  collector_id uuid,
  answer       text        check (answer in ('solved', 'not_solved', 'cannot_tell')),
  note         text        not null default '',
  files        uuid[]      not null default '{}',
  presence     jsonb,
  answered_at  timestamptz,
  primary key (district_id, sample_id, line),
  unique (district_id, sample_id, case_id),
  foreign key (district_id, sample_id, stratum) references supervise.sample_stratum (district_id, sample_id, stratum),
  foreign key (district_id, case_id) references city.case (district_id, case_id),
  foreign key (district_id, collector_id) references city.person (district_id, person_id),
  check ((answer is null) = (answered_at is null))
);
comment on table supervise.sample_task is
  'distributed: one drawn case to be looked at again by a collector who neither reported nor verified it; answered once';
create index sample_task_collector on supervise.sample_task (district_id, collector_id, sample_id, line) where answer is null;
create index sample_task_case on supervise.sample_task (district_id, case_id);
