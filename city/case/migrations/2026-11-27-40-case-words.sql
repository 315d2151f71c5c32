create table city.case_words (
  district_id text        not null,
  case_id     uuid        not null,
  reported_at timestamptz not null,
  pairs       int[]       not null,
  primary key (district_id, case_id),
  foreign key (district_id, case_id) references city.case (district_id, case_id)
);
comment on table city.case_words is
  'distributed: the letter pairs of a case''s description and place text, two code points an integer, for finding what contains a text; apart from the case so that its steps do not rewrite the index';
create index case_words_pairs on city.case_words using gin (pairs);

insert into city.case_words (district_id, case_id, reported_at, pairs)
select c.district_id, c.case_id, c.reported_at,
       coalesce((select array_agg(distinct ((((ascii(substr(t, at, 1))::bigint * 65536 + ascii(substr(t, at + 1, 1)) + 2147483648)
                                              & 4294967295) - 2147483648)::int))
                   from generate_series(1, length(t) - 1) at), '{}')
  from city.case c,
       lateral (select regexp_replace(lower(normalize(c.description || '|' || c.place_text, nfkc)), '\s', '', 'g') as t) folded;

create index case_component on city.case (district_id, component_code) where component_code is not null;
