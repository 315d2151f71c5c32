create table command.owner (
  district_id text        not null references city.district,
  owner_id    uuid        not null,
  name        text        not null check (name <> ''),
  note        text        not null,
  made_at     timestamptz not null,
  made_by     text        not null check (made_by <> ''),
  ended_at    timestamptz,
  primary key (district_id, owner_id),
  unique (district_id, name)
);
comment on table command.owner is
  'distributed: who owns things of the register and is no unit of the district, by the name the register knows; ended is not told any more';

create table command.owner_contact (
  district_id  text        not null,
  owner_id     uuid        not null,
  contact_id   uuid        not null,
  name_sealed  bytea       not null,
  name_masked  text        not null,
  phone_sealed bytea       not null,
  phone_masked text        not null,
  added_at     timestamptz not null,
  added_by     text        not null check (added_by <> ''),
  ended_at     timestamptz,
  ended_by     text,
  primary key (district_id, contact_id),
  foreign key (district_id, owner_id) references command.owner (district_id, owner_id),
  check ((ended_at is null) = (ended_by is null))
);
create index owner_contact_of on command.owner_contact (district_id, owner_id) where ended_at is null;
comment on table command.owner_contact is
  'distributed: whom to tell at an owner; name and telephone sealed, shown masked, every reveal audited';

create table command.owner_letter (
  district_id  text        not null,
  letter_id    uuid        not null,
  case_id      uuid        not null,
  owner_id     uuid        not null,
  turn         int         not null default 1 check (turn > 0),
  valid_to     timestamptz not null,
  told_at      timestamptz not null,
  told_by      text        not null check (told_by <> ''),
  told_count   int         not null check (told_count >= 0),
  opened_at    timestamptz,
  answers      int         not null default 0 check (answers >= 0),
  photos       int         not null default 0 check (photos >= 0),
  ended_at     timestamptz,
  ended_by     text,
  primary key (district_id, letter_id),
  unique (district_id, case_id, owner_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id),
  foreign key (district_id, owner_id) references command.owner (district_id, owner_id),
  check ((ended_at is null) = (ended_by is null))
);
comment on table command.owner_letter is
  'distributed: a case told to the owner of the thing it is on; its link is signed by identifier and turn, so that nothing secret is kept, and a new turn makes the old link worth nothing';

create table command.owner_answer (
  district_id text        not null,
  letter_id   uuid        not null,
  seq         int         not null check (seq > 0),
  answer      text        not null check (answer in ('acknowledged', 'planned', 'done', 'not_ours')),
  planned_at  timestamptz,
  note        text        not null,
  files       uuid[]      not null,
  at          timestamptz not null,
  primary key (district_id, letter_id, seq),
  foreign key (district_id, letter_id) references command.owner_letter (district_id, letter_id),
  check ((answer = 'planned') = (planned_at is not null))
);
comment on table command.owner_answer is 'distributed: what an owner answered by its link, append-only; each is noted on the case too';

alter table command.sms add column contact_id uuid;
alter table command.sms add column letter_id uuid;
alter table command.sms drop constraint sms_check;
alter table command.sms add constraint sms_to_one check (num_nonnulls(person_id, report_id, contact_id) = 1);
alter table command.sms add constraint sms_letter check ((contact_id is null) = (letter_id is null));
