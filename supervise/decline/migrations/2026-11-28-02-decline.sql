create table supervise.task_decline (
  district_id  text        not null references city.district,
  decline_id   uuid        not null,
  task         text        not null check (task in ('confirm', 'verify', 'sample')),
  case_id      uuid        not null,
  sample_id    uuid,
  line         int,
  collector_id uuid        not null,
  reason       text        not null,
  note         text        not null default '',
  replaced     boolean     not null,
  at           timestamptz not null,
  primary key (district_id, decline_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id),
  foreign key (district_id, collector_id) references city.person (district_id, person_id),
  check ((task = 'sample') = (sample_id is not null and line is not null))
);
comment on table supervise.task_decline is
  'distributed: each time a collector handed a task back, with the reason and whether somebody else was found at once; append-only, counted against the district''s limit';
comment on table supervise.draw is
  'distributed: who was drawn from whom, for a verification (subject: the case, seq: its event) or a task of re-sampling (subject: the sample, seq: its line, 10 000 higher for each time it was handed back); a named one has no rank and a reason. Append-only';
create index task_decline_collector on supervise.task_decline (district_id, collector_id, at);
create index task_decline_at on supervise.task_decline (district_id, at, decline_id);
create index task_decline_sample on supervise.task_decline (district_id, sample_id, line) where sample_id is not null;
