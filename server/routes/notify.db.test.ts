import assert from 'node:assert/strict'
import type { Gateway, Message } from '#command/notify/sms/gateway.ts'
import { sendDueSms } from '#command/notify/sms/sender.ts'
import { putSmsSetting } from '#command/notify/sms/setting.ts'
import { notifySubscribers } from '#command/notify/subscribers.ts'
import { Secret } from '#kernel/config.ts'
import { sql } from '#kernel/db/sql.ts'
import { silentLog } from '#kernel/log.ts'
import { makeSealer } from '#kernel/sealed.ts'
import { rolledBackPool } from '#kernel/testing/rolled-back-pool.ts'
import { relayIn } from '../testing/relayed.ts'
import { filed, must } from '../testing/steps.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'

const destination = { name: '市级平台', url: 'https://city.example/hook', topics: ['case.changed'], kinds: [] }

story('xitong enters a destination, sees its secret once, enables it; nobody else may', async ({ get, post }) => {
  assert.equal((await post('diaodu', '/api/notify/destinations', destination)).status, 403)
  const { destinationId } = await must(post('xitong', '/api/notify/destinations', destination))
  const at = `/api/notify/destinations/${destinationId}`
  const enabled = { ...destination, enabled: true }
  assert.equal((await post('xitong', at, enabled)).body.code, 'destination_secret_missing')
  const { secret, formerUntil } = await must(post('xitong', `${at}/secret`))
  assert.match(secret, /^whsec_/)
  assert.equal(formerUntil, null)
  await must(post('xitong', at, enabled))
  const { items } = await must(get('xitong', '/api/notify/destinations'))
  assert.equal(items[0].hasSecret, true)
  assert.doesNotMatch(JSON.stringify(items), /whsec_/)
  const again = await must(post('xitong', `${at}/secret`))
  assert.notEqual(again.secret, secret)
  assert.ok(again.formerUntil)
  const { deliveryId } = await must(post('xitong', `${at}/test`, {}))
  const log = await must(get('xitong', `${at}/deliveries`))
  assert.deepEqual([log.items[0].deliveryId, log.items[0].topic], [deliveryId, 'webhook.test'])
  await must(post('xitong', `${at}/remove`, {}))
  assert.equal((await must(get('xitong', '/api/notify/destinations'))).items.length, 0)
  assert.equal((await post('xitong', `${at}/test`, {})).body.code, 'destination_not_found')
})

story('an address of our own network is refused when it is entered, and told by its field', async ({ post }) => {
  for (const url of ['http://127.0.0.1/x', 'http://localhost:9/', 'http://[::1]/', 'http://169.254.169.254/latest']) {
    const { status, body } = await post('xitong', '/api/notify/destinations', { ...destination, url })
    assert.deepEqual([status, body.code, body.field], [422, 'destination_url', 'body.url'], url)
  }
  assert.equal(
    (await post('xitong', '/api/notify/destinations', { ...destination, url: 'file:///etc/passwd' })).status,
    400,
  )
})

story('case events reach the log of a destination without a word of what they say', async (s) => {
  const { get, post } = s
  const { destinationId } = await must(post('xitong', '/api/notify/destinations', destination))
  const at = `/api/notify/destinations/${destinationId}`
  await must(post('xitong', `${at}/secret`))
  await must(post('xitong', at, { ...destination, kinds: ['filed'], enabled: true }))
  await filed(s)
  await relayIn(s.tx, notifySubscribers)()
  const { items } = await must(get('xitong', `${at}/deliveries`))
  assert.deepEqual(
    items.map((item: { kind: string }) => item.kind),
    ['filed'],
  )
  assert.doesNotMatch(JSON.stringify(items), /井盖/)
  const replay = await post('xitong', `${at}/replay`, { from: '2026-03-02T00:00:00Z', to: '2026-03-01T00:00:00Z' })
  assert.equal(replay.body.code, 'replay_window')
})

