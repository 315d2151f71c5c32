-- Read-only views for QGIS, GeoServer and the like, where the database has PostGIS. Run it as a superuser of the external database:
--   psql "$DATABASE_URL" -v reader=gis_reader -f docs/operate/gis-views.sql
-- `reader` is a role of your own that sees these views and nothing else. Run again after an upgrade. To take them away:
--   drop schema gis cascade;
create extension if not exists postgis;
drop schema if exists gis cascade;
create schema gis;

create view gis.cell as
select district_id, code, name, area_m2, valid_from, valid_to,
       ST_Multi(ST_SetSRID(ST_GeomFromGeoJSON(boundary::text), 4490))::geometry(MultiPolygon, 4490) as geom
  from city.cell where valid_from <= current_date and (valid_to is null or valid_to > current_date);

create view gis.component as
select district_id, code, kind, name, state, cell_code, street_code, community_code, manager_name, owner_name, maintainer_name,
       initial_date, changed_date, ST_SetSRID(ST_MakePoint(place[0], place[1]), 4490)::geometry(Point, 4490) as geom
  from city.component where state <> 'removed';

-- Filed cases without words and persons, placed to about ten metres, as in /ogc/collections/cases.
create view gis.case as
select district_id, number, kind, category, category_name, stage, cell_code, community_code, street_code, reported_at, closed_at,
       ST_SetSRID(ST_MakePoint(round(place[0]::numeric, 4)::float8, round(place[1]::numeric, 4)::float8), 4490)::geometry(Point, 4490) as geom
  from city.case
 where filed_at is not null and place is not null and stage not in ('void', 'refused', 'merged');

grant usage on schema gis to :"reader";
grant select on all tables in schema gis to :"reader";
