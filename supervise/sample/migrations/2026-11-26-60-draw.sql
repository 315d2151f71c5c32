create schema if not exists supervise;

create table supervise.draw_seed (
  district_id text        not null references city.district,
  day         date        not null,
  digest      text        not null check (digest ~ '^[0-9a-f]{64}$'),
  sealed      bytea       not null,
  made_at     timestamptz not null,
  primary key (district_id, day)
);
comment on table supervise.draw_seed is
  'distributed: the secret seed of a day''s draws, sealed; its SHA-256 is published when it is made, the seed itself when the day is over, so that anybody can draw again';

create table supervise.draw (
  district_id text        not null,
  purpose     text        not null check (purpose in ('verify', 'sample')),
  subject     uuid        not null,
  seq         int         not null check (seq > 0),
  day         date        not null,
  pool        text        not null check (pool in ('on_shift', 'all', 'named')),
  candidates  uuid[]      not null,
  rank        int         check (rank >= 0 and rank < cardinality(candidates)),
  chosen      uuid        not null,
  reason      text        not null default '',
  drawn_by    text        not null,
  drawn_at    timestamptz not null,
  primary key (district_id, purpose, subject, seq),
  foreign key (district_id, day) references supervise.draw_seed (district_id, day),
  check ((pool = 'named') = (rank is null))
);
comment on table supervise.draw is
  'distributed: who was drawn from whom, for a verification (subject: the case, seq: its event) or a task of re-sampling (subject: the sample, seq: its line); a named one has no rank and a reason. Append-only';
create index draw_day on supervise.draw (district_id, day, drawn_at);
