create index inspection_files on command.inspection using gin (files);
create index work_order_event_files on command.work_order_event using gin ((body -> 'files'))
  where kind in ('signed', 'done');
