create schema if not exists auth;

-- Column names are those of better-auth, which reads and writes these four tables.
create table auth."user" (
  "id" text primary key,
  "name" text not null,
  "email" text not null unique,
  "emailVerified" boolean not null,
  "image" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp,
  "username" text unique,
  "displayUsername" text,
  "districtId" text not null,
  "personId" text not null,
  "disabledAt" timestamptz
);
comment on table auth."user" is 'local: sign-in accounts; a login name is unique on the installation and belongs to one person of one district';

create table auth."session" (
  "id" text primary key,
  "expiresAt" timestamptz not null,
  "token" text not null unique,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null,
  "ipAddress" text,
  "userAgent" text,
  "userId" text not null references auth."user" ("id") on delete cascade
);
comment on table auth."session" is 'local: open sessions; deleting a row ends the session within a second';
create index session_of_user on auth."session" ("userId");

create table auth."account" (
  "id" text primary key,
  "accountId" text not null,
  "providerId" text not null,
  "userId" text not null references auth."user" ("id") on delete cascade,
  "accessToken" text,
  "refreshToken" text,
  "idToken" text,
  "accessTokenExpiresAt" timestamptz,
  "refreshTokenExpiresAt" timestamptz,
  "scope" text,
  "password" text,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null
);
comment on table auth."account" is 'local: how an account signs in; passwords as scrypt hashes';
create index account_of_user on auth."account" ("userId");

create table auth."verification" (
  "id" text primary key,
  "identifier" text not null,
  "value" text not null,
  "expiresAt" timestamptz not null,
  "createdAt" timestamptz not null default current_timestamp,
  "updatedAt" timestamptz not null default current_timestamp
);
comment on table auth."verification" is 'local: one-time codes';
create index verification_identifier on auth."verification" ("identifier");

create table auth.sign_in_failure (
  username     text primary key,
  failures     int not null check (failures > 0),
  window_start timestamptz not null,
  locked_until timestamptz
);
comment on table auth.sign_in_failure is
  'local: wrong passwords by login name: 5 within 15 minutes lock it for 15 minutes (GB/T 22239-2019 8.1.4.2 b); survives a restart';
