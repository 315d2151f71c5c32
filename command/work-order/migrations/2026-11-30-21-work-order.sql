create schema if not exists command;

create table command.work_order (
  district_id text        not null references city.district,
  order_id    uuid        not null,
  number      text        not null,
  industry_id text        not null,
  job_id      text        not null,
  title       jsonb       not null check (jsonb_typeof(title) = 'object'),
  state       text        not null check (state in ('planned', 'assigned', 'begun', 'done', 'accepted', 'cancelled')),
  codes       text[]      not null,
  unit_id     text,
  unit_name   text,
  person_id   uuid,
  person_name text,
  signed      int         not null check (signed >= 0),
  points      int         not null check (points > 0),
  sent_back   int         not null check (sent_back >= 0),
  planned_at  timestamptz not null,
  due_at      timestamptz,
  done_at     timestamptz,
  accepted_at timestamptz,
  version     int         not null check (version > 0),
  primary key (district_id, order_id),
  unique (district_id, number),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id),
  check (signed <= points)
);
create index work_order_listed on command.work_order (district_id, state, planned_at desc, order_id);
create index work_order_of_unit on command.work_order (district_id, unit_id, state);
comment on table command.work_order is
  'distributed: a work order as it stands, folded from command.work_order_event in the same transaction';

create table command.work_order_event (
  district_id text        not null,
  order_id    uuid        not null,
  seq         int         not null check (seq > 0),
  kind        text        not null check (kind in
    ('planned', 'assigned', 'begun', 'signed', 'done', 'accepted', 'sent_back', 'cancelled')),
  at          timestamptz not null,
  by_id       uuid        not null,
  by_name     text        not null check (by_name <> ''),
  body        jsonb       not null check (jsonb_typeof(body) = 'object'),
  primary key (district_id, order_id, seq),
  foreign key (district_id, order_id) references command.work_order (district_id, order_id)
);
comment on table command.work_order_event is 'distributed: the history of work orders, append-only';

create table command.work_order_component (
  district_id text not null,
  code        text not null,
  order_id    uuid not null,
  primary key (district_id, code, order_id),
  foreign key (district_id, order_id) references command.work_order (district_id, order_id)
);
comment on table command.work_order_component is 'distributed: which components a work order is about';

create table command.work_order_number (
  district_id text not null references city.district,
  day         date not null,
  last        int  not null check (last > 0),
  primary key (district_id, day)
);
comment on table command.work_order_number is 'distributed: the last number given to a work order on each day';
