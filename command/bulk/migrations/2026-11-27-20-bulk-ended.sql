alter table command.bulk add column ended_at timestamptz;
comment on column command.bulk.ended_at is 'when its last case was settled and its owner told';
update command.bulk b set ended_at = (select max(i.settled_at) from command.bulk_item i
                                       where i.district_id = b.district_id and i.bulk_id = b.bulk_id)
 where not exists (select 1 from command.bulk_item i
                    where i.district_id = b.district_id and i.bulk_id = b.bulk_id and i.outcome = 'waiting');
create index bulk_at on command.bulk (district_id, at desc, bulk_id desc);