story('diaodu changes the words of a template; an unknown parameter is refused by its name', async (s) => {
  const { get, post } = s
  const { items } = await must(get('diaodu', '/api/notify/templates'))
  const known = items.find((item: { template: string }) => item.template === 'case.filed')
  assert.equal(known.version, 0)
  const { titleZh, titleEn, textZh, textEn, sms } = known
  const words = { titleZh, titleEn, textZh, textEn, sms }
  const change = (more: object, basedOn = 0) =>
    post('diaodu', '/api/notify/templates/case.filed', { ...words, enabled: true, basedOn, ...more })
  const refused = await change({ textZh: '请于 {deadline} 前派遣' })
  assert.deepEqual([refused.body.code, refused.body.field], ['template_parameter_unknown', 'body.textZh'])
  assert.match(refused.body.title, /\{deadline\}/)
  assert.equal((await must(change({ titleZh: '快派 {number}' }))).version, 1)
  assert.equal((await change({ titleZh: '慢了' })).body.code, 'template_moved_on')
  await filed(s)
  await relayIn(s.tx, notifySubscribers)()
  const notices = await must(get('diaodu', '/api/notices'))
  assert.match(notices.items[0].title.zh, /^快派 \d+$/)
  assert.equal((await must(get('diaodu', '/api/notify/templates/case.filed'))).items.length, 2)
  await must(change({ enabled: false }, 1))
  await filed(s)
  await relayIn(s.tx, notifySubscribers)()
  assert.equal((await must(get('diaodu', '/api/notices'))).items.length, 1)
  assert.equal(
    (await post('diaodu', '/api/notify/templates/no.such', { ...words, enabled: true, basedOn: 0 })).status,
    404,
  )
})

story('a preview shows diaodu a real case, and xitong, who reads none, an example', async (s) => {
  const at = await filed(s)
  const { number } = await must(s.get('diaodu', at))
  const body = {
    titleZh: '案件 {number}',
    titleEn: 'Case {number}',
    textZh: '{category} {nope}',
    textEn: '{category}',
    sms: '【一网】{number}',
    number,
  }
  const real = await must(s.post('diaodu', '/api/notify/templates/case.filed/preview', body))
  assert.deepEqual([real.caseNumber, real.title.zh, real.smsSegments], [number, `案件 ${number}`, 1])
  assert.equal(real.faults[0].field, 'body.textZh')
  const example = await must(s.post('xitong', '/api/notify/templates/case.filed/preview', body))
  assert.equal(example.caseNumber, null)
  assert.doesNotMatch(JSON.stringify(example), new RegExp(number))
})

/** A gateway of our own that fails on command. */
function fakeGateway(): Gateway & { sent: Message[]; fails: boolean } {
  const gateway = {
    name: 'fake',
    sent: [] as Message[],
    fails: false,
    send: async (message: Message) => {
      if (gateway.fails) throw new Error('gateway answered 503')
      gateway.sent.push(message)
      return `g-${gateway.sent.length}`
    },
  }
  return gateway
}

function texting(s: Story) {
  const gateway = fakeGateway()
  // The events of a story are recorded at the hour of the database, not of the story.
  const clock = { now: () => new Date(Date.now() + 2 * 86_400_000) }
  const sealer = makeSealer(new Secret('story secret'))
  const deps = { pool: rolledBackPool(s.tx), clock, log: silentLog, sealer, gateway, publicUrl: 'https://yiwang.test' }
  return { gateway, clock, round: () => sendDueSms(deps) }
}

const allOn = { enabled: true, toReporters: true, perMinute: 100 }

