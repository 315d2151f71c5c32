create table supervise.review (
  district_id text        not null references city.district,
  day         date        not null,
  population  text[]      not null,
  size        int         not null check (size between 0 and cardinality(population)),
  seed_day    date        not null,
  seed_digest text        not null,
  made_at     timestamptz not null,
  primary key (district_id, day),
  foreign key (district_id, seed_day) references supervise.draw_seed (district_id, day)
);
comment on table supervise.review is
  'distributed: one day''s closings and voidings and how many were drawn to be looked at again; population holds case:seq of each, so that anybody with the seed can draw again';

create table supervise.review_item (
  district_id    text        not null,
  day            date        not null,
  line           int         not null check (line > 0),
  case_id        uuid        not null,
  seq            int         not null check (seq > 0),
  kind           text        not null check (kind in ('closed', 'force_closed', 'voided')),
  done_by        text        not null,
  verdict        text        check (verdict in ('right', 'wrong')),
  reason         text        not null default '',
  followed       text        check (followed in ('reopened', 'noted')),
  judged_by      text,
  judged_by_name text,
  judged_at      timestamptz,
  primary key (district_id, day, line),
  unique (district_id, day, case_id, seq),
  foreign key (district_id, day) references supervise.review (district_id, day),
  foreign key (district_id, case_id) references city.case (district_id, case_id),
  check ((verdict is null) = (judged_at is null)),
  check ((followed is not null) = (verdict is not null and verdict = 'wrong'))
);
comment on table supervise.review_item is
  'distributed: one drawn closing or voiding with the verdict on it, given once by somebody who did not do it; done_by: whose step it was';
create index review_item_case on supervise.review_item (district_id, case_id);
