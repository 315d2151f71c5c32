create index notice_of_alarm on command.notice (district_id, origin)
  where template in ('alarm.told', 'alarm.unseen', 'alarm.noted', 'alarm.waits');
