alter table sense.track_day
  add column sees_from timestamptz,
  add column sees_to   timestamptz;
comment on column sense.track_day.sees_from is
  'from here on positions bear on the day, which may be before it: a trip that runs over midnight is one, of the day it began; null where the day was cut by itself';
comment on column sense.track_day.sees_to is
  'up to here, which may be behind the day';
comment on table sense.track_due is
  'distributed: days of devices to be cut, since positions came to a time that bears on them';
insert into sense.track_due (district_id, device_id, day, due_at)
select district_id, device_id, day, now() from sense.track_day where day >= current_date - 31
 order by district_id, device_id, day
on conflict do nothing;
