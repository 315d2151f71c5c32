create table command.limit_draft (
  district_id text not null references city.district,
  based_on    uuid not null,
  changes     jsonb not null check (jsonb_typeof(changes) = 'array'),
  revision    int not null check (revision > 0),
  saved_at    timestamptz not null,
  saved_by    text not null check (saved_by <> ''),
  primary key (district_id),
  foreign key (district_id, based_on) references city.standard_version (district_id, version_id)
);
comment on table command.limit_draft is 'distributed: the limits of filing conditions that are to change, one draft a district; it decides nothing until it is signed, revision refuses two who write at once';
