alter table kernel.audit_entry add column ip text;
comment on column kernel.audit_entry.ip is 'the address the request came from; null where there was no request';
create index audit_entry_time on kernel.audit_entry (district_id, at);
create index audit_entry_actor on kernel.audit_entry (district_id, actor_id, at);
