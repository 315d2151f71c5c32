-- One row holds all counts of a subject in a day or month: a sheet of cells is read in a thirtieth of the rows.
create table supervise.score_tally_row (
  district_id text             not null references city.district,
  kind        text             not null,
  grain       text             not null check (grain in ('day', 'month')),
  starts_on   date             not null,
  subject     text collate "C" not null,
  amounts     jsonb            not null check (amounts <> '{}'),
  primary key (district_id, kind, grain, starts_on, subject)
) with (fillfactor = 70);
comment on table supervise.score_tally_row is
  'distributed: facts in force added up by local day and month, an object of amounts by count; always what adding them up anew would give';
insert into supervise.score_tally_row (district_id, kind, grain, starts_on, subject, amounts)
select district_id, kind, grain, starts_on, subject, jsonb_object_agg(count, amount)
  from supervise.score_tally group by 1, 2, 3, 4, 5;
drop table supervise.score_tally;
alter table supervise.score_tally_row rename to score_tally;
alter table supervise.score_tally rename constraint score_tally_row_pkey to score_tally_pkey;
alter table supervise.score_tally rename constraint score_tally_row_grain_check to score_tally_grain_check;
alter table supervise.score_tally rename constraint score_tally_row_amounts_check to score_tally_amounts_check;
alter table supervise.score_tally rename constraint score_tally_row_district_id_fkey to score_tally_district_id_fkey;
