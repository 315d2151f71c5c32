import assert from 'node:assert/strict'
import { contractorLinkSubscriber } from '#command/contractor/subscriber.ts'
import { sql } from '#kernel/db/sql.ts'
import { phonePhoto } from '#kernel/files/sample-photo.ts'
import { newId } from '#kernel/id.ts'
import { relayIn } from '../testing/relayed.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const door = `/api/public/${town.districtId}/contractor`
const given = { contractor: '顺达市政工程队', phone: '13800005678', hours: 48 }

async function dispatched(s: Story): Promise<string> {
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads', note: '请联系 13912345678' }))
  return at
}

const tokenOf = (address: string) => address.split('.').at(-1) ?? ''

async function issue(s: Story, at: string): Promise<{ token: string; linkId: string }> {
  const { address, linkId } = await must(s.post('luzheng', `${at}/contractor-links`, given))
  return { token: tokenOf(address), linkId }
}

const code = (s: Story) => /验证码 (\d{6})/.exec(s.texts().at(-1) ?? '')?.[1] ?? ''

/** Asks as the contractor's browser does, with the cookie it was given. */
async function as(s: Story, cookie: string, method: 'GET' | 'POST', path: string, payload?: object | Buffer) {
  const reply = await s.app.inject({
    method,
    url: `${door}/${path}`,
    headers: {
      cookie,
      ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
      ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
    },
    ...(payload ? { payload } : {}),
  })
  const isJson = String(reply.headers['content-type']).includes('json')
  return { status: reply.statusCode, body: isJson ? reply.json() : undefined }
}

async function enter(s: Story, token: string): Promise<string> {
  await must(s.post('nobody', `${door}/code`, { token, last4: '5678' }))
  const opened = await s.post('nobody', `${door}/session`, { token, code: code(s) })
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  const cookie = String(opened.headers['set-cookie'])
  assert.match(cookie, /HttpOnly; SameSite=Strict/)
  return cookie.split(';')[0] ?? ''
}

const codeOf = async (reply: ReturnType<Story['post']>): Promise<string> => (await reply).body.code

story(
  'luzheng sends a contractor a link, who gets in by phone and code, sees one task, and does it under the link’s name',
  async (s) => {
    const at = await dispatched(s)
    const { token, linkId } = await issue(s, at)
    assert.equal((await must(s.post('nobody', `${door}/look`, { token }))).contractor, given.contractor)
    const cookie = await enter(s, token)
    const task = await as(s, cookie, 'GET', 'task')
    assert.deepEqual([task.status, task.body.stage, task.body.mayAccept], [200, 'dispatched', true])
    assert.match(task.body.note, /139\*{4}5678/, 'numbers of others stay masked')
    assert.ok(!JSON.stringify(task.body).includes('xiaolin'), 'who reported it is not told')
    assert.equal((await as(s, cookie, 'POST', 'accept', {})).body.stage, 'handling')
    const bare = await as(s, cookie, 'POST', 'handle', { note: '已更换井盖' })
    assert.equal(bare.body.code, 'after_photo_needed')
    const { fileId } = (await as(s, cookie, 'POST', 'photos', await phonePhoto({ width: 64, height: 48 }))).body
    const foreign = await s.photo('luzheng')
    assert.equal(
      (await as(s, cookie, 'POST', 'handle', { note: '已更换井盖', after: [foreign] })).body.code,
      'unknown_file',
    )
    assert.equal((await as(s, cookie, 'POST', 'handle', { note: '已更换井盖', after: [fileId] })).body.stage, 'handled')
    assert.equal((await as(s, cookie, 'GET', `photos/${fileId}`)).status, 200)
    const { byName } = (await must(s.get('diaodu', at))).events.at(-1)
    assert.equal(byName, '顺达市政工程队（承包）')
    const { rows } = await s.tx.client.query(`select by_id from city.case_event where kind = 'handled'`)
    assert.equal(rows[0].by_id, `link:${linkId}`)
  },
)

