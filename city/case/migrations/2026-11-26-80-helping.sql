alter table city.case add column co_open_ids text[] not null default '{}';
comment on column city.case.co_open_ids is 'helping units that have yet to report, as the fold says; the work list of a helping unit';
update city.case set co_open_ids = co_unit_ids where co_unit_ids <> '{}' and stage in ('dispatched', 'handling', 'returned', 'suspended');
