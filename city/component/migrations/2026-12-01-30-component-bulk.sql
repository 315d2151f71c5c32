create table city.component_bulk (
  district_id text not null references city.district,
  bulk_id uuid not null,
  kind text not null check (kind ~ '^[0-9]{4,5}$'),
  attributes jsonb not null check (jsonb_typeof(attributes) = 'object'),
  reason text not null check (reason <> ''),
  by text not null,
  at timestamptz not null,
  done integer not null check (done > 0),
  undone_at timestamptz,
  undone_by text,
  undo_reason text,
  undone integer check (undone >= 0),
  primary key (district_id, bulk_id),
  check ((undone_at is null) = (undone_by is null) and (undone_at is null) = (undo_reason is null)
    and (undone_at is null) = (undone is null))
);
create index component_bulk_at on city.component_bulk (district_id, at desc, bulk_id desc);
comment on table city.component_bulk is 'distributed: one change of attributes made to many components of a kind at once; what each was before stands in its own history';

alter table city.component_history add column bulk_id uuid;
alter table city.component_history add constraint component_history_bulk_fkey
  foreign key (district_id, bulk_id) references city.component_bulk (district_id, bulk_id);
create index component_history_bulk on city.component_history (district_id, bulk_id) where bulk_id is not null;
