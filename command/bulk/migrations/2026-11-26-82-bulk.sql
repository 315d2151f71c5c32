create schema if not exists command;

create table command.bulk (
  district_id text        not null references city.district,
  bulk_id     uuid        not null,
  action      text        not null,
  input       jsonb       not null,
  by_id       uuid        not null,
  by_name     text        not null,
  at          timestamptz not null,
  undo_of     uuid,
  primary key (district_id, bulk_id),
  unique (district_id, undo_of),
  foreign key (district_id, undo_of) references command.bulk (district_id, bulk_id),
  foreign key (district_id, by_id) references city.person (district_id, person_id)
);
comment on table command.bulk is
  'distributed: one step ordered for many cases at once; undo_of names the bulk that this one takes back, which can be done once';
create index bulk_by on command.bulk (district_id, by_id, at desc);

create table command.bulk_item (
  district_id text not null,
  bulk_id     uuid not null,
  ordinal     int  not null check (ordinal >= 0),
  case_id     uuid not null,
  number      text not null,
  seen        int  not null check (seen > 0),
  body        jsonb,
  outcome     text not null default 'waiting' check (outcome in ('waiting', 'done', 'refused')),
  refusal     jsonb,
  before      jsonb,
  after       jsonb,
  settled_at  timestamptz,
  primary key (district_id, bulk_id, ordinal),
  unique (district_id, bulk_id, case_id),
  check ((outcome = 'waiting') = (settled_at is null)),
  check ((outcome = 'refused') = (refusal is not null)),
  check ((outcome = 'done') = (after is not null)),
  foreign key (district_id, bulk_id) references command.bulk (district_id, bulk_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table command.bulk_item is
  'distributed: one case of a bulk, settled in the transaction that takes its step; seen is the history length its owner looked at, body what is asked of this case alone, before and after where it stood';
create index bulk_item_waiting on command.bulk_item (district_id, bulk_id, ordinal) where outcome = 'waiting';
