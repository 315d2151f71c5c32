alter table command.campaign
  add version int not null default 1 check (version > 0),
  add owner_unit_id text,
  add early_reason text,
  add foreign key (district_id, owner_unit_id) references city.unit (district_id, unit_id);
comment on table command.campaign is
  'distributed: a special campaign: which cases of which days belong to it is computed by its filter (ends_on is the first day after it; closed early it ends then, for early_reason), target is the share of them to be closed in percent';

create table command.campaign_change (
  district_id text        not null,
  campaign_id uuid        not null,
  version     int         not null check (version > 1),
  at          timestamptz not null,
  by_id       uuid        not null,
  by_name     text        not null check (by_name <> ''),
  reason      text        not null check (reason <> ''),
  fields      jsonb       not null,
  primary key (district_id, campaign_id, version),
  foreign key (district_id, campaign_id) references command.campaign (district_id, campaign_id)
);
comment on table command.campaign_change is
  'distributed: who changed what of a campaign and why: each field with what it was before and is after, append-only';
