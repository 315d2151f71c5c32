create table city.saved_view (
  district_id text             not null,
  person_id   uuid             not null,
  page        text             not null check (page in ('cases')),
  name        text collate "C" not null check (name <> ''),
  search      jsonb            not null check (jsonb_typeof(search) = 'object'),
  saved_at    timestamptz      not null,
  primary key (district_id, person_id, page, name),
  foreign key (district_id, person_id) references city.person (district_id, person_id)
);
comment on table city.saved_view is
  'distributed: filters that a person keeps under a name; they hold no case, and what they find is judged anew each time';