story(
  'luzheng, who asked for it, gets a text message of a new case; the log shows neither number nor words',
  async (s) => {
    await putSmsSetting(s.tx, town.districtId, allOn)
    const choice = { muted: [], sms: ['task'], quietFrom: 0, quietTo: 0, phone: '13812345678' }
    await must(s.post('luzheng', '/api/notices/preference', choice))
    const at = await filed(s)
    await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
    await relayIn(s.tx, notifySubscribers)()
    const { gateway, round } = texting(s)
    assert.equal(await round(), 1)
    assert.equal(gateway.sent[0]?.phone, '13812345678')
    assert.match(gateway.sent[0]?.text ?? '', /^【一网】新派案件\d+/)
    assert.equal(await round(), 0)
    const { items } = await must(s.get('xitong', '/api/notify/sms'))
    assert.deepEqual([items[0].phoneMasked, items[0].state], ['138****5678', 'sent'])
    assert.doesNotMatch(JSON.stringify(items), /13812345678|新派/)
  },
)

story('a message whose case has left luzheng’s scope meanwhile is not sent', async (s) => {
  await putSmsSetting(s.tx, town.districtId, allOn)
  const choice = { muted: [], sms: ['task'], quietFrom: 0, quietTo: 0, phone: '13812345678' }
  await must(s.post('luzheng', '/api/notices/preference', choice))
  const at = await filed(s)
  await must(s.post('diaodu', `${at}/dispatch`, { unitId: 'roads' }))
  await relayIn(s.tx, notifySubscribers)()
  await must(s.post('luzheng', `${at}/return`, { reason: '非我单位职责' }))
  const { gateway, round } = texting(s)
  await round()
  assert.deepEqual(gateway.sent, [])
  const { items } = await must(s.get('xitong', '/api/notify/sms?state=dead'))
  assert.equal(items.length, 1)
})

story(
  'dashen, who reported by telephone, is told by text message only where the district has switched that on',
  async (s) => {
    const relay = relayIn(s.tx, notifySubscribers)
    const report = async () => {
      const opened = await must(
        s.post('shouli', '/api/cases', {
          source: 'hotline',
          description: '井盖缺角',
          reporter: { name: '大神', phone: '13900001111' },
          category: { edition: '2026', kind: 'component', code: '01003' },
          place: { text: '滨河路' },
        }),
      )
      await must(s.post('shouli', `/api/cases/${opened.caseId}/refuse`, { reason: '位置不明', basis: '规定' }))
      await relay()
    }
    await putSmsSetting(s.tx, town.districtId, { ...allOn, toReporters: false })
    await report()
    const { gateway, round } = texting(s)
    assert.equal(await round(), 0)
    await putSmsSetting(s.tx, town.districtId, allOn)
    await report()
    await round()
    assert.deepEqual(
      gateway.sent.map(({ phone }) => phone),
      ['13900001111'],
    )
  },
)

story(
  'no more go out in a minute than the district allows, and a gateway that fails is tried again later',
  async (s) => {
    const { gateway, clock, round } = texting(s)
    await putSmsSetting(s.tx, town.districtId, { ...allOn, perMinute: 3 })
    const choice = { muted: [], sms: ['task'], quietFrom: 0, quietTo: 0, phone: '13812345678' }
    await must(s.post('diaodu', '/api/notices/preference', choice))
    await must(
      s.post('xitong', '/api/notify/templates/case.filed', {
        titleZh: '待派遣',
        titleEn: 'To dispatch',
        textZh: '{number}',
        textEn: '{number}',
        sms: '【一网】待派遣{number}',
        enabled: true,
        basedOn: 0,
      }),
    )
    for (let n = 0; n < 5; n++) await filed(s)
    await relayIn(s.tx, notifySubscribers)()
    assert.equal(await round(), 3)
    assert.equal(await round(), 0)
    const later = clock.now().getTime() + 61_000
    clock.now = () => new Date(later)
    gateway.fails = true
    assert.equal(await round(), 2)
    assert.equal(gateway.sent.length, 3)
    assert.equal(await round(), 0)
    gateway.fails = false
    clock.now = () => new Date(later + 10_000)
    assert.equal(await round(), 2)
    const states = await s.tx.many<{ state: string; count: number }>(sql`
    select state, count(*) as count from command.sms where district_id = ${town.districtId} group by state`)
    assert.deepEqual(states, [{ state: 'sent', count: 5 }])
  },
)
