create schema if not exists supervise;

create table supervise.period_report (
  district_id text        not null references city.district,
  report_id   uuid        not null,
  kind        text        not null check (kind in ('daily', 'weekly', 'monthly')),
  starts_on   date        not null,
  ends_on     date        not null check (ends_on > starts_on),
  asked_at    timestamptz not null,
  asked_by    text        not null,
  progress    int         not null default 0 check (progress between 0 and 100),
  failed_at   timestamptz,
  made_at     timestamptz,
  cut_off     timestamptz,
  rule        text,
  figures     text,
  sha256      text        check (sha256 ~ '^[0-9a-f]{64}$'),
  primary key (district_id, report_id),
  unique (district_id, kind, starts_on),
  check ((made_at is null) = (figures is null)),
  check ((made_at is null) = (sha256 is null)),
  check ((made_at is null) = (cut_off is null)),
  check ((made_at is null) = (rule is null))
);
comment on table supervise.period_report is
  'distributed: daily, weekly and monthly reports, one for each period; figures are frozen text under sha256, computed from events before cut_off';

create table supervise.period_report_case (
  district_id    text        not null,
  report_id      uuid        not null,
  number         text        not null,
  case_id        uuid        not null,
  source         text        not null,
  stage          text        not null,
  category       text,
  category_name  text,
  street         text,
  community      text,
  cell           text,
  place_text     text        not null,
  unit           text,
  marks          text[]      not null,
  returned_by    text[]      not null,
  reported_at    timestamptz not null,
  filed_at       timestamptz,
  closed_at      timestamptz,
  due_at         timestamptz,
  hours          jsonb       not null,
  primary key (district_id, report_id, number),
  foreign key (district_id, report_id) references supervise.period_report (district_id, report_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table supervise.period_report_case is
  'distributed: the cases behind a report''s numbers with what each counted under at the cut-off; the figures can be computed again from these rows';
