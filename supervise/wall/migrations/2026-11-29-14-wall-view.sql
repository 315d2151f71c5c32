-- A part of the map may be put on a wall too: where to look, in CGCS2000 degrees, and how near.
alter table supervise.wall_push
  add column view_lon double precision check (view_lon between -180 and 180),
  add column view_lat double precision check (view_lat between -85 and 85),
  add column view_zoom double precision check (view_zoom between 8 and 16),
  drop constraint wall_push_check1,
  add constraint wall_push_one check (num_nonnulls(theme, case_id, view_zoom) = 1),
  add constraint wall_push_view check (num_nonnulls(view_lon, view_lat, view_zoom) in (0, 3));
comment on table supervise.wall_push is 'distributed: a theme, a case or a part of the map that a seat has put on one wall or on all for some minutes; the playlist goes on afterwards';
