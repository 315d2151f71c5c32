alter table sense.device add column upstream_id uuid;
alter table sense.device add constraint device_upstream foreign key (district_id, upstream_id) references sense.device (district_id, device_id);
alter table sense.device add constraint device_not_its_own_upstream check (upstream_id <> device_id);
create index device_upstream on sense.device (district_id, upstream_id) where upstream_id is not null;
