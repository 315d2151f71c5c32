alter table city.unit add column retired_on date;
alter table city.unit add column successor_id text;
alter table city.unit add constraint unit_successor foreign key (district_id, successor_id) references city.unit (district_id, unit_id);
alter table city.unit add constraint unit_retired check (successor_id is null or retired_on is not null);
comment on column city.unit.retired_on is 'from this day on it answers for nothing new; what it had stays under its name';
comment on column city.unit.successor_id is 'whose people finish what it still had in hand';

create table city.unit_change (
  district_id text not null,
  change_id   uuid not null,
  unit_id     text not null,
  kind        text not null check (kind in ('created', 'amended', 'moved', 'retired')),
  before      jsonb not null,
  after       jsonb not null,
  reason      text not null,
  by_name     text not null,
  at          timestamptz not null,
  primary key (district_id, change_id),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id)
);
comment on table city.unit_change is 'distributed: what became of a unit, when, by whom and why; appended only';
create index unit_change_unit on city.unit_change (district_id, unit_id, at);
