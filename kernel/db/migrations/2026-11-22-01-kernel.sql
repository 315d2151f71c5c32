create schema if not exists kernel;

create table kernel.idempotency_key (
  district_id  text        not null,
  actor_id     text        not null,
  key          text        not null check (length(key) between 8 and 200),
  request_hash text        not null,
  status       int         not null,
  reply        jsonb,
  recorded_at  timestamptz not null default now(),
  primary key (district_id, actor_id, key)
);
comment on table kernel.idempotency_key is
  'distributed: one row a command that was carried out; the same key with the same body gives the same reply, with another body it is refused';
create index idempotency_key_age on kernel.idempotency_key (recorded_at);

create table kernel.audit_entry (
  district_id text        not null,
  audit_id    uuid        not null,
  at          timestamptz not null,
  actor_id    text        not null,
  act         text        not null,
  target      text        not null,
  outcome     text        not null check (outcome in ('done', 'refused')),
  detail      jsonb       not null default '{}',
  request_id  text        not null,
  primary key (district_id, audit_id)
);
comment on table kernel.audit_entry is
  'distributed: who did what to what, when and with which result (GB/T 22239-2019 8.1.4.3 b); appended only, in the transaction of the act';
create index audit_entry_target on kernel.audit_entry (district_id, target, at);
