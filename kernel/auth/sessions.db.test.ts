import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fakeClock } from '../clock.ts'
import { Secret } from '../config.ts'
import { sql } from '../db/sql.ts'
import { newId } from '../id.ts'
import type { Problem } from '../problem.ts'
import { atEnd, testUrl } from '../testing/db.ts'
import { freshKernel } from '../testing/fresh-database.ts'
import { disableAccount, findAccount, listAccounts, setPassword } from './accounts.ts'
import { purgeSessions } from './purge.ts'
import { openSessions, type Sessions } from './sessions.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const secret = new Secret('the secret of this installation')
const right = 'a right password'

const kernel = await freshKernel(await testUrl())
atEnd(() => kernel.drop())
// Sessions are opened at the machine's hour by better-auth and end by ours, so that ours starts at the machine's too.
const clock = fakeClock(new Date())
const open = (by = secret): Sessions => {
  const sessions = openSessions({ url: kernel.url, pool: kernel.pool, secret: by, clock, secure: false })
  atEnd(() => sessions.close())
  return sessions
}
const sessions = open()
const rightHash = await sessions.hash(right)

/** A new account and its login name; `says` signs it in with a password and gives the cookie or the code of the refusal. */
const hire = async () => {
  const username = `Lin-${newId().slice(-8)}`.replace('-', '.')
  const account = { districtId: 'north', personId: newId(), username, name: '林', passwordHash: rightHash }
  const accountId = await sessions.createAccount(kernel.pool, account)
  const signIn = async (password: string, by = sessions, spelled = username) => {
    const { cookies } = await by.signIn(spelled, password)
    return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
  }
  const says = (password: string, by = sessions, spelled = username): Promise<string> =>
    signIn(password, by, spelled).then(
      () => 'signed in',
      (error: { code?: string }) => error.code ?? String(error),
    )
  return { ...account, accountId, signIn, says }
}
const sessionsOf = async ({ accountId }: { accountId: string }) =>
  (await kernel.pool.one<{ n: number }>(sql`select count(*) as n from auth.session where "userId" = ${accountId}`)).n
/** All that somebody learns who is refused. */
const answer = (username: string, password: string): Promise<unknown> =>
  sessions.signIn(username, password).then(
    () => assert.fail('signed in'),
    (error: Problem) => error.body(),
  )
const failFiveTimes = async (lin: Awaited<ReturnType<typeof hire>>) => {
  for (let turn = 0; turn < 5; turn++) assert.equal(await lin.says('a wrong password'), 'sign_in_refused')
}

test('lin signs in with the right password, under any spelling of the name, and is recognised by the cookie', async () => {
  const lin = await hire()
  for (const spelled of [lin.username, lin.username.toUpperCase(), lin.username.toLowerCase()]) {
    const cookie = await lin.signIn(right, sessions, spelled)
    const { accountId, districtId, personId } = lin
    assert.deepEqual(await sessions.identify(cookie), { accountId, districtId, personId, passwordDue: false })
  }
})

test('the cookie is out of reach of scripts and of other sites, and goes over TLS only where there is TLS', async () => {
  const lin = await hire()
  const [plain] = (await sessions.signIn(lin.username, right)).cookies
  assert.match(plain ?? '', /^yiwang\.session_token=[^;]{40,}; .*HttpOnly/)
  assert.match(plain ?? '', /SameSite=Lax/)
  assert.doesNotMatch(plain ?? '', /Secure/)
  const overTls = openSessions({ url: kernel.url, pool: kernel.pool, secret, clock, secure: true })
  atEnd(() => overTls.close())
  assert.match((await overTls.signIn(lin.username, right)).cookies[0] ?? '', /; Secure/)
})

test('a password is kept as a hash only', async () => {
  const lin = await hire()
  const kept = await kernel.pool.one<{ password: string }>(
    sql`select "password" from auth.account where "userId" = ${lin.accountId}`,
  )
  assert.doesNotMatch(kept.password, /right/)
  assert.notEqual(await sessions.hash(right), await sessions.hash(right))
})

test('a wrong name and a wrong password get the very same answer', async () => {
  const lin = await hire()
  assert.deepEqual(await answer('nobody.of.that.name', right), await answer(lin.username, 'a wrong password'))
  for (const strange of ["lin'--", 'x', '林', '%', 'a b', '..'])
    assert.equal(((await answer(strange, right)) as { code: string }).code, 'sign_in_refused')
})

test('five wrong passwords lock the name for fifteen minutes, with the same answer to the right one', async () => {
  const lin = await hire()
  const wrong = await answer(lin.username, 'a wrong password')
  for (let turn = 0; turn < 4; turn++) await lin.says('a wrong password')
  assert.deepEqual(await answer(lin.username, right), wrong)
  assert.equal(await sessionsOf(lin), 0)
  clock.advance(15 * MINUTE - 1_000)
  assert.equal(await lin.says(right), 'sign_in_refused')
  clock.advance(1_000)
  assert.equal(await lin.says(right), 'signed in')
  assert.equal(await sessionsOf(lin), 1)
})

