-- Moves, the taking back of a change, and following a cell that was cut anew are told apart from other corrections.
alter table city.component_history drop constraint component_history_change_check;
alter table city.component_history add constraint component_history_change_check
  check (change in ('registered', 'imported', 'state', 'amended', 'moved', 'undone', 'regridded'));
