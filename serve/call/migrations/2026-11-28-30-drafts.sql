create table serve.intake_draft (
  district_id text        not null,
  draft_id    uuid        not null,
  person_id   uuid        not null,
  content     bytea       not null,
  begun_at    timestamptz not null,
  saved_at    timestamptz not null,
  primary key (district_id, draft_id),
  foreign key (district_id, person_id) references city.person (district_id, person_id)
);
comment on table serve.intake_draft is
  'distributed: what somebody at the desk has written during a call and not yet registered, for themselves alone and sealed whole, since it names a caller; gone once it is registered, dropped, or a week old';
create index intake_draft_of_person on serve.intake_draft (district_id, person_id, saved_at desc);
create index intake_draft_age on serve.intake_draft (saved_at);