test('the count is the name’s, however it is spelled, and is known to every server and after every restart', async () => {
  const lin = await hire()
  for (const spelled of [lin.username, lin.username.toUpperCase(), lin.username.toLowerCase()])
    await lin.says('a wrong password', sessions, spelled)
  const restarted = open()
  await lin.says('a wrong password', restarted)
  await lin.says('a wrong password', restarted)
  for (const server of [sessions, restarted, open()]) assert.equal(await lin.says(right, server), 'sign_in_refused')
  assert.ok((await findAccount(kernel.pool, lin.username))?.lockedUntil)
})

test('five at once count as five', async () => {
  const lin = await hire()
  await Promise.all(Array.from({ length: 5 }, () => lin.says('a wrong password')))
  assert.equal(await lin.says(right), 'sign_in_refused')
})

test('four wrong passwords are forgiven by the right one, and by a quarter of an hour', async () => {
  const lin = await hire()
  for (let round = 0; round < 2; round++) {
    for (let turn = 0; turn < 4; turn++) await lin.says('a wrong password')
    assert.equal(await lin.says(right), 'signed in')
  }
  for (let turn = 0; turn < 4; turn++) await lin.says('a wrong password')
  clock.advance(15 * MINUTE)
  await lin.says('a wrong password')
  assert.equal(await lin.says(right), 'signed in')
})

test('wrong passwords during a lock do not prolong it, and afterwards the count starts anew', async () => {
  const lin = await hire()
  await failFiveTimes(lin)
  clock.advance(14 * MINUTE)
  await failFiveTimes(lin)
  clock.advance(MINUTE)
  assert.equal(await lin.says('a wrong password'), 'sign_in_refused')
  assert.equal(await lin.says(right), 'signed in')
})

test('a lock on lin locks nobody else, and an open session of lin goes on', async () => {
  const [lin, wang] = [await hire(), await hire()]
  const cookie = await lin.signIn(right)
  await failFiveTimes(lin)
  assert.equal(await wang.says(right), 'signed in')
  assert.equal((await sessions.identify(cookie))?.accountId, lin.accountId)
})

test('while accounts cannot be read nobody is said to be wrong, and nothing is counted', async () => {
  const lin = await hire()
  const cut = openSessions({ url: kernel.url, pool: kernel.pool, secret, clock, secure: false })
  await cut.close()
  for (let turn = 0; turn < 6; turn++) assert.equal(await lin.says(right, cut), 'database_unavailable')
  assert.equal(await lin.says(right), 'signed in')
})

test('signing out ends the session at once and takes the cookie away', async () => {
  const lin = await hire()
  const [cookie, elsewhere] = [await lin.signIn(right), await lin.signIn(right)]
  assert.ok(await sessions.identify(cookie))
  const before = sessions.endings()
  const taken = await sessions.signOut(cookie)
  assert.ok(sessions.endings() > before)
  assert.ok(taken.some((one) => /^yiwang\.session_token=; Max-Age=0/.test(one)))
  assert.equal(await sessions.identify(cookie), undefined)
  assert.equal((await sessions.identify(elsewhere))?.accountId, lin.accountId)
  assert.equal(await sessionsOf(lin), 1)
})

test('a session ended on one server is dead on another within the remembered second', async () => {
  const lin = await hire()
  const other = open()
  const cookie = await lin.signIn(right)
  assert.ok(await other.identify(cookie))
  await sessions.signOut(cookie)
  clock.advance(900)
  assert.equal(await other.identify(cookie), undefined)
})

test('a disabled account is out within the remembered second, and stays out with the right password', async () => {
  const lin = await hire()
  const cookie = await lin.signIn(right)
  assert.ok(await sessions.identify(cookie))
  await disableAccount(kernel.pool, lin.accountId, clock.now())
  clock.advance(900)
  assert.equal(await sessions.identify(cookie), undefined)
  assert.equal(await lin.says(right), 'sign_in_refused')
  assert.equal(await sessionsOf(lin), 0)
})

test('a new password ends all sessions of the old one', async () => {
  const lin = await hire()
  const cookie = await lin.signIn(right)
  await setPassword(kernel.pool, lin.accountId, await sessions.hash('another password'), clock.now())
  assert.equal(await sessions.identify(cookie), undefined)
  assert.equal(await lin.says(right), 'sign_in_refused')
  assert.equal(await lin.says('another password'), 'signed in')
})

