import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { filed } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const issue = (s: Story, who: 'xitong' | 'luzheng' | 'diaodu', body: object) =>
  s.post(who, '/api/access-tokens', { name: 'QGIS', reads: ['components'], days: 30, ...body })

/** What a map program gets that sends nothing but a token. */
const withToken = async (s: Story, token: string, url: string, scheme: 'Bearer' | 'Basic' = 'Bearer') => {
  const credentials = scheme === 'Bearer' ? token : Buffer.from(`qgis:${token}`).toString('base64')
  const reply = await s.app.inject({ url, headers: { authorization: `${scheme} ${credentials}` } })
  return { status: reply.statusCode, body: reply.json() }
}

const collectionsOf = async (s: Story, token: string) =>
  (await withToken(s, token, '/ogc/collections')).body.collections.map(({ id }: { id: string }) => id)

story('xitong makes a token, which reads features as bearer and as password, and opens nothing else', async (s) => {
  const { status, body } = await issue(s, 'xitong', {})
  assert.equal(status, 200)
  assert.match(body.token, /^yw_513399_[A-Za-z0-9_-]{43}$/)
  assert.deepEqual(await collectionsOf(s, body.token), ['cells', 'components'])
  assert.equal((await withToken(s, body.token, '/ogc/collections/components/items', 'Basic')).status, 200)
  for (const url of ['/api/components', '/api/session', '/api/tiles', '/ogcx'])
    assert.notEqual((await withToken(s, body.token, url)).status, 200, url)
  assert.equal((await withToken(s, body.token, '/api/components')).status, 401)
  assert.equal((await withToken(s, `${body.token.slice(0, -1)}_`, '/ogc')).status, 401)
  const [listed] = (await s.get('xitong', '/api/access-tokens')).body.items
  assert.deepEqual([listed.name, listed.state, listed.isMine], ['QGIS', 'in_force', true])
  assert.equal(listed.usedAt, s.clock.now().toISOString())
  const kept = await s.tx.many(sql`select t::text as row from "analyse".access_token t`)
  assert.ok(!JSON.stringify(kept).includes(body.token.slice(-43)), 'only a digest is kept')
})

story('luzheng reads with a token the cases of his unit only, and none without his post', async (s) => {
  const at = await filed(s)
  const { token } = (await issue(s, 'luzheng', { reads: ['cases'] })).body
  const items = '/ogc/collections/cases/items'
  assert.deepEqual((await withToken(s, token, items)).body.features, [])
  assert.equal((await s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' })).status, 200)
  assert.equal((await withToken(s, token, items)).body.features.length, 1)
  assert.equal((await withToken(s, token, '/ogc/collections/components/items')).status, 403)
  await s.tx.run(sql`delete from city.post_holding where person_id = ${s.people.luzheng}`)
  assert.equal((await withToken(s, token, items)).status, 403)
})

story(
  'a token ends by its day, by its owner’s hand, by the security administrator’s, and with its account',
  async (s) => {
    const made = async (name: string) => (await issue(s, 'diaodu', { name, days: 7 })).body
    const [first, second, third, fourth] = [
      await made('一号'),
      await made('二号'),
      await made('三号'),
      await made('四号'),
    ]
    const status = async ({ token }: { token: string }) => (await withToken(s, token, '/ogc')).status
    assert.equal(await status(first), 200)
    assert.equal((await s.post('luzheng', `/api/access-tokens/${first.tokenId}/revoke`)).body.code, 'token_not_found')
    assert.equal((await s.post('diaodu', `/api/access-tokens/${first.tokenId}/revoke`)).status, 200)
    assert.equal(await status(first), 401)
    assert.equal((await s.post('anquan', `/api/access-tokens/${second.tokenId}/revoke`)).status, 200)
    assert.equal(await status(second), 401)
    assert.equal(await status(third), 200)
    await s.tx.run(sql`
    insert into auth."user" ("id", "name", "email", "emailVerified", "username", "districtId", "personId", "disabledAt")
    values ('gone', 'diaodu', 'gone@x.invalid', false, 'gone', ${town.districtId}, ${s.people.diaodu}, now())`)
    assert.equal(await status(third), 401)
    await s.tx.run(sql`delete from auth."user" where "id" = 'gone'`)
    s.clock.advance(8 * 24 * 3_600_000)
    assert.equal(await status(fourth), 401)
    const { items } = (await s.get('anquan', '/api/access-tokens')).body
    assert.deepEqual(items.map(({ state }: { state: string }) => state).sort(), [
      'expired',
      'expired',
      'revoked',
      'revoked',
    ])
    assert.deepEqual((await s.get('luzheng', '/api/access-tokens')).body.items, [])
    const acts = await s.tx.many<{ act: string; outcome: string }>(sql`
    select act, outcome from kernel.audit_entry
     where district_id = ${town.districtId} and act like '%access%token%' order by at, audit_id`)
    assert.equal(acts.filter(({ act }) => act === 'access token issued').length, 4)
    const revoked = acts.filter(({ act }) => act === 'POST /api/access-tokens/:tokenId/revoke')
    assert.deepEqual(revoked.map(({ outcome }) => outcome).sort(), ['done', 'done', 'refused'])
  },
)

story('nobody makes a token that reads more than they do, or two of one name, or one for ever', async (s) => {
  assert.equal((await issue(s, 'xitong', { reads: ['cases'] })).body.code, 'token_reads_beyond')
  assert.equal((await issue(s, 'diaodu', {})).status, 200)
  assert.equal((await issue(s, 'diaodu', {})).body.code, 'token_name_taken')
  assert.equal((await issue(s, 'diaodu', { name: '长期', days: 4000 })).status, 400)
  assert.equal((await s.post('wairen', '/api/access-tokens', {})).status, 403)
  assert.equal((await s.post('anquan', '/api/access-tokens', { name: '安全', reads: [], days: 7 })).status, 403)
})
