import assert from 'node:assert/strict'
import { loadActor } from '#city/organisation/store.ts'
import { listAccounts } from '#kernel/auth/accounts.ts'
import { isLocked, recordFailure } from '#kernel/auth/lockout.ts'
import { openSessions, type Sessions } from '#kernel/auth/sessions.ts'
import { systemClock } from '#kernel/clock.ts'
import { Secret } from '#kernel/config.ts'
import type { Pool, Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { register } from '#serve/intake/intake.ts'
import { foundTown, town } from '../testing/town.ts'
import { addUser, disableUser, resetPassword, unlockUser } from './accounts.ts'
import { exportPieces } from './export.ts'
import { importFile } from './import.ts'
import type { Importing, ImportOptions } from './importing.ts'

const { districtId } = town
const now = new Date('2026-11-22T03:00:00Z')
const secret = new Secret('a secret of the tests')

async function withSessions(pool: Pool, story: (sessions: Sessions) => Promise<void>): Promise<void> {
  const sessions = openSessions({ url: 'postgres://127.0.0.1:1/none', pool, secret, clock: systemClock, secure: false })
  await story(sessions).finally(() => sessions.close())
}

const newUser = {
  districtId,
  username: 'Zhou',
  name: '周',
  post: 'dispatcher',
  unitId: 'command',
  password: 'password of zhou',
}

dbTest('a user is added with a post, and the name is taken from then on', async (tx) => {
  await foundTown(tx)
  const pool = rolledBackPool(tx)
  await withSessions(pool, async (sessions) => {
    await addUser(pool, sessions, newUser, now)
    const [account] = await listAccounts(tx, districtId)
    assert.equal(account?.username, 'zhou')
    const actor = await loadActor(tx, districtId, account?.personId ?? '')
    assert.deepEqual(actor?.posts, ['dispatcher'])
    await assert.rejects(addUser(pool, sessions, { ...newUser, username: 'ZHOU' }, now), { code: 'account_taken' })
  })
})

dbTest('a user without a real district, unit, post, name or password is refused and nothing is left', async (tx) => {
  await foundTown(tx)
  const pool = rolledBackPool(tx)
  await withSessions(pool, async (sessions) => {
    for (const [change, code] of [
      [{ districtId: 'nowhere' }, 'district_not_found'],
      [{ unitId: 'nobody' }, 'unknown_unit'],
      [{ post: 'king' }, 'post_unknown'],
      [{ username: 'x y' }, 'username_unfit'],
      [{ password: 'short' }, 'password_too_short'],
    ] as const)
      await assert.rejects(addUser(pool, sessions, { ...newUser, ...change }, now), { code })
  })
  assert.deepEqual(await listAccounts(tx, districtId), [])
})

dbTest('an account is disabled, given a new password and unlocked, each with a line of audit', async (tx) => {
  await foundTown(tx)
  const pool = rolledBackPool(tx)
  await withSessions(pool, async (sessions) => {
    await addUser(pool, sessions, newUser, now)
    for (let wrong = 0; wrong < 5; wrong++) await recordFailure(tx, 'zhou', now)
    assert.equal(await isLocked(tx, 'zhou', now), true)
    await unlockUser(pool, 'ZHOU', now)
    assert.equal(await isLocked(tx, 'zhou', now), false)
    const before = await passwordOf(tx)
    await resetPassword(pool, sessions, { username: 'zhou', password: 'another password' }, now)
    assert.notEqual(await passwordOf(tx), before)
    await disableUser(pool, 'zhou', now)
    assert.deepEqual((await listAccounts(tx, districtId))[0]?.disabledAt, now)
    await assert.rejects(disableUser(pool, 'nobody', now), { code: 'account_not_found' })
  })
  const acts = await tx.many<{ act: string }>(sql`
    select act from kernel.audit_entry where district_id = ${districtId} and actor_id = 'command-line' order by audit_id`)
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['user.add', 'user.unlock', 'user.reset-password', 'user.disable'],
  )
})

const passwordOf = async (tx: Tx): Promise<string> =>
  (
    await tx.one<{ password: string }>(sql`
      select a."password" from auth."account" a join auth."user" u on u."id" = a."userId" where u."username" = 'zhou'`)
  ).password

function importing(
  path: string,
  bytes: string,
  options: Partial<ImportOptions>,
): { given: Importing; lines: string[] } {
  const lines: string[] = []
  const io = { isTerminal: false, line: (text: string) => void lines.push(text), write: () => undefined }
  return { lines, given: { districtId, path, bytes: Buffer.from(bytes), options, now, io } }
}

const square = (west: number) => [
  [
    [west, 31.2],
    [west + 0.001, 31.2],
    [west + 0.001, 31.201],
    [west, 31.201],
    [west, 31.2],
  ],
]

