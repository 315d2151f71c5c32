import { createHmac, timingSafeEqual } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { username as usernamePlugin } from 'better-auth/plugins/username'
import pg from 'pg'
import type { Clock } from '../clock.ts'
import type { Secret } from '../config.ts'
import type { Db, Pool } from '../db/db.ts'
import { sql } from '../db/sql.ts'
import { kernelProblems } from '../problems.ts'
import { changePassword, endSessions, findPassword, insertAccount, type NewAccount } from './accounts.ts'
import { forgetFailures, isLocked, recordFailure } from './lockout.ts'
import { hashOf, isPassword, isStrong } from './password.ts'

/** Whose session it is: an account that belongs to one person of one district. */
export type Account = {
  readonly accountId: string
  readonly districtId: string
  readonly personId: string
  /** Nothing may be done with it before the password is changed. */
  readonly passwordDue?: boolean
}

export type SignedIn = Account & { readonly cookies: readonly string[] }

export type Sessions = {
  /** Error: `sign_in_refused`, the same for a wrong name, a wrong password and a locked account. */
  signIn(username: string, password: string): Promise<SignedIn>
  signOut(cookieHeader: string): Promise<readonly string[]>
  identify(cookieHeader: string | undefined): Promise<Account | undefined>
  /** How often this process has ended sessions: what was concluded from one before has to be asked again. */
  endings(): number
  createAccount(db: Db, account: NewAccount): Promise<string>
  hash(password: string): Promise<string>
  /**
   * Replaces one's own password, ends the other sessions. Errors: `password_wrong`, `password_weak`, `password_unchanged`;
   * five wrong ones lock the account like wrong sign-ins.
   */
  changeOwn(cookieHeader: string, accountId: string, change: PasswordChange): Promise<void>
  close(): Promise<void>
}

export type PasswordChange = { readonly current: string; readonly next: string }

const PREFIX = 'yiwang'
const COOKIE = `${PREFIX}.session_token`
const TWELVE_HOURS = 12 * 60 * 60
/** A session ended anywhere is dead everywhere after a second; the tenth that is left is for what others conclude from it. */
const TRUSTED_MS = 900

type SessionDeps = {
  readonly url: string
  readonly pool: Pool
  readonly secret: Secret
  readonly clock: Clock
  readonly secure: boolean
}

/** Accounts and sessions through better-auth on our own schema; only our own routes reach it. */
export function openSessions(deps: SessionDeps): Sessions {
  const { auth, close } = openAuth(deps)
  const recent = new Map<string, { account: Promise<Account | undefined>; at: number }>()
  const tokenFrom = rememberedTokens(deps.secret)
  let endings = 0
  const forget = (cookieHeader: string) => {
    recent.delete(tokenFrom(cookieHeader) ?? '')
    endings++
  }

  return {
    async signIn(username, password) {
      const now = deps.clock.now()
      // Names are the same in any case, so that no spelling has wrong passwords of its own.
      const name = username.toLowerCase()
      // The password is checked even for a locked name, so that an answer takes as long either way.
      const response = await auth.api
        .signInUsername({ body: { username, password }, asResponse: true })
        .catch(() => undefined)
      if (!response || response.status >= 500) throw kernelProblems.database_unavailable()
      const locked = await isLocked(deps.pool, name, now)
      const cookies = response.headers.getSetCookie()
      const token = response.ok ? tokenOf(cookies.join('; '), deps.secret) : undefined
      const account = token && !locked ? await accountOf(deps.pool, token, now) : undefined
      if (!account) {
        // The right password of a locked or disabled account opened a session that nobody is given.
        if (token) await endSession(deps.pool, token)
        if (!locked) await recordFailure(deps.pool, name, now)
        throw kernelProblems.sign_in_refused()
      }
      await forgetFailures(deps.pool, name)
      await recordSignIn(deps.pool, account.accountId, now)
      return { ...account, cookies }
    },
    async signOut(cookieHeader) {
      const response = await auth.api.signOut({ headers: new Headers({ cookie: cookieHeader }), asResponse: true })
      // Only now: a question asked meanwhile may have remembered the session again.
      forget(cookieHeader)
      return response.headers.getSetCookie()
    },
    async identify(cookieHeader) {
      const token = cookieHeader ? tokenFrom(cookieHeader) : undefined
      if (!token) return undefined
      const at = deps.clock.now().getTime()
      const known = recent.get(token)
      if (known && at - known.at < TRUSTED_MS && at >= known.at) return known.account
      if (recent.size > 5_000) recent.clear()
      const account = accountOf(deps.pool, token, deps.clock.now())
      recent.set(token, { account, at })
      account.catch(() => recent.delete(token))
      return account
    },
    endings: () => endings,
    createAccount: insertAccount,
    hash: hashOf,
    async changeOwn(cookieHeader, accountId, change) {
      await changeOwn(deps.pool, accountId, change, deps.clock.now())
      await endSessions(deps.pool, accountId, tokenOf(cookieHeader, deps.secret))
      recent.clear()
      endings++
    },
    close,
  }
}

