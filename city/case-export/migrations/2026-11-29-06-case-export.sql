create table city.case_export (
  district_id text        not null references city.district,
  export_id   uuid        not null,
  by_id       text        not null,
  filter      jsonb       not null check (jsonb_typeof(filter) = 'object'),
  columns     text[]      not null check (cardinality(columns) > 0),
  grants      text        not null,
  asked_at    timestamptz not null,
  state       text        not null default 'waiting' check (state in ('waiting', 'running', 'ready', 'failed', 'expired')),
  total       int         not null check (total >= 0),
  rows        int         not null default 0 check (rows >= 0),
  bytes       bigint      not null default 0 check (bytes >= 0),
  next        text,
  ended_at    timestamptz,
  expires_at  timestamptz not null,
  primary key (district_id, export_id)
);
create index case_export_by on city.case_export (district_id, by_id, asked_at desc);
create index case_export_expiring on city.case_export (expires_at) where state <> 'expired';
comment on table city.case_export is
  'distributed: long exports of case lists; filter and columns as asked, grants is what its owner might see when it was asked for, next is where a run that was ended goes on';

create table city.case_export_part (
  district_id text not null,
  export_id   uuid not null,
  ordinal     int  not null check (ordinal >= 0),
  content     bytea not null,
  primary key (district_id, export_id, ordinal),
  foreign key (district_id, export_id) references city.case_export
);
comment on table city.case_export_part is
  'distributed: the pieces of an export''s file in their order; deleted when the export expires';
