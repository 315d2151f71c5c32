alter table city.person add column unit_id text;
alter table city.person add column phone_sealed bytea;
alter table city.person add column phone_masked text not null default '';
alter table city.person add constraint person_unit foreign key (district_id, unit_id) references city.unit (district_id, unit_id);
comment on column city.person.unit_id is 'the department they belong to; what they do, and where, is in the posts they hold';
comment on column city.person.phone_sealed is 'encrypted; seeing it is an audited act';

alter table city.post_holding add column until timestamptz;
comment on column city.post_holding.until is 'the instant from which the post counts no more; null: until it is taken away';

create table city.post_grant (
  district_id   text not null,
  grant_id      uuid not null,
  person_id     uuid not null,
  post          text not null,
  unit_id       text not null,
  valid_from    date,
  valid_to      date check (valid_to > valid_from),
  reason        text not null,
  given_by      text not null,
  given_at      timestamptz not null,
  started_at    timestamptz,
  ended_at      timestamptz,
  ended_by      text,
  end_reason    text,
  primary key (district_id, grant_id),
  foreign key (district_id, person_id) references city.person (district_id, person_id),
  foreign key (district_id, unit_id) references city.unit (district_id, unit_id),
  check ((ended_at is null) = (ended_by is null))
);
comment on table city.post_grant is
  'distributed: who gave which post to whom for which days and why, and how it ended; post_holding is what of it holds now';
comment on column city.post_grant.valid_from is 'null: held since before such records were kept';
create unique index post_grant_open on city.post_grant (district_id, person_id, post, unit_id) where ended_at is null;

update city.person p set unit_id = h.unit_id
  from (select district_id, person_id, min(unit_id) as unit_id from city.post_holding group by district_id, person_id) h
 where h.district_id = p.district_id and h.person_id = p.person_id;
