-- Appeals and their decisions are few among many events and are looked for by themselves.
create index case_event_appeal on city.case_event (district_id, kind, at, case_id)
  where kind in ('appealed', 'appeal_decided');
