create table command.sms (
  district_id     text        not null references city.district,
  sms_id          uuid        not null,
  person_id       uuid,
  report_id       uuid,
  case_id         uuid,
  template        text        not null,
  phone_masked    text        not null,
  text            text        not null check (text <> ''),
  segments        int         not null check (segments > 0),
  state           text        not null default 'queued' check (state in ('queued', 'sent', 'dead')),
  attempts        int         not null default 0 check (attempts >= 0),
  next_attempt_at timestamptz not null,
  lease           uuid,
  last_error      text,
  gateway_id      text,
  made_at         timestamptz not null,
  sent_at         timestamptz,
  primary key (district_id, sms_id),
  check ((person_id is null) <> (report_id is null)),
  foreign key (district_id, person_id) references city.person (district_id, person_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table command.sms is
  'distributed: text messages to go out or gone; the number itself stays sealed where it was given and is read when the message is sent, here it is masked';
create index sms_due on command.sms (next_attempt_at) where state = 'queued';
create index sms_order on command.sms (district_id, made_at desc, sms_id desc);
create index sms_sent on command.sms (district_id, sent_at) where state = 'sent';

create table command.sms_setting (
  district_id  text    not null primary key references city.district,
  enabled      boolean not null,
  to_reporters boolean not null,
  per_minute   int     not null check (per_minute between 1 and 6000)
);
comment on table command.sms_setting is
  'distributed: whether a district sends text messages, whether also to those who reported, and how many a minute; without a row none go out';
