import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Attendance } from '#city/attendance/attendance.ts'
import { permissionNames } from '#city/organisation/permissions.ts'
import { loadActor } from '#city/organisation/store.ts'
import type { Pool } from '#kernel/db/db.ts'
import { createApp } from '#kernel/http/app.ts'
import type { RouteContract } from '#kernel/http/contract.ts'
import { newId } from '#kernel/id.ts'
import type { LiveHub } from '#kernel/live/live.ts'
import { silentLog } from '#kernel/log.ts'
import { listProblems } from '#kernel/problem.ts'
import type { LiveCounts } from '../live-counts.ts'
import { addressOf, contracts } from '../testing/contracts.ts'
import { filed } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'
import { mountLive } from './live-route.ts'

const bareDeps = {
  pool: {} as Pool,
  log: silentLog,
  uploadMaxMb: 20,
  identify: async () => undefined,
  districtOf: () => 'none',
}

/** Routes open to everybody, each on purpose. A new one must be entered here by hand. */
const meantForAll = new Set([
  'POST /api/session',
  'GET /api/public/:district',
  'POST /api/public/:district/photos',
  'POST /api/public/:district/reports',
  'GET /api/public/:district/reports/:code',
  'POST /api/public/:district/reports/:code/rating',
  'GET /api/public/:district/reports/:code/photos/:fileId',
  'GET /api/public/:district/draws/:day',
  'GET /api/public/:district/things/:code',
  'POST /api/public/:district/reports/:code/veto',
  'POST /api/public/:district/contractor/look',
  'POST /api/public/:district/contractor/code',
  'POST /api/public/:district/contractor/session',
  'GET /api/public/:district/contractor/task',
  'POST /api/public/:district/contractor/photos',
  'GET /api/public/:district/contractor/photos/:fileId',
  'POST /api/public/:district/contractor/accept',
  'POST /api/public/:district/contractor/handle',
  'POST /api/public/:district/owner/open',
  'POST /api/public/:district/owner/answer',
  'POST /api/public/:district/owner/photos',
  'GET /api/public/:district/owner/photos/:fileId',
  'POST /api/public/:district/wall/open',
  'GET /api/public/:district/wall/picture',
  'POST /api/public/:district/wall/hello',
  'GET /api/map',
  'GET /tiles/base/:district/:version/:z/:x/:file',
])

/** Routes for anybody with an account: their own session, and an upload that still asks for a permission. */
const meantForSignedIn = new Set([
  'GET /api/session',
  'DELETE /api/session',
  'POST /api/session/password',
  'POST /api/photos',
])

const nameOf = (contract: RouteContract) => `${contract.method} ${contract.path}`

const guarded = contracts.filter((contract) => contract.access !== 'public' && contract.access !== 'signed-in')

const ask = async ({ app }: Story, who: 'wairen' | 'nobody', contract: RouteContract, at: string) => {
  const headers = { 'x-cast': who, ...(contract.method === 'GET' ? {} : { 'idempotency-key': newId() }) }
  const payload = contract.method === 'GET' ? {} : { payload: {} }
  const reply = await app.inject({ method: contract.method, url: addressOf(contract, at), headers, ...payload })
  return { status: reply.statusCode, body: reply.json() }
}

story('wairen, who may do nothing, gets nothing from any route; whoever is not signed in even less', async (s) => {
  const at = await filed(s)
  for (const contract of guarded) {
    const signedIn = await ask(s, 'wairen', contract, at)
    assert.equal(signedIn.status, 403, `${nameOf(contract)} answered wairen with ${signedIn.status}`)
    assert.equal(signedIn.body.code, 'not_permitted')
    const stranger = await ask(s, 'nobody', contract, at)
    assert.equal(stranger.status, 401, `${nameOf(contract)} answered a stranger with ${stranger.status}`)
  }
  const upload = await s.post('wairen', '/api/photos', Buffer.from('not an image'))
  assert.equal(upload.status, 404)
})

story('the live stream, which stands outside the contracts, gives wairen and strangers nothing either', async (s) => {
  const app = await createApp({ ...bareDeps, clock: s.clock })
  const opened: string[] = []
  const hub = {
    openStream: async (_: unknown, { actorId }: { actorId: string }) => opened.push(actorId),
  } as unknown as LiveHub
  mountLive(app, hub, {} as LiveCounts, {} as Attendance, async ({ headers }) => {
    const personId = s.people[headers['x-cast'] as 'wairen']
    return personId ? loadActor(s.tx, town.districtId, personId) : undefined
  })
  const answer = async (who: string) => (await app.inject({ url: '/api/live', headers: { 'x-cast': who } })).json().code
  assert.equal(await answer('wairen'), 'not_permitted')
  assert.equal(await answer('nobody'), 'not_signed_in')
  assert.deepEqual(opened, [])
  await app.close()
})

