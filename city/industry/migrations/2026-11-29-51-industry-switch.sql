create table city.industry_switch (
  district_id text        not null references city.district,
  industry_id text        not null check (industry_id ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'),
  seq         int         not null check (seq > 0),
  is_on       boolean     not null,
  reason      text        not null check (reason <> ''),
  at          timestamptz not null,
  by_name     text        not null,
  primary key (district_id, industry_id, seq)
);
comment on table city.industry_switch is
  'distributed: every time an industry was turned on or off in a district, with who and why; the last entry holds, none is changed';
