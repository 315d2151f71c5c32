create table city.edition (
  edition text primary key check (edition ~ '^[0-9]{4}$'),
  standard text not null unique,
  name text not null,
  minor_digits int not null check (minor_digits in (2, 3)),
  in_force_from date not null,
  replaced_from date check (replaced_from > in_force_from)
);
comment on table city.edition is 'reference: editions of the national catalogue of components and matters; validity is half-open';

create table city.category (
  edition text not null references city.edition,
  kind text not null check (kind in ('component', 'matter')),
  major text not null check (major ~ '^[0-9]{2}$'),
  minor text not null check (minor ~ '^[0-9]{2,3}$'),
  code text not null check (code = major || minor),
  major_name text not null check (major_name <> ''),
  name text not null check (name <> ''),
  pinyin text not null,
  source text not null,
  mark text not null,
  primary key (edition, kind, major, minor),
  unique (edition, kind, code)
);
comment on table city.category is 'reference: 小类 by edition; pinyin is the name''s syllables with blanks between; mark says how well the row is known';

create table city.category_mapping (
  from_edition text not null,
  from_kind text not null,
  from_code text not null,
  to_edition text not null check (to_edition <> from_edition),
  to_kind text not null,
  to_code text not null,
  basis text not null,
  mark text not null,
  primary key (from_edition, from_kind, from_code, to_edition),
  foreign key (from_edition, from_kind, from_code) references city.category (edition, kind, code),
  foreign key (to_edition, to_kind, to_code) references city.category (edition, kind, code)
);
comment on table city.category_mapping is 'reference: the successor of a category in another edition';

create table city.standard_version (
  district_id text not null references city.district,
  version_id uuid not null,
  edition text not null references city.edition,
  name text not null check (name <> ''),
  source text not null,
  status text not null default 'draft' check (status in ('draft', 'published', 'retired')),
  valid_from date,
  valid_to date check (valid_to > valid_from),
  created_at timestamptz not null,
  published_at timestamptz,
  primary key (district_id, version_id),
  check ((status = 'draft') = (valid_from is null)),
  check ((status = 'draft') = (published_at is null)),
  check (status <> 'retired' or valid_to is not null)
);
create unique index standard_version_open on city.standard_version (district_id, edition)
  where status = 'published' and valid_to is null;
comment on table city.standard_version is 'distributed: a district''s own filing and closing standard, version by version; validity is half-open; a published version never changes but for its end';

create table city.category_local (
  district_id text not null,
  version_id uuid not null,
  kind text not null check (kind in ('component', 'matter')),
  major text not null check (major ~ '^[0-9]{2}$'),
  minor text not null check (minor ~ '^[0-9]{2,3}$'),
  major_name text not null check (major_name <> ''),
  name text not null check (name <> ''),
  extension boolean not null,
  pinyin text not null,
  primary key (district_id, version_id, kind, major, minor),
  foreign key (district_id, version_id) references city.standard_version
);
comment on table city.category_local is 'distributed: 小类 a version adds to its edition (extension) or names in its own way';

create table city.filing_condition (
  district_id text not null,
  version_id uuid not null,
  condition_id uuid not null,
  kind text not null check (kind in ('component', 'matter')),
  major text not null check (major ~ '^[0-9]{2}$'),
  minor text not null check (minor ~ '^[0-9]{2,3}$'),
  ordinal int not null check (ordinal > 0),
  condition text not null check (condition <> ''),
  closing text not null check (closing <> ''),
  disposing_units text not null default '',
  supervising_units text not null default '',
  source text not null default '',
  mark text not null default '',
  primary key (district_id, version_id, condition_id),
  unique (district_id, version_id, kind, major, minor, ordinal),
  foreign key (district_id, version_id) references city.standard_version
);
create index filing_condition_id on city.filing_condition (district_id, condition_id);
comment on table city.filing_condition is 'distributed: 立案条件 of a 小类 with its 结案条件 and the units it names';

create table city.limit_by_area (
  district_id text not null,
  version_id uuid not null,
  condition_id uuid not null,
  area_class text not null default '*' check (area_class <> ''),
  value numeric not null check (value > 0),
  unit text not null check (unit in ('urgent_second', 'urgent_minute', 'urgent_hour', 'urgent_day', 'natural_day', 'work_minute', 'work_hour', 'work_day')),
  note text not null default '',
  primary key (district_id, version_id, condition_id, area_class),
  foreign key (district_id, version_id, condition_id) references city.filing_condition
);
comment on table city.limit_by_area is 'distributed: 处置时限 of a condition by class of area; * is every area without a row of its own';
