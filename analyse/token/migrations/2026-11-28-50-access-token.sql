create schema if not exists "analyse";

create table "analyse".access_token (
  district_id text        not null references city.district,
  token_id    uuid        not null,
  person_id   uuid        not null,
  name        text        not null check (name <> ''),
  token_hash  text        not null,
  reads       text[]      not null check (reads <@ array['components', 'cases']),
  issued_at   timestamptz not null,
  expires_at  timestamptz not null check (expires_at > issued_at),
  used_at     timestamptz,
  revoked_at  timestamptz,
  revoked_by  text,
  primary key (district_id, token_id),
  unique (district_id, token_hash),
  foreign key (district_id, person_id) references city.person (district_id, person_id),
  check ((revoked_at is null) = (revoked_by is null))
);
comment on table "analyse".access_token is
  'distributed: a token with which somebody’s map program reads features in their name, of which the digest alone is kept; what it covers beside cells, until when, and when it was last used (to the minute)';
create unique index access_token_name on "analyse".access_token (district_id, person_id, name) where revoked_at is null;