story(
  'a wrong telephone, a wrong code and a code used twice open nothing; five errors lock the link for half an hour',
  async (s) => {
    const { token } = await issue(s, await dispatched(s))
    assert.equal(await codeOf(s.post('nobody', `${door}/look`, { token: 'x'.repeat(43) })), 'link_not_found')
    assert.equal(await codeOf(s.post('nobody', `${door}/code`, { token, last4: '0000' })), 'link_refused')
    assert.equal(s.texts().length, 0, 'nothing is sent to anybody')
    await must(s.post('nobody', `${door}/code`, { token, last4: '5678' }))
    assert.equal(await codeOf(s.post('nobody', `${door}/code`, { token, last4: '5678' })), 'link_code_too_soon')
    const right = code(s)
    const wrong = right === '000000' ? '000001' : '000000'
    assert.equal(await codeOf(s.post('nobody', `${door}/session`, { token, code: wrong })), 'link_refused')
    await must(s.post('nobody', `${door}/session`, { token, code: right }))
    assert.equal(
      await codeOf(s.post('nobody', `${door}/session`, { token, code: right })),
      'link_refused',
      'a code is spent',
    )
    const seen = []
    for (let one = 0; one < 5; one++)
      seen.push(await codeOf(s.post('nobody', `${door}/code`, { token, last4: '0000' })))
    assert.equal(seen.at(-1), 'link_locked')
    assert.equal(
      await codeOf(s.post('nobody', `${door}/code`, { token, last4: '5678' })),
      'link_locked',
      'even the right one',
    )
    s.clock.advance(31 * 60_000)
    await must(s.post('nobody', `${door}/code`, { token, last4: '5678' }))
    s.clock.advance(11 * 60_000)
    assert.equal(
      await codeOf(s.post('nobody', `${door}/session`, { token, code: code(s) })),
      'link_refused',
      'it is too late',
    )
  },
)

story('a link opens its own task only, within its time, until the unit takes it back', async (s) => {
  const [one, two] = [await dispatched(s), await dispatched(s)]
  const first = await issue(s, one)
  const cookie = await enter(s, first.token)
  const { fileId } = { fileId: await s.photo('luzheng') }
  await must(s.post('luzheng', `${two}/attach`, { files: [fileId], purpose: 'before' }))
  assert.equal((await as(s, cookie, 'GET', `photos/${fileId}`)).body.code, 'link_not_found', 'a photo of another case')
  assert.equal((await as(s, '', 'GET', 'task')).body.code, 'link_session_needed')
  assert.equal((await as(s, `yiwang.link=${first.token}`, 'GET', 'task')).status, 401, 'the link is not a session')
  assert.equal(await codeOf(s.post('huanwei', `${one}/contractor-links`, given)), 'case_not_found')
  assert.equal(await codeOf(s.post('diaodu', `${one}/contractor-links`, given)), 'not_permitted')
  assert.equal(await codeOf(s.post('wairen', `${one}/contractor-links`, given)), 'not_permitted')
  const bad = await s.post('luzheng', `${one}/contractor-links`, { ...given, phone: '12345' })
  assert.equal(bad.body.field, 'body.phone')
  await must(s.post('luzheng', `${one}/contractor-links/${first.linkId}/revoke`))
  assert.equal((await as(s, cookie, 'GET', 'task')).body.code, 'link_session_needed')
  const second = await issue(s, one)
  const other = await enter(s, second.token)
  s.clock.advance(49 * 3_600_000)
  assert.equal((await as(s, other, 'GET', 'task')).status, 401)
  assert.equal(await codeOf(s.post('nobody', `${door}/look`, { token: second.token })), 'link_not_found')
  const { items } = await must(s.get('luzheng', `${one}/contractor-links`))
  assert.deepEqual(items.map((item: { end: string }) => item.end).sort(), ['expired', 'revoked'])
})

story('recalled, returned or closed, a dispatch leaves nothing behind that still opens, waits or runs', async (s) => {
  const relay = relayIn(s.tx, [contractorLinkSubscriber])
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads', coUnitIds: ['sanitation'] }))
  await must(s.post('luzheng', `${at}/accept`))
  await must(s.post('luzheng', `${at}/ask-extension`, { reason: '需定制井盖' }))
  const { token } = await issue(s, at)
  const cookie = await enter(s, token)
  await must(s.post('diaodu', `${at}/recall`, { reason: '派错单位' }))
  const left = await s.tx.one<{ links: number; helpers: number; pending: number }>(sql`
    select (select count(*) from command.contractor_link where ended_at is null) as links,
           (select count(*) from city.case where co_open_ids <> '{}' or co_unit_ids <> '{}') as helpers,
           (select count(*) from city.case where pending <> '') as pending`)
  assert.deepEqual(left, { links: 0, helpers: 0, pending: 0 })
  assert.equal((await as(s, cookie, 'POST', 'accept', {})).status, 401)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  assert.equal((await as(s, cookie, 'GET', 'task')).status, 401, 'the same unit again, but another dispatch')
  const again = await enter(s, (await issue(s, at)).token)
  await must(s.post('luzheng', `${at}/return`, { reason: '井盖权属为通信公司' }))
  assert.equal((await as(s, again, 'GET', 'task')).status, 401)
  await relay()
  const open = await s.tx.many(sql`select 1 from command.contractor_link where ended_at is null`)
  assert.equal(open.length, 0, 'and it is written down')
})
