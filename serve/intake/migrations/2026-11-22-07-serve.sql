create schema if not exists serve;

create table serve.report (
  district_id       text        not null,
  report_id         uuid        not null,
  case_id           uuid        not null,
  tracking_code     text        not null check (tracking_code ~ '^[0-9A-HJKMNP-TV-Z]{12}$'),
  channel           text        not null,
  name_masked       text        not null default '',
  phone_masked      text        not null default '',
  name_sealed       bytea,
  phone_sealed      bytea,
  phone_fingerprint text,
  foreign_id        text,
  reported_at       timestamptz not null,
  primary key (district_id, report_id),
  unique (district_id, tracking_code),
  unique (district_id, channel, foreign_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table serve.report is
  'distributed: who brought a case and how to answer them; name and telephone sealed (AES-256-GCM), shown masked, every reveal audited (PIPL art. 6, 51); a merged case keeps its own reporters';
create index report_case on serve.report (district_id, case_id);
create index report_phone on serve.report (district_id, phone_fingerprint) where phone_fingerprint is not null;
