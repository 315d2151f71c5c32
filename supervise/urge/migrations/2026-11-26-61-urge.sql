create schema if not exists supervise;

create table supervise.urge_number (
  district_id text not null references city.district,
  year        int  not null,
  last_number int  not null check (last_number > 0),
  primary key (district_id, year)
);
comment on table supervise.urge_number is
  'distributed: the last number of an urge order in a year; taken in the same transaction as the order';

create table supervise.urge_order (
  district_id    text        not null references city.district,
  order_id       uuid        not null,
  year           int         not null,
  number         int         not null check (number > 0),
  type           text        not null check (type in ('overdue', 'leader', 'important')),
  instructed_by  text        not null default '',
  text           text        not null check (text <> ''),
  unit_id        text        not null,
  issued_by      text        not null,
  issued_by_name text        not null,
  issued_at      timestamptz not null,
  origin         text,
  state          text        not null check (state in ('open', 'answered', 'accepted', 'archived')),
  primary key (district_id, order_id),
  unique (district_id, year, number),
  unique (district_id, origin),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id)
);
comment on table supervise.urge_order is
  'distributed: urge orders 督办 and leaders'' instructions 批示 (instructed_by says whose); what was ordered never changes, state is the fold of its events cached with each; origin keeps an automatic one from being issued twice';
create index urge_order_state on supervise.urge_order (district_id, state, issued_at, order_id);
create index urge_order_unit on supervise.urge_order (district_id, unit_id, issued_at, order_id);
create index urge_order_issued on supervise.urge_order (district_id, issued_at, order_id);

create table supervise.urge_case (
  district_id text not null,
  order_id    uuid not null,
  case_id     uuid not null,
  primary key (district_id, order_id, case_id),
  foreign key (district_id, order_id) references supervise.urge_order (district_id, order_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table supervise.urge_case is 'distributed: the cases an order is about: one, several or none';
create index urge_case_case on supervise.urge_case (district_id, case_id);

create table supervise.urge_event (
  district_id      text        not null,
  order_id         uuid        not null,
  seq              int         not null check (seq > 0),
  kind             text        not null check (kind in ('issued', 'answered', 'sent_back', 'accepted', 'escalated', 'archived')),
  at               timestamptz not null,
  by_id            text        not null,
  by_name          text        not null,
  calendar_version int,
  body             jsonb       not null,
  primary key (district_id, order_id, seq),
  foreign key (district_id, order_id) references supervise.urge_order (district_id, order_id)
);
comment on table supervise.urge_event is
  'distributed: the append-only history of an urge order; its state and its deadline are computed from these rows and from nothing else';
