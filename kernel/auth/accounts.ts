import type { Db } from '../db/db.ts'
import { sql } from '../db/sql.ts'

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

/** Bars an account from now on; its sessions end within a second. */
export async function disableAccount(tx: Db, accountId: string, now: Date): Promise<void> {
  await tx.run(sql`
    update auth."user" set "disabledAt" = coalesce("disabledAt", ${now}), "updatedAt" = ${now} where "id" = ${accountId}`)
  await endSessions(tx, accountId)
}

/** Gives an account a new password and ends its sessions; a disabled account stays disabled. */
export async function setPassword(tx: Db, accountId: string, passwordHash: string, now: Date): Promise<void> {
  await tx.run(sql`
    update auth."account" set "password" = ${passwordHash}, "updatedAt" = ${now}
     where "userId" = ${accountId} and "providerId" = 'credential'`)
  await endSessions(tx, accountId)
}

const endSessions = (tx: Db, accountId: string): Promise<number> =>
  tx.run(sql`delete from auth."session" where "userId" = ${accountId}`)
