create table city.district_rules (
  district_id text        not null references city.district,
  version     int         not null check (version > 0),
  rules       jsonb       not null,
  by_id       text        not null,
  by_name     text        not null,
  at          timestamptz not null,
  reason      text        not null check (length(reason) >= 2),
  primary key (district_id, version)
);
comment on table city.district_rules is
  'distributed: every version of what a district decided about approvals, required files and the citizen''s veto, with who decided it, when and why; only ever added to. The newest is in force for cases reported from then on';