function openAuth(deps: SessionDeps) {
  const authPool = new pg.Pool({
    connectionString: deps.url,
    max: 3,
    options: '-c search_path=auth',
    application_name: 'yiwang-auth',
  })
  authPool.on('error', () => undefined)
  authPool.on('connect', (client) => void client.on('error', () => undefined))
  const auth = betterAuth({
    database: authPool,
    secret: deps.secret.reveal(),
    baseURL: 'http://localhost',
    telemetry: { enabled: false },
    user: {
      additionalFields: {
        districtId: { type: 'string', required: true, input: false },
        personId: { type: 'string', required: true, input: false },
        disabledAt: { type: 'date', required: false, input: false },
      },
    },
    emailAndPassword: { enabled: true, minPasswordLength: 8, maxPasswordLength: 200 },
    session: { expiresIn: TWELVE_HOURS, disableSessionRefresh: true },
    advanced: {
      cookiePrefix: PREFIX,
      useSecureCookies: false,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true, secure: deps.secure, path: '/' },
    },
    plugins: [usernamePlugin({ minUsernameLength: 2, maxUsernameLength: 64 })],
    logger: { disabled: true },
  })
  return { auth, close: () => authPool.end() }
}

/** The session token inside a cookie header, if our signature on it holds. */
export function tokenOf(cookieHeader: string, secret: Secret): string | undefined {
  const found = cookieHeader.match(new RegExp(`(?:^|;\\s*)(?:__Secure-)?${COOKIE.replace('.', '\\.')}=([^;]+)`))?.[1]
  if (!found) return undefined
  const value = decoded(found)
  const dot = value.lastIndexOf('.')
  const token = value.slice(0, dot)
  const expected = createHmac('sha256', secret.reveal()).update(token).digest()
  const given = Buffer.from(value.slice(dot + 1), 'base64')
  return given.length === expected.length && timingSafeEqual(given, expected) ? token : undefined
}

/** A header says the same every time it is sent: what was found in it is kept, whether the session lasts is asked each time. */
function rememberedTokens(secret: Secret): (cookieHeader: string) => string | undefined {
  const known = new Map<string, string>()
  return (cookieHeader) => {
    const held = known.get(cookieHeader)
    if (held) return held
    const token = tokenOf(cookieHeader, secret)
    if (known.size >= 5_000) known.clear()
    // What nobody signed is not kept, nor what is long for no reason.
    if (token && cookieHeader.length <= 2_000) known.set(cookieHeader, token)
    return token
  }
}

function decoded(cookie: string): string {
  try {
    return decodeURIComponent(cookie)
  } catch {
    return ''
  }
}

const endSession = (db: Db, token: string): Promise<number> =>
  db.run(sql`delete from auth."session" where "token" = ${token}`)

const accountOf = (db: Db, token: string, now: Date): Promise<Account | undefined> =>
  db.find<Account>(sql`
    select u."id" as "accountId", u."districtId", u."personId", u."passwordDue"
      from auth."session" s join auth."user" u on u."id" = s."userId"
     where s."token" = ${token} and s."expiresAt" > ${now} and u."disabledAt" is null`)

const recordSignIn = (db: Db, accountId: string, now: Date): Promise<number> =>
  db.run(sql`update auth."user" set "lastSignInAt" = ${now} where "id" = ${accountId}`)

async function changeOwn(db: Db, accountId: string, { current, next }: PasswordChange, now: Date): Promise<void> {
  const known = await findPassword(db, accountId)
  const isRight = known !== undefined && (await isPassword(current, known.hash))
  if (!known || !isRight || (await isLocked(db, known.username, now))) {
    if (known && !isRight) await recordFailure(db, known.username, now)
    throw kernelProblems.password_wrong({}, 'body.current')
  }
  if (current === next) throw kernelProblems.password_unchanged({}, 'body.next')
  if (!isStrong(next, known.username)) throw kernelProblems.password_weak({}, 'body.next')
  await changePassword(db, accountId, await hashOf(next), now, false)
}
