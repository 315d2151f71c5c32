alter table city.case add column vetoes int not null default 0;
alter table city.case add column watch_at timestamptz;
comment on column city.case.watch_at is
  'when the deadline watch must look at this case next: the next rung of a running clock or the end of a suspension, computed by the ledger with every event';
create index case_watch on city.case (district_id, watch_at) where watch_at is not null;
create index case_pending on city.case (district_id, pending, (coalesce(due_at, 'infinity')), case_id) where pending <> '';

-- Whoever was open before there was a watch is looked at once, and is armed by that look.
update city.case set watch_at = now() where stage not in ('closed', 'refused', 'void', 'merged');