const cellFile = (code: string): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { code }, geometry: { type: 'Polygon', coordinates: square(107.502) } }],
  })

dbTest('cells are only looked at until --commit is given, and a bad row is told with its reason', async (tx) => {
  await foundTown(tx)
  const pool = rolledBackPool(tx)
  const count = async () =>
    (await tx.one<{ n: number }>(sql`select count(*) as n from city.cell where district_id = ${districtId}`)).n
  const good = cellFile('513399001001003')
  const look = importing('cells.geojson', good, { frame: 'CGCS2000' })
  assert.deepEqual(await importFile(pool, 'cells', look.given), { clean: true, committed: false })
  assert.equal(look.lines.at(-1), '试导入，未改动 · dry run, nothing was changed')
  assert.equal(await count(), 2)
  const bad = importing('cells.geojson', cellFile('99'), { frame: 'CGCS2000', commit: true })
  assert.deepEqual(await importFile(pool, 'cells', bad.given), { clean: false, committed: false })
  assert.match(bad.lines.join('\n'), /✗ 第 1 行 row 99 code：/)
  const enter = importing('cells.geojson', good, { frame: 'CGCS2000', commit: true })
  assert.deepEqual(await importFile(pool, 'cells', enter.given), { clean: true, committed: true })
  assert.equal(await count(), 3)
})

dbTest('cells without a declared frame are refused', async (tx) => {
  await foundTown(tx)
  const { given, lines } = importing('cells.geojson', cellFile('513399001001003'), { commit: true })
  assert.deepEqual(await importFile(rolledBackPool(tx), 'cells', given), { clean: false, committed: false })
  assert.match(lines[0] ?? '', /✗ 文件 file/)
})

const holidays = 'date,name,is_off_day,notice\n2031-05-05,劳动节,true,国办发明电〔2030〕1号\n'

dbTest('a table of holidays publishes the calendar anew, and a dry run leaves it as it was', async (tx) => {
  await foundTown(tx)
  const pool = rolledBackPool(tx)
  const version = async () =>
    (await tx.one<{ v: number }>(sql`select max(version) as v from city.calendar where district_id = ${districtId}`)).v
  const before = await version()
  const look = importing('holidays.csv', holidays, {})
  await importFile(pool, 'calendar', look.given)
  assert.deepEqual(look.lines.slice(0, 2), [
    '放假日 days 1，新增或更改 new or changed 1',
    `工作日历第 ${before + 1} 版 · working calendar, version ${before + 1}`,
  ])
  assert.equal(await version(), before)
  await importFile(pool, 'calendar', importing('holidays.csv', holidays, { commit: true }).given)
  assert.equal(await version(), before + 1)
  const broken = importing('holidays.csv', 'date;name\n', {})
  await assert.rejects(importFile(pool, 'calendar', broken.given), { code: 'calendar_file_unreadable' })
})

dbTest('exported cases are masked, carry their point and leave a line of audit', async (tx) => {
  await foundTown(tx)
  const pool = rolledBackPool(tx)
  const doer = { id: 'import', name: '历史导入', unit: null, actor: undefined }
  for (const point of [null, { frame: 'CGCS2000' as const, lon: 107.5005, lat: 31.2005 }])
    await register(
      tx,
      makeSealer(secret),
      { districtId, doer, now },
      {
        source: 'hotline',
        urgency: 'normal',
        description: '井盖松动，电话 13912345678',
        place: { point, text: '南坝路' },
        reporter: { name: '唐某', phone: '13912345678' },
        files: [],
      },
    )
  const text = await whole(await exportPieces(pool, districtId, { kind: 'cases', format: 'csv', now }))
  assert.ok(text.startsWith('\uFEFFnumber,stage,'))
  assert.equal(text.trim().split('\r\n').length, 3)
  assert.ok(!text.includes('13912345678') && !text.includes('唐某'))
  assert.match(text, /139\*{4}5678/)
  const json = JSON.parse(await whole(await exportPieces(pool, districtId, { kind: 'cases', format: 'geojson', now })))
  const geometries = json.features.map((feature: { geometry: unknown }) => feature.geometry)
  assert.deepEqual(
    new Set(geometries.map((each: { type?: string } | null) => each?.type)),
    new Set([undefined, 'Point']),
  )
  const cells = JSON.parse(await whole(await exportPieces(pool, districtId, { kind: 'cells', format: 'geojson', now })))
  assert.equal(cells.features.length, 2)
  const acts = await tx.many(sql`
    select act from kernel.audit_entry where district_id = ${districtId} and actor_id = 'command-line' order by audit_id`)
  assert.deepEqual(acts, [{ act: 'export.cases' }, { act: 'export.cases' }, { act: 'export.cells' }])
})

async function whole(pieces: AsyncGenerator<string>): Promise<string> {
  let text = ''
  for await (const piece of pieces) text += piece
  return text
}
