create table sense.acceptance (
  district_id   text        not null references city.district,
  acceptance_id uuid        not null,
  device_id     uuid        not null,
  made_at       timestamptz not null,
  made_by       text        not null check (made_by <> ''),
  from_at       timestamptz not null,
  frames        int         not null check (frames >= 0),
  grade         text        check (grade in ('A', 'B', 'C', 'D')),
  report        jsonb       not null check (jsonb_typeof(report) = 'object'),
  primary key (district_id, acceptance_id),
  foreign key (district_id, device_id) references sense.device,
  check (from_at < made_at)
);
create index acceptance_of_device on sense.acceptance (district_id, device_id, made_at desc);
comment on table sense.acceptance is
  'distributed: what a device was found to be worth by the clauses of its protocol, over the frames kept of a stretch of time; the report stays when the frames are dropped';
