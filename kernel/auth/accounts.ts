import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'

/** An account as an operator sees it; no secret is in it. */
export type AccountRow = {
  readonly accountId: string
  readonly username: string
  readonly name: string
  readonly districtId: string
  readonly personId: string
  readonly disabledAt: Date | null
  readonly lockedUntil: Date | null
}

/** An account about to be opened. A login name is the same in any case. */
export type NewAccount = {
  readonly districtId: string
  readonly personId: string
  readonly username: string
  readonly name: string
  readonly passwordHash: string
  readonly passwordDue?: boolean
}

const columns = sql.raw(`
  u."id" as "accountId", u."username", u."name", u."districtId", u."personId", u."disabledAt",
  f.locked_until as "lockedUntil"`)

/** Roll-up over all districts unless one is named: accounts by login name. */
export const listAccounts = (db: Db, districtId: string | null): Promise<AccountRow[]> =>
  db.many<AccountRow>(sql`
    select ${columns} from auth."user" u left join auth.sign_in_failure f on f.username = u."username"
     where ${districtId}::text is null or u."districtId" = ${districtId}
     order by u."districtId", u."username"`)

/** The account of a login name, which is one on the installation. */
export const findAccount = (db: Db, username: string): Promise<AccountRow | undefined> =>
  db.find<AccountRow>(sql`
    select ${columns} from auth."user" u left join auth.sign_in_failure f on f.username = u."username"
     where u."username" = ${username.toLowerCase()}`)

/** Opens an account and gives its id. */
export async function insertAccount(db: Db, account: NewAccount): Promise<string> {
  const id = newId()
  const name = account.username.toLowerCase()
  await db.run(sql`
    insert into auth."user" ("id", "name", "email", "emailVerified", "username", "displayUsername", "districtId", "personId",
                             "passwordDue")
    values (${id}, ${account.name}, ${`${name}@${account.districtId}.invalid`}, false, ${name}, ${account.username},
            ${account.districtId}, ${account.personId}, ${account.passwordDue ?? false})`)
  await db.run(sql`
    insert into auth."account" ("id", "accountId", "providerId", "userId", "password", "updatedAt")
    values (${newId()}, ${id}, 'credential', ${id}, ${account.passwordHash}, now())`)
  return id
}

/** Bars an account from now on; its sessions end within a second. */
export async function disableAccount(tx: Db, accountId: string, now: Date): Promise<void> {
  await tx.run(sql`
    update auth."user" set "disabledAt" = coalesce("disabledAt", ${now}), "updatedAt" = ${now} where "id" = ${accountId}`)
  await endSessions(tx, accountId)
}

/** Opens a barred account again. */
export const enableAccount = (tx: Db, accountId: string, now: Date): Promise<number> =>
  tx.run(sql`update auth."user" set "disabledAt" = null, "updatedAt" = ${now} where "id" = ${accountId}`)

/** Gives an account a new password and ends its sessions; a disabled account stays disabled. */
export async function setPassword(
  tx: Db,
  accountId: string,
  passwordHash: string,
  now: Date,
  passwordDue = false,
): Promise<void> {
  await changePassword(tx, accountId, passwordHash, now, passwordDue)
  await endSessions(tx, accountId)
}

/** Replaces the password alone; whoever is signed in stays so. */
export const changePassword = (
  tx: Db,
  accountId: string,
  passwordHash: string,
  now: Date,
  passwordDue: boolean,
): Promise<number> =>
  tx.run(sql`
    with changed as (
      update auth."account" set "password" = ${passwordHash}, "updatedAt" = ${now}
       where "userId" = ${accountId} and "providerId" = 'credential')
    update auth."user" set "passwordDue" = ${passwordDue}, "updatedAt" = ${now} where "id" = ${accountId}`)

/** The hash of an account's password and its login name. */
export const findPassword = (db: Db, accountId: string): Promise<{ hash: string; username: string } | undefined> =>
  db.find(sql`
    select a."password" as hash, u."username" from auth."account" a join auth."user" u on u."id" = a."userId"
     where a."userId" = ${accountId} and a."providerId" = 'credential'`)

/** Ends all sessions of an account but the one that is spared; how many. */
export const endSessions = (tx: Db, accountId: string, spared = ''): Promise<number> =>
  tx.run(sql`delete from auth."session" where "userId" = ${accountId} and "token" <> ${spared}`)
