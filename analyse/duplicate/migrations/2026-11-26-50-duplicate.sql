create schema if not exists "analyse";

create table "analyse".duplicate_rule (
  district_id   text        not null references city.district,
  rule_id       uuid        not null,
  category      text        not null check (category ~ '^([0-9]{4}/(component|matter)/[0-9]{4,5})?$'),
  radius_metres int         not null check (radius_metres between 1 and 2000),
  within_hours  int         not null check (within_hours between 1 and 2160),
  basis         text        not null check (basis <> ''),
  valid_from    timestamptz not null,
  set_by        text        not null,
  primary key (district_id, rule_id),
  unique (district_id, category, valid_from)
);
comment on table "analyse".duplicate_rule is
  'distributed: how near in place and time two cases of one category are taken for one problem (50 m, 24 h [S17] where nothing is set); an empty category means every, the newest row of a category is in force, none is ever changed';
