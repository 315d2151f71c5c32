create schema if not exists command;

create table command.emergency_package (
  district_id text        not null references city.district,
  package_id  uuid        not null,
  version     int         not null check (version > 0),
  name        text        not null check (name <> ''),
  level       text        not null check (level <> ''),
  effects     jsonb       not null,
  changed_at  timestamptz not null,
  changed_by  text        not null check (changed_by <> ''),
  primary key (district_id, package_id),
  unique (district_id, name)
);
comment on table command.emergency_package is
  'distributed: what is prepared for an emergency; switching it on copies its effects to city.emergency, so that a later edit changes no emergency in force';