story('somebody with a post in another district finds no case of this one', async (s) => {
  const at = await filed(s)
  await s.tx.client.query(
    `insert into city.district (district_id, name, centre_lon, centre_lat, bounds) values ('elsewhere', '别区', 107, 31, box(point(107,31), point(108,32)))`,
  )
  await s.tx.client.query(
    `insert into city.unit (district_id, unit_id, name, kind) values ('elsewhere', 'centre', '别区中心', 'centre')`,
  )
  const { people } = s
  await s.tx.client.query(
    `insert into city.person (district_id, person_id, account_id, name) values ('elsewhere', $1, 'x', '别区值班长')`,
    [people.wairen],
  )
  await s.tx.client.query(
    `insert into city.post_holding (district_id, person_id, post, unit_id) values ('elsewhere', $1, 'duty_chief', 'centre')`,
    [people.wairen],
  )
  const { viewCase } = await import('#city/case/view.ts')
  const actor = await loadActor(s.tx, 'elsewhere', people.wairen)
  assert.ok(actor)
  await assert.rejects(viewCase(s.tx, actor, at.split('/').at(-1) ?? '', s.clock.now()), { code: 'case_not_found' })
})

story('a unit sees only its own cases, in list, detail and photo alike', async (s) => {
  const at = await filed(s)
  assert.equal((await s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' })).status, 200)
  assert.equal((await s.get('luzheng', at)).status, 200)
  assert.equal((await s.get('huanwei', at)).status, 404)
  assert.equal((await s.get('huanwei', '/api/cases')).body.items.length, 0)
  assert.equal((await s.post('huanwei', `${at}/accept`)).body.code, 'case_not_found')
  const fileId = await s.photo('luzheng')
  assert.equal((await s.post('luzheng', `${at}/attach`, { files: [fileId], purpose: 'before' })).status, 200)
  assert.equal((await s.get('diaodu', `/api/files/${fileId}/thumb`)).status, 200)
  assert.equal((await s.get('huanwei', `/api/files/${fileId}/thumb`)).status, 404)
})

test('what is open to everybody, or to everybody signed in, is open on purpose', () => {
  const open = contracts.filter((contract) => contract.access === 'public').map(nameOf)
  assert.deepEqual(new Set(open), meantForAll)
  assert.deepEqual(
    new Set(contracts.filter((contract) => contract.access === 'signed-in').map(nameOf)),
    meantForSignedIn,
  )
})

test('only sessions, revealed secrets, who is looking and half-written calls stay outside the ledger of commands', () => {
  const outside = contracts.filter((contract) => contract.outsideLedger).map(nameOf)
  assert.deepEqual(outside.sort(), [
    'DELETE /api/session',
    'POST /api/access-tokens',
    'POST /api/attendance',
    'POST /api/callers',
    'POST /api/cases/:id/contractor-links',
    'POST /api/cases/:id/owner/link',
    'POST /api/cases/:id/reporter/reveal',
    'POST /api/notify/destinations/:destinationId/secret',
    'POST /api/owners/:ownerId/contacts/:contactId/reveal',
    'POST /api/public/:district/contractor/code',
    'POST /api/public/:district/contractor/look',
    'POST /api/public/:district/contractor/session',
    'POST /api/public/:district/owner/open',
    'POST /api/public/:district/wall/hello',
    'POST /api/public/:district/wall/open',
    'POST /api/session',
    'POST /api/session/password',
    'POST /api/walls',
    'PUT /api/call-drafts/:draftId',
  ])
})

test('every route asks for a permission that the policy knows, and names only problems that exist', () => {
  const codes = new Set(listProblems().map((problem) => problem.code))
  for (const contract of guarded)
    assert.ok(contract.access in permissionNames, `${nameOf(contract)} asks for ${contract.access}`)
  for (const contract of contracts)
    for (const code of contract.problems ?? []) assert.ok(codes.has(code), `${nameOf(contract)} names ${code}`)
})

test('no two routes share a method and an address', () => {
  const names = contracts.map(nameOf)
  assert.equal(new Set(names).size, names.length)
})
