-- A unit's helped cases are few among all that are shared; without this every shared case of the district was read to find them.
create index case_helpers on city.case using gin (co_unit_ids) where co_unit_ids <> '{}';
