create schema if not exists command;

create table command.rule_draft (
  district_id text not null references city.district,
  draft_id    uuid not null,
  title       text not null check (title <> ''),
  based_on    int,
  rules       jsonb not null check (jsonb_typeof(rules) = 'array'),
  revision    int not null default 1 check (revision > 0),
  saved_at    timestamptz not null,
  saved_by    text not null,
  primary key (district_id, draft_id)
);
comment on table command.rule_draft is 'distributed: routing rules being written; a draft decides nothing, revision refuses two who write at once';

create table command.rule_set (
  district_id   text not null references city.district,
  version       int not null check (version > 0),
  title         text not null check (title <> ''),
  rules         jsonb not null check (jsonb_typeof(rules) = 'array'),
  digest        text not null check (digest ~ '^[0-9a-f]{64}$'),
  based_on      int,
  simulation_id uuid,
  valid_from    timestamptz not null,
  published_at  timestamptz not null,
  published_by  uuid not null,
  signed_as     text not null check (signed_as <> ''),
  reason        text not null check (reason <> ''),
  primary key (district_id, version),
  foreign key (district_id, published_by) references city.person (district_id, person_id)
);
comment on table command.rule_set is 'distributed: published routing rules, each version whole and never changed; in force from valid_from until the next version''s; digest is the SHA-256 of its canonical JSON after the digest before';
create index rule_set_validity on command.rule_set (district_id, valid_from, version);