test('a forged cookie, a changed one and one of another installation are nobody’s', async () => {
  const lin = await hire()
  const cookie = await lin.signIn(right)
  const [name, value = ''] = cookie.split('=')
  const token = decodeURIComponent(value).split('.')[0]
  const forged = [
    `${name}=${token}`,
    `${name}=${token}.`,
    `${name}=${token}.${'A'.repeat(43)}%3D`,
    cookie.replace(/=./, (start) => (start === '=a' ? '=b' : '=a')),
    `${name}=%zz`,
    'yiwang.session_token=',
    '',
  ]
  for (const one of forged) assert.equal(await sessions.identify(one), undefined, one)
  assert.equal(await sessions.identify(undefined), undefined)
  assert.equal(await open(new Secret('another installation')).identify(cookie), undefined)
  assert.ok(await sessions.identify(cookie))
})

test('a session lasts twelve hours and no minute longer, however busy it is', async () => {
  const lin = await hire()
  clock.set(new Date())
  const cookie = await lin.signIn(right)
  for (let hour = 1; hour < 12; hour++) {
    clock.advance(HOUR)
    assert.ok(await sessions.identify(cookie), `hour ${hour}`)
  }
  clock.advance(HOUR - MINUTE)
  assert.ok(await sessions.identify(cookie))
  clock.advance(2 * MINUTE)
  assert.equal(await sessions.identify(cookie), undefined)
  clock.set(new Date())
})

test('expired sessions are forgotten and open ones kept', async () => {
  const lin = await hire()
  await lin.signIn(right)
  await purgeSessions(kernel.pool, new Date())
  assert.equal(await sessionsOf(lin), 1)
  await purgeSessions(kernel.pool, new Date(Date.now() + 12 * HOUR + MINUTE))
  assert.equal(await sessionsOf(lin), 0)
})

test('every session has a token of its own with more than 128 bits in it', async () => {
  const lin = await hire()
  const tokens = await Promise.all(Array.from({ length: 5 }, () => lin.signIn(right)))
  assert.equal(new Set(tokens).size, 5)
  for (const cookie of tokens) assert.match(decodeURIComponent(cookie), /^yiwang\.session_token=[A-Za-z0-9]{32,}\./)
})

test('of a hundred who take one login name at once, one gets it', async () => {
  const username = `race.${newId().slice(-8)}`
  const outcomes = await Promise.allSettled(
    Array.from({ length: 100 }, (_, at) =>
      kernel.pool.transaction((tx) =>
        sessions.createAccount(tx, {
          districtId: at % 2 === 0 ? 'north' : 'south',
          personId: newId(),
          username: at % 3 === 0 ? username.toUpperCase() : username,
          name: '林',
          passwordHash: rightHash,
        }),
      ),
    ),
  )
  const refusals = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []))
  assert.equal(outcomes.length - refusals.length, 1)
  assert.deepEqual(new Set(refusals), new Set(['already_exists']))
})

test('the list of accounts shows who is disabled and who is locked, and no secret', async () => {
  const lin = await hire()
  await failFiveTimes(lin)
  const listed = (await listAccounts(kernel.pool, 'north')).find((one) => one.accountId === lin.accountId)
  assert.equal(listed?.username, lin.username.toLowerCase())
  assert.equal(listed?.disabledAt, null)
  assert.ok(listed?.lockedUntil)
  assert.doesNotMatch(JSON.stringify(listed), /password/i)
  assert.deepEqual(await listAccounts(kernel.pool, 'west'), [])
})

test('a password that was given is due; lin changes it, and only the session at hand goes on', async () => {
  const lin = await hire()
  await setPassword(kernel.pool, lin.accountId, rightHash, clock.now(), true)
  const [here, elsewhere] = [await lin.signIn(right), await lin.signIn(right)]
  assert.equal((await sessions.identify(here))?.passwordDue, true)
  const change = (current: string, next: string) =>
    sessions.changeOwn(here, lin.accountId, { current, next }).then(
      () => 'changed',
      (error: { code?: string }) => error.code,
    )
  assert.equal(await change('a wrong password', 'Better-2026'), 'password_wrong')
  assert.equal(await change(right, right), 'password_unchanged')
  assert.equal(await change(right, 'short'), 'password_weak')
  assert.equal(await change(right, 'Better-2026'), 'changed')
  assert.equal((await sessions.identify(here))?.passwordDue, false)
  assert.equal(await sessions.identify(elsewhere), undefined)
  assert.equal(await lin.says('Better-2026'), 'signed in')
  assert.equal(await lin.says(right), 'sign_in_refused')
})

test('five wrong guesses at the current password lock the account like wrong sign-ins', async () => {
  const lin = await hire()
  const here = await lin.signIn(right)
  const guess = (current: string) =>
    sessions.changeOwn(here, lin.accountId, { current, next: 'Better-2026' }).catch((error: Problem) => error.code)
  for (let turn = 0; turn < 5; turn++) assert.equal(await guess('a wrong password'), 'password_wrong')
  assert.equal(await guess(right), 'password_wrong')
  assert.equal(await lin.says(right), 'sign_in_refused')
})
