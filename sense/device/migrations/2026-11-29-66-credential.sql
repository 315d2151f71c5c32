alter table sense.device
  add column mapping         jsonb check (jsonb_typeof(mapping) = 'object'),
  add column credential_hash text check (credential_hash ~ '^[0-9a-f]{64}$'),
  add column credential_rule text not null default 'tolerate' check (credential_rule in ('tolerate', 'refuse'));
comment on column sense.device.mapping is
  'how the maker''s own JSON is read: paths in the message, each with metric, unit and scale; null: our own form';
comment on column sense.device.credential_hash is 'SHA-256 of what the device shows; the credential itself is kept nowhere';
comment on column sense.device.credential_rule is
  'whether a device with a wrong password is heard all the same; over MQTT it never is';
