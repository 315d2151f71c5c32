import assert from 'node:assert/strict'
import { sendDueSms } from '#command/notify/sms/sender.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { outsideOwnerSubscriber } from '#command/owner/subscriber.ts'
import { ownerSubscriber } from '#command/record/owner-subscriber.ts'
import { sql } from '#kernel/db/sql.ts'
import { phonePhoto } from '#kernel/files/sample-photo.ts'
import { newId } from '#kernel/id.ts'
import { silentLog } from '#kernel/log.ts'
import { relayIn } from '../testing/relayed.ts'
import { must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { inTown, town } from '../testing/town.ts'

const telecom = '达川示范通信维护中心'
const door = `/api/public/${town.districtId}/owner`
const contact = { name: '王值班', phone: '13800005678' }

/** A cover of the telecom company, the company with a contact, and text messages switched on. */
async function standing(s: Story, isKnown = true): Promise<string> {
  const body = { kind: '01007', name: '通信井盖', ownerName: telecom, place: { lon: inTown.lon, lat: inTown.lat } }
  const { code } = await must(s.post('xitong', '/api/components', body))
  if (isKnown) {
    const { ownerId } = await must(s.post('banzhang', '/api/owners', { name: telecom }))
    await must(s.post('banzhang', `/api/owners/${ownerId}/contacts`, contact))
  }
  await must(s.post('xitong', '/api/notify/sms-setting', { enabled: true, toReporters: false, perMinute: 60 }))
  return code
}

async function found(s: Story, componentCode: string): Promise<string> {
  const place = { point: inTown, componentCode }
  const opened = await must(
    s.post('xiaolin', '/api/cases', { source: 'collector', description: '井盖丢失，请联系 13912345678', place }),
  )
  await relayIn(s.tx, [ownerSubscriber, outsideOwnerSubscriber])()
  return `/api/cases/${opened.caseId}`
}

/** Sends what is due through a gateway that keeps it, and gives the texts with the numbers they went to. */
async function sent(s: Story): Promise<{ phone: string; text: string }[]> {
  const kept: { phone: string; text: string }[] = []
  const gateway = { name: 'kept', send: async (one: { phone: string; text: string }) => `${kept.push(one)}` }
  // The events of a story are recorded at the hour of the database, not of the story.
  const clock = { now: () => new Date(Date.now() + 3_600_000) }
  await sendDueSms({
    ...{ pool: s.pool, clock, log: silentLog, sealer: s.sealer, gateway, publicUrl: 'https://yiwang.test' },
  })
  return kept
}

const tokenIn = (text: string): string => /#owner\/\d{6}\.([\w-]+)$/.exec(text)?.[1] ?? ''

/** Asks as the owner's browser does, with the cookie it was given. */
async function as(s: Story, cookie: string, path: string, payload: object | Buffer) {
  const reply = await s.app.inject({
    ...{ method: 'POST', url: `${door}/${path}`, payload },
    headers: {
      ...{ cookie, 'idempotency-key': newId() },
      ...(Buffer.isBuffer(payload) ? { 'content-type': 'application/octet-stream' } : {}),
    },
  })
  return { status: reply.statusCode, body: reply.json() }
}

async function open(s: Story, token: string): Promise<{ cookie: string; body: Record<string, unknown> }> {
  const reply = await s.post('nobody', `${door}/open`, { token })
  assert.equal(reply.status, 200, JSON.stringify(reply.body))
  return { cookie: String(reply.headers['set-cookie']).split(';')[0] ?? '', body: reply.body }
}

story('the telecom company is texted of its missing cover, answers by the link, and the case shows it', async (s) => {
  const listens = { name: '权属单位系统', url: 'https://owner.example/hook', topics: ['owner.told', 'owner.answered'] }
  const given = { ...listens, kinds: [] }
  const { destinationId } = await must(s.post('xitong', '/api/notify/destinations', given))
  await must(s.post('xitong', `/api/notify/destinations/${destinationId}/secret`))
  await must(s.post('xitong', `/api/notify/destinations/${destinationId}`, { ...given, enabled: true }))
  const at = await found(s, await standing(s))
  const [message] = await sent(s)
  assert.equal(message?.phone, contact.phone)
  assert.match(message?.text ?? '', /通信井盖.*https:\/\/yiwang\.test\/contractor\/#owner\//)
  const { rows } = await s.tx.client.query('select text from command.sms')
  assert.doesNotMatch(rows[0].text, /#owner/, 'the link is kept nowhere')
  const { cookie, body } = await open(s, tokenIn(message?.text ?? ''))
  assert.equal(body.ownerName, telecom)
  assert.match(String(body.description), /139\*{4}5678/, 'numbers of others stay masked')
  assert.ok(!JSON.stringify(body).includes('xiaolin'), 'who found it is not told')
  assert.equal((await as(s, cookie, 'answer', { answer: 'acknowledged' })).status, 200)
  const plannedAt = new Date(s.clock.now().getTime() + 3_600_000).toISOString()
  assert.equal((await as(s, cookie, 'answer', { answer: 'planned', plannedAt, note: '已备盖板' })).status, 200)
  const bare = await as(s, cookie, 'answer', { answer: 'done', note: '已恢复' })
  assert.equal(bare.body.faults[0].field, 'body.files')
  const { fileId } = (await as(s, cookie, 'photos', await phonePhoto({ width: 64, height: 48 }))).body
  const foreign = await s.photo('luzheng')
  assert.equal((await as(s, cookie, 'answer', { answer: 'done', files: [foreign] })).body.code, 'unknown_file')
  const done = await as(s, cookie, 'answer', { answer: 'done', note: '已恢复', files: [fileId] })
  assert.deepEqual(
    done.body.answers.map(({ answer }: { answer: string }) => answer),
    ['acknowledged', 'planned', 'done'],
  )
  const { events } = await must(s.get('diaodu', at))
  const notes = events.filter(({ kind }: { kind: string }) => kind === 'noted')
  assert.match(notes[0].body.text, /告知权属单位.*已发短信 1 条/)
  assert.match(notes.at(-1).body.text, /已处置。已恢复/)
  assert.equal(notes.at(-1).byName, `${telecom}（权属单位）`)
  const { letter, contacts } = await must(s.get('diaodu', `${at}/owner`))
  assert.deepEqual([letter.answers.length, letter.end, contacts, letter.openedAt !== null], [3, null, 1, true])
  assert.equal((await s.get('diaodu', `/api/files/${fileId}/thumb`)).status, 200)
  await relayIn(s.tx, notifySubscribers)()
  const delivered = await s.tx.many<{ topic: string; payload: Record<string, unknown> }>(sql`
    select topic, payload from command.delivery where district_id = ${town.districtId} order by delivery_id`)
  assert.deepEqual(
    delivered.map(({ topic, payload }) => [topic, payload.ownerName, payload.answer]),
    [
      ['owner.told', telecom, undefined],
      ['owner.answered', telecom, 'acknowledged'],
      ['owner.answered', telecom, 'planned'],
      ['owner.answered', telecom, 'done'],
    ],
  )
  const topics = await s.tx.many<{ topic: string }>(sql`
    select topic from kernel.outbox where district_id = ${town.districtId} and topic like 'owner.%' order by outbox_id`)
  assert.deepEqual(
    topics.map(({ topic }) => topic),
    ['owner.told', 'owner.answered', 'owner.answered', 'owner.answered'],
  )
})

story(
  'a link that is forged, withdrawn, expired or of an ended case opens nothing; told again it is another',
  async (s) => {
    const at = await found(s, await standing(s))
    const [message] = await sent(s)
    const token = tokenIn(message?.text ?? '')
    const codeOf = async (given: string) => (await s.post('nobody', `${door}/open`, { token: given })).body.code
    assert.equal(await codeOf(`${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`), 'owner_letter_not_found')
    assert.equal(await codeOf('x'.repeat(65)), 'owner_letter_not_found')
    const { cookie } = await open(s, token)
    await must(s.post('diaodu', `${at}/owner/revoke`))
    assert.equal(await codeOf(token), 'owner_letter_not_found')
    assert.equal((await as(s, cookie, 'answer', { answer: 'acknowledged' })).body.code, 'owner_letter_not_found')
    assert.equal((await must(s.post('diaodu', `${at}/owner/tell`))).toldCount, 1)
    const { address } = await must(s.post('diaodu', `${at}/owner/link`))
    const fresh = tokenIn(address)
    assert.notEqual(fresh, token)
    assert.equal(await codeOf(token), 'owner_letter_not_found')
    assert.equal((await s.post('nobody', `${door}/open`, { token: fresh })).status, 200)
    s.clock.advance(8 * 86_400_000)
    assert.equal(await codeOf(fresh), 'owner_letter_not_found')
  },
)

story('so much may be answered and no more, and a plan lies ahead', async (s) => {
  await found(s, await standing(s))
  const [message] = await sent(s)
  const { cookie } = await open(s, tokenIn(message?.text ?? ''))
  const past = new Date(s.clock.now().getTime() - 60_000).toISOString()
  assert.equal((await as(s, cookie, 'answer', { answer: 'planned', plannedAt: past })).body.code, 'owner_planned_past')
  assert.equal((await as(s, cookie, 'answer', { answer: 'planned' })).body.faults[0].field, 'body.plannedAt')
  assert.equal((await as(s, cookie, 'answer', { answer: 'not_ours' })).body.faults[0].field, 'body.note')
  for (let n = 0; n < 20; n++) assert.equal((await as(s, cookie, 'answer', { answer: 'acknowledged' })).status, 200)
  assert.equal((await as(s, cookie, 'answer', { answer: 'acknowledged' })).status, 429)
})

story(
  'contacts are sealed, shown masked and revealed on record; a unit of the district is no outside owner',
  async (s) => {
    const code = await standing(s, false)
    const [unknown] = (await must(s.get('banzhang', '/api/owners'))).items
    assert.deepEqual([unknown.name, unknown.ownerId, unknown.things], [telecom, null, 1])
    const at = await found(s, code)
    assert.deepEqual([(await must(s.get('diaodu', `${at}/owner`))).isKnown, (await sent(s)).length], [false, 0])
    assert.equal((await s.post('diaodu', `${at}/owner/tell`)).body.code, 'owner_of_nothing')
    assert.equal((await s.post('banzhang', '/api/owners', { name: '市政设施所' })).body.code, 'owner_is_unit')
    const { ownerId } = await must(s.post('banzhang', '/api/owners', { name: telecom }))
    assert.equal((await s.post('banzhang', '/api/owners', { name: telecom })).body.field, 'body.name')
    const { contactId } = await must(s.post('banzhang', `/api/owners/${ownerId}/contacts`, contact))
    const listed = JSON.stringify(await must(s.get('banzhang', '/api/owners')))
    assert.ok(listed.includes('138****5678') && listed.includes('王**') && !listed.includes(contact.phone))
    const { rows } = await s.tx.client.query(`select * from command.owner_contact`)
    assert.ok(!JSON.stringify(rows).includes(contact.phone))
    const shown = await must(
      s.post('banzhang', `/api/owners/${ownerId}/contacts/${contactId}/reveal`, { reason: '电话联系' }),
    )
    assert.deepEqual(shown, contact)
    assert.equal((await must(s.post('diaodu', `${at}/owner/tell`))).toldCount, 1)
    await must(s.post('banzhang', `/api/owners/${ownerId}/contacts/${contactId}/end`))
    const left = await s.tx.client.query(`select octet_length(phone_sealed) as bytes from command.owner_contact`)
    assert.equal(left.rows[0].bytes, 0, 'what was sealed is erased')
    assert.equal((await sent(s)).length, 0, 'whose number was taken out meanwhile gets nothing')
    for (const path of [`${at}/owner`, '/api/owners']) assert.equal((await s.get('wairen', path)).status, 403)
  },
)
