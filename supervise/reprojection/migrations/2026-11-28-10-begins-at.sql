alter table supervise.reprojection add column begins_at timestamptz;
comment on table supervise.reprojection is
  'distributed: one computing anew of every open clock, begun by a calendar, limits or an emergency; what was signed for a later day waits for begins_at; its shards say how far it has come';
