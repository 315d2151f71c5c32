import { caseProblems } from '#city/case/problems.ts'
import { putPeople } from '#city/organisation/founding.ts'
import { postNames } from '#city/organisation/policy.ts'
import { findUnit } from '#city/organisation/store.ts'
import { getDistrict } from '#city/place/store.ts'
import { type AccountRow, disableAccount, findAccount, setPassword } from '#kernel/auth/accounts.ts'
import { forgetFailures } from '#kernel/auth/lockout.ts'
import type { Sessions } from '#kernel/auth/sessions.ts'
import type { Db, Pool, Tx } from '#kernel/db/db.ts'
import { audit } from '#kernel/http/command.ts'
import { newId } from '#kernel/id.ts'
import { commandProblems } from './problems.ts'

export type NewUser = {
  readonly districtId: string
  readonly username: string
  readonly name: string
  readonly post: string
  readonly unitId: string
  readonly password: string
}

/**
 * A person with a post and an account. Errors: `district_not_found`, `unknown_unit`, `post_unknown`, `username_unfit`,
 * `account_taken`, `password_too_short`.
 */
export async function addUser(pool: Pool, sessions: Sessions, user: NewUser, now: Date): Promise<void> {
  const { username, post, password } = user
  if (!isUsername(username)) throw commandProblems.username_unfit({ username })
  if (!Object.hasOwn(postNames, post))
    throw commandProblems.post_unknown({ post, known: Object.keys(postNames).join('、') })
  mustBeLongEnough(password)
  const passwordHash = await sessions.hash(password)
  await pool.transaction((tx) => enterUser(tx, sessions, { ...user, passwordHash }, now))
}

/** Whether an account may be called so. */
export const isUsername = (text: string): boolean => /^[A-Za-z0-9_.]{2,64}$/.test(text)

/** The writing half of `addUser`, in the caller's transaction. Errors: `district_not_found`, `unknown_unit`, `account_taken`. */
export async function enterUser(
  tx: Tx,
  sessions: Sessions,
  user: Omit<NewUser, 'password'> & { readonly passwordHash: string },
  now: Date,
): Promise<void> {
  const { districtId, username, name, post, unitId, passwordHash } = user
  await getDistrict(tx, districtId)
  if (!(await findUnit(tx, districtId, unitId))) throw caseProblems.unknown_unit({ unitId })
  if (await findAccount(tx, username)) throw commandProblems.account_taken({ username })
  const personId = newId()
  const accountId = await sessions.createAccount(tx, { districtId, personId, username, name, passwordHash })
  await putPeople(tx, districtId, [{ personId, name, accountId, posts: [{ post, unitId }] }])
  await record(tx, 'user.add', { districtId, accountId }, now)
}

/** Bars an account. Error: `account_not_found`. */
export const disableUser = (pool: Pool, username: string, now: Date): Promise<void> =>
  pool.transaction(async (tx) => {
    const account = await getAccount(tx, username)
    await disableAccount(tx, account.accountId, now)
    await record(tx, 'user.disable', account, now)
  })

/** Gives a new password and lifts a lock-out. Errors: `account_not_found`, `password_too_short`. */
export async function resetPassword(
  pool: Pool,
  sessions: Sessions,
  { username, password }: { readonly username: string; readonly password: string },
  now: Date,
): Promise<void> {
  mustBeLongEnough(password)
  const passwordHash = await sessions.hash(password)
  await pool.transaction(async (tx) => {
    const account = await getAccount(tx, username)
    await setPassword(tx, account.accountId, passwordHash, now)
    await forgetFailures(tx, account.username)
    await record(tx, 'user.reset-password', account, now)
  })
}

/** Lifts a lock-out. Error: `account_not_found`. */
export const unlockUser = (pool: Pool, username: string, now: Date): Promise<void> =>
  pool.transaction(async (tx) => {
    const account = await getAccount(tx, username)
    await forgetFailures(tx, account.username)
    await record(tx, 'user.unlock', account, now)
  })

async function getAccount(db: Db, username: string): Promise<AccountRow> {
  const account = await findAccount(db, username)
  if (!account) throw commandProblems.account_not_found({ username })
  return account
}

function mustBeLongEnough(password: string): void {
  if (password.length < 8 || password.length > 200) throw commandProblems.password_too_short()
}

const record = (
  tx: Tx,
  act: string,
  { districtId, accountId }: { districtId: string; accountId: string },
  now: Date,
): Promise<number> =>
  audit(tx, { districtId, actorId: 'command-line', act, target: accountId, requestId: newId(), now })
