create table sense.work_sign (
  district_id text        not null,
  device_id   uuid        not null,
  revision    int         not null check (revision > 0),
  sign        jsonb       check (jsonb_typeof(sign) = 'object'),
  changed_at  timestamptz not null,
  changed_by  text        not null check (changed_by <> ''),
  reason      text        not null check (reason <> ''),
  primary key (district_id, device_id, revision),
  foreign key (district_id, device_id) references sense.device
);
comment on table sense.work_sign is
  'distributed: by which value or input of a device it is told that it works, such as its brushes; the highest revision holds, null says that there is none and speed tells';

alter table sense.road_pass
  add column by_sign    boolean not null default false,
  add column is_forward boolean;
comment on column sense.road_pass.by_sign is
  'whether is_work is told by the sign of work of the device; else by its speed';
comment on column sense.road_pass.is_forward is
  'whether it was driven from the beginning of the line to its end; where traffic keeps right that is the side swept; null where it was cut before this was kept';
