alter table sense.device_state add column latest jsonb not null default '{}' check (jsonb_typeof(latest) = 'object');
comment on column sense.device_state.latest is
  'the last value of each metric: milliseconds since 1970, value, quality';

update sense.device_state d set latest = coalesce((
  select jsonb_object_agg(r.metric, jsonb_build_array((extract(epoch from t.at) * 1000)::bigint, t.value, t.quality))
    from sense.series r
    cross join lateral (
      select at, value, quality from sense.telemetry t
       where t.district_id = r.district_id and t.series_id = r.series_id order by at desc limit 1) t
   where r.district_id = d.district_id and r.device_id = d.device_id), '{}');
