create table kernel.file_redaction (
  district_id  text        not null,
  file_id      uuid        not null,
  version      int         not null check (version > 0),
  boxes        jsonb       not null check (jsonb_typeof(boxes) = 'array'),
  reason       text        not null check (length(reason) between 2 and 500),
  made_by      text        not null,
  made_by_name text        not null,
  made_at      timestamptz not null,
  primary key (district_id, file_id, version),
  foreign key (district_id, file_id) references kernel.file on delete cascade
);
comment on table kernel.file_redaction is
  'distributed: what was blacked out of a photo; the last version holds, one without boxes undoes those before, none is ever changed';
comment on column kernel.file_redaction.boxes is
  'rectangles as shares of the upright picture: x, y, width, height between 0 and 1';

create table kernel.redacted_derivative (
  district_id text   not null,
  file_id     uuid   not null,
  version     int    not null,
  variant     text   not null check (variant in ('thumb', 'screen')),
  sha256      text   not null check (sha256 ~ '^[0-9a-f]{64}$'),
  bytes       bigint not null check (bytes > 0),
  media_type  text   not null,
  width       int    not null check (width > 0),
  height      int    not null check (height > 0),
  primary key (district_id, file_id, version, variant),
  foreign key (district_id, file_id, version) references kernel.file_redaction on delete cascade
);
comment on table kernel.redacted_derivative is
  'distributed: smaller pictures made from a photo after the pixels of its boxes were taken away';
create index redacted_derivative_content on kernel.redacted_derivative (sha256);

alter table kernel.file add column facing double precision check (facing >= 0 and facing < 360);
comment on column kernel.file.facing is
  'sealed: degrees from north towards which the camera says it looked (EXIF GPSImgDirection)';
