alter table city.stage_limit drop constraint stage_limit_stage_check;
alter table city.stage_limit add constraint stage_limit_stage_check
  check (stage in ('intake', 'confirm', 'file', 'dispatch', 'accept', 'handle', 'send', 'verify', 'close', 'overall'));
