create schema if not exists "analyse";

create table "analyse".photo_seen (
  district_id text        not null,
  file_id     uuid        not null,
  state       text        not null check (state in ('known', 'plain', 'unreadable')),
  detail      real        not null check (detail >= 0),
  seen_at     timestamptz not null,
  primary key (district_id, file_id),
  foreign key (district_id, file_id) references kernel.file (district_id, file_id)
);
comment on table "analyse".photo_seen is
  'distributed: photos of cases whose look was taken once; a plain one (fog, night, a blank wall) looks like any other and is recognised by its bytes alone';

create table "analyse".photo_look (
  district_id text   not null,
  file_id     uuid   not null,
  part        text   not null check (part in ('whole', 'inner')),
  coarse      bigint not null,
  slope       bigint not null,
  primary key (district_id, file_id, part),
  foreign key (district_id, file_id) references "analyse".photo_seen (district_id, file_id)
);
comment on table "analyse".photo_look is
  'distributed: what a photo looks like in 64 + 64 bits (pHash, dHash), whole and cropped to its middle; of two words that differ in ten bits or fewer one of four quarters differs in two at most, which the four indexes find';
create index photo_look_quarter_1 on "analyse".photo_look (district_id, ((coarse >> 48) & 65535));
create index photo_look_quarter_2 on "analyse".photo_look (district_id, ((coarse >> 32) & 65535));
create index photo_look_quarter_3 on "analyse".photo_look (district_id, ((coarse >> 16) & 65535));
create index photo_look_quarter_4 on "analyse".photo_look (district_id, (coarse & 65535));

create table "analyse".photo_reuse (
  district_id     text        not null,
  reuse_id        uuid        not null,
  kind            text        not null check (kind in ('within', 'across')),
  case_id         uuid        not null,
  file_id         uuid        not null,
  purpose         text        not null,
  seq             int         not null,
  other_case_id   uuid        not null,
  other_file_id   uuid        not null,
  other_purpose   text        not null,
  other_seq       int         not null,
  likeness        text        not null check (likeness in ('same_bytes', 'alike', 'cropped', 'mirrored')),
  coarse_distance int         not null check (coarse_distance between 0 and 64),
  slope_distance  int         not null check (slope_distance between 0 and 64),
  matches         int         not null check (matches > 0),
  found_at        timestamptz not null,
  state           text        not null default 'open' check (state in ('open', 'confirmed', 'dismissed')),
  decided_by      text,
  decided_by_name text,
  decided_at      timestamptz,
  reason          text,
  primary key (district_id, reuse_id),
  unique (district_id, case_id, file_id, purpose, kind),
  foreign key (district_id, case_id) references city.case (district_id, case_id),
  foreign key (district_id, other_case_id) references city.case (district_id, case_id),
  check ((state = 'open') = (decided_at is null)),
  check ((kind = 'within') = (case_id = other_case_id))
);
comment on table "analyse".photo_reuse is
  'distributed: a photo that an earlier one of the same or another case seems to be; evidence for somebody to judge, never a verdict; matches counts all earlier ones, of which the nearest is named';
create index photo_reuse_state on "analyse".photo_reuse (district_id, state, found_at desc, reuse_id);
create index photo_reuse_other on "analyse".photo_reuse (district_id, other_case_id);
