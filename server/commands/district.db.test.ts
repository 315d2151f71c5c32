import assert from 'node:assert/strict'
import { currentCalendar, listStageLimits, loadNationalHolidays } from '#city/calendar/store.ts'
import { loadNationalCatalogue } from '#city/catalogue/load.ts'
import { getVersionInForce } from '#city/catalogue/version-store.ts'
import { listPeople, listUnits } from '#city/organisation/store.ts'
import { findDistrict, getDistrict } from '#city/place/store.ts'
import { listAccounts } from '#kernel/auth/accounts.ts'
import { openSessions, type Sessions } from '#kernel/auth/sessions.ts'
import { systemClock } from '#kernel/clock.ts'
import { Secret } from '#kernel/config.ts'
import type { Tx } from '#kernel/db/db.ts'
import { sql } from '#kernel/db/sql.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { dbTest } from '#kernel/testing/db.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { register } from '#serve/intake/intake.ts'
import { type DistrictWords, readOpening } from './district-input.ts'
import { openDistrict } from './open-district.ts'

const now = new Date('2026-11-22T03:00:00Z')
const secret = new Secret('a secret of the tests')
const districtId = '511799'
const words: DistrictWords = { id: districtId, name: '新建区', division: '511799', lon: '107.5', lat: '31.2' }

/** Opens as the command does, in the caller's transaction. */
async function open(tx: Tx, change: DistrictWords = {}) {
  const pool = rolledBackPool(tx)
  const sessions: Sessions = openSessions({
    url: 'postgres://127.0.0.1:1/none',
    pool,
    secret,
    clock: systemClock,
    secure: false,
  })
  try {
    return await openDistrict(pool, sessions, readOpening({ ...words, ...change }, now), now)
  } finally {
    await sessions.close()
  }
}

async function loadReferences(tx: Tx): Promise<void> {
  await loadNationalHolidays(tx)
  await loadNationalCatalogue(tx)
}

dbTest('a bureau opens its own district and the desk can register a report in it at once', async (tx) => {
  await loadReferences(tx)
  await open(tx, { 'case-number': '新{yyyy}-{seq:4}' })
  const { definition } = await currentCalendar(tx, districtId)
  assert.deepEqual(definition.schedules[0]?.sessions, [
    ['08:30', '12:00'],
    ['14:30', '18:00'],
  ])
  assert.match(definition.title.zh, /默认，待本区改定/)
  assert.ok(definition.holidays.length > 0)
  assert.deepEqual(
    (await listStageLimits(tx, districtId)).map(({ stage, limit: { value, unit } }) => `${stage} ${value} ${unit}`),
    [
      'confirm 30 urgent_minute',
      'dispatch 15 work_minute',
      'intake 15 work_minute',
      'send 30 work_minute',
      'verify 30 urgent_minute',
    ],
  )
  const standard = await getVersionInForce(tx, districtId, { edition: '2026', on: '2026-11-22' })
  assert.ok(standard.conditions > 0)
  assert.deepEqual(
    (await listUnits(tx, districtId)).map(({ unitId }) => unitId),
    ['centre', 'command'],
  )
  const { number, stage } = await register(
    tx,
    makeSealer(secret),
    { districtId, doer: { id: 'desk', name: '受理员', unit: null, actor: undefined }, now },
    {
      source: 'hotline',
      urgency: 'normal',
      description: '井盖松动',
      category: { edition: '2026', kind: 'matter', code: '01001' },
      place: { point: { frame: 'CGCS2000', lon: 107.51, lat: 31.21 }, text: '南坝路' },
      files: [],
    },
  )
  assert.equal(number, '新2026-0001')
  assert.equal(stage, 'reported')
})

dbTest('three administrators are three people, each with a post and a password of their own', async (tx) => {
  await loadReferences(tx)
  const admitted = await open(tx, {
    ...{ 'admin-username': 'zhang', 'admin-name': '张三' },
    ...{ 'security-username': 'li', 'security-name': '李四' },
    ...{ 'audit-username': 'wang', 'audit-name': '王五' },
  })
  assert.equal(new Set(admitted.map(({ password }) => password)).size, 3)
  const posts = (await listPeople(tx, districtId)).map(({ name, posts: [held] }) => `${name} ${held?.post}`)
  assert.deepEqual(posts.sort(), ['张三 system_admin', '李四 security_admin', '王五 audit_admin'])
  assert.equal((await listAccounts(tx, districtId)).length, 3)
  const acts = await tx.many<{ act: string }>(sql`
    select act from kernel.audit_entry where district_id = ${districtId} order by audit_id`)
  assert.deepEqual(
    acts.map(({ act }) => act),
    ['user.add', 'user.add', 'user.add', 'district.add'],
  )
})

dbTest('a district that exists is refused and stays as it is', async (tx) => {
  await loadReferences(tx)
  await open(tx)
  const before = await getDistrict(tx, districtId)
  await assert.rejects(open(tx, { name: '另一区', lon: '108' }), { code: 'district_exists' })
  assert.deepEqual(await getDistrict(tx, districtId), before)
  assert.equal((await currentCalendar(tx, districtId)).definition.version, 1)
})

dbTest('an administrator whose account is taken elsewhere keeps the whole district out', async (tx) => {
  await loadReferences(tx)
  await open(tx, { 'admin-username': 'zhang', 'admin-name': '张三' })
  const second = { id: '511798', division: '511798', 'admin-username': 'ZHANG', 'admin-name': '张四' }
  await assert.rejects(open(tx, second), { code: 'account_taken' })
  assert.equal(await findDistrict(tx, '511798'), undefined)
})
