alter table auth."user" add column "passwordDue" boolean not null default false;
alter table auth."user" add column "lastSignInAt" timestamptz;
comment on column auth."user"."passwordDue" is 'the password was given by somebody else: nothing may be done before it is changed';
comment on column auth."user"."lastSignInAt" is 'when somebody last signed in with it, so that accounts nobody uses are seen';
