create schema if not exists command;

create table command.campaign (
  district_id text        not null references city.district,
  campaign_id uuid        not null,
  name        text        not null check (name <> ''),
  goal        text        not null,
  target      int         not null check (target between 1 and 100),
  starts_on   date        not null,
  ends_on     date        not null check (ends_on > starts_on),
  filter      jsonb       not null,
  opened_at   timestamptz not null,
  opened_by   text        not null check (opened_by <> ''),
  closed_at   timestamptz,
  closed_by   text,
  summary     text,
  primary key (district_id, campaign_id),
  unique (district_id, name),
  check ((closed_at is null) = (closed_by is null) and (closed_at is null) = (summary is null))
);
comment on table command.campaign is
  'distributed: a special campaign: which cases of which days belong to it is computed by its filter (ends_on is the first day after it), target is the share of them to be closed in percent';

create table command.campaign_case (
  district_id text        not null,
  campaign_id uuid        not null,
  case_id     uuid        not null,
  included    boolean     not null,
  reason      text        not null check (reason <> ''),
  by_name     text        not null check (by_name <> ''),
  at          timestamptz not null,
  primary key (district_id, campaign_id, case_id),
  foreign key (district_id, campaign_id) references command.campaign (district_id, campaign_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table command.campaign_case is
  'distributed: a case that somebody put into a campaign or took out of it by hand, against what the filter says';
create index campaign_case_case on command.campaign_case (district_id, case_id);
