create table kernel.file (
  district_id   text        not null,
  file_id       uuid        not null,
  kind          text        not null check (kind in ('photo', 'attachment')),
  purpose       text        not null check (purpose ~ '^[a-z][a-z0-9-]{0,63}$'),
  sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
  sm3           text        not null check (sm3 ~ '^[0-9a-f]{64}$'),
  bytes         bigint      not null check (bytes > 0),
  media_type    text        not null,
  width         int         check (width > 0),
  height        int         check (height > 0),
  original_name text        not null check (length(original_name) <= 200),
  uploaded_by   text        not null,
  uploaded_at   timestamptz not null,
  attached_at   timestamptz,
  taken_at      timestamptz,
  lon           double precision check (lon between -180 and 180),
  lat           double precision check (lat between -90 and 90),
  primary key (district_id, file_id),
  check ((kind = 'photo') = (width is not null)),
  check ((width is null) = (height is null)),
  check ((lon is null) = (lat is null))
);
comment on table kernel.file is
  'distributed: one row an upload, whose bytes lie in the content-addressed store under sha256 exactly as they came';
comment on column kernel.file.width is 'pixels, after the orientation the camera recorded is applied';
comment on column kernel.file.attached_at is 'when something took the file as its own; null for 24 hours makes it an orphan';
comment on column kernel.file.taken_at is 'sealed: what the camera wrote (EXIF); shown only to whoever may see the original';
comment on column kernel.file.lon is 'sealed: degrees, WGS 84, as the camera wrote it (EXIF)';
comment on column kernel.file.lat is 'sealed: degrees, WGS 84, as the camera wrote it (EXIF)';
create index file_content on kernel.file (sha256);
create index file_unattached on kernel.file (uploaded_at) where attached_at is null;

create table kernel.file_derivative (
  district_id text   not null,
  file_id     uuid   not null,
  variant     text   not null check (variant in ('thumb', 'screen')),
  sha256      text   not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes       bigint not null check (bytes > 0),
  media_type  text   not null,
  width       int    not null check (width > 0),
  height      int    not null check (height > 0),
  primary key (district_id, file_id, variant),
  foreign key (district_id, file_id) references kernel.file on delete cascade
);
comment on table kernel.file_derivative is
  'distributed: smaller pictures made from a photo, without any of the camera''s metadata';
create index file_derivative_content on kernel.file_derivative (sha256);
