import assert from 'node:assert/strict'
import { silentLog } from '#kernel/log.ts'
import { filed, inHand, must } from '#server/testing/steps.ts'
import { type Story, story } from '#server/testing/story.ts'
import { urgeJobs } from './jobs.ts'

const idOf = (at: string) => at.split('/').at(-1) ?? ''
const watch = (s: Story) =>
  urgeJobs({ ...s, log: silentLog })[0]!.handle({}, { jobId: 'x', attempt: 1, signal: AbortSignal.timeout(30_000) })

story(
  'a leader’s instruction about two cases is answered, sent back, answered again, accepted and archived',
  async (s) => {
    const [one, two] = [await inHand(s), await inHand(s)]
    const order = await must(
      s.post('lingdao', '/api/urges', {
        ...{ type: 'leader', instructedBy: '王区长', text: '两天内全部修复，举一反三', unitId: 'roads' },
        caseIds: [idOf(one), idOf(two)],
      }),
    )
    assert.equal(order.title, '批示〔2026〕1 号')
    assert.equal(order.dueAt, '2026-03-03T02:00:00.000Z', 'one working day')
    const at = `/api/urges/${order.orderId}`
    const seen = await must(s.get('luzheng', at))
    assert.deepEqual(
      [seen.list.length, seen.may.answered.allowed, seen.may.accepted.refusal.code],
      [2, true, 'urge_not_yours'],
    )
    assert.equal((await s.get('huanwei', at)).body.code, 'urge_not_found')
    assert.equal((await must(s.get('huanwei', '/api/urges'))).items.length, 0)
    const urged = (await must(s.get('luzheng', one))).events.at(-1)
    assert.deepEqual([urged.kind, urged.body.orderId, urged.body.dueAt], ['urged', order.orderId, order.dueAt])

    const files = [await s.photo('luzheng')]
    await must(s.post('luzheng', `${at}/answer`, { text: '已安排，今晚完成', files }))
    assert.equal((await s.post('luzheng', `${at}/answer`, { text: '补充' })).body.code, 'urge_answered_already')
    assert.equal((await must(s.get('luzheng', two))).events.at(-1).kind, 'urge_answered')
    assert.equal((await s.get('lingdao', `/api/files/${files[0]}/thumb`)).status, 200)
    const bare = await s.post('lingdao', `${at}/review`, { accept: false })
    assert.deepEqual([bare.body.code, bare.body.field], ['urge_reason_needed', 'body.note'])
    assert.equal((await s.post('diaodu', `${at}/review`, { accept: true })).body.code, 'urge_not_yours')
    await must(s.post('lingdao', `${at}/review`, { accept: false, note: '没有完成照片' }))
    await must(s.post('luzheng', `${at}/answer`, { text: '已完成', files: [] }))
    await must(s.post('ducha', `${at}/review`, { accept: true }))
    await must(s.post('ducha', `${at}/archive`, { note: '办结' }))
    assert.equal((await s.post('lingdao', `${at}/archive`)).body.code, 'urge_archived')
    const done = await must(s.get('lingdao', at))
    assert.deepEqual([done.state, done.sentBack, done.inTime, done.dueAt], ['archived', 1, true, null])
    const { items } = await must(s.get('lingdao', '/api/urges?state=archived&q=举一反三'))
    assert.equal(items.length, 1)
    const csv = await s.get('lingdao', '/api/urges/export?state=archived')
    assert.match(String(csv.body), /批示〔2026〕1 号,领导督办,王区长/)
  },
)

story(
  'an order about no case has a clock all the same, and one about a stranger’s case is refused whole',
  async (s) => {
    const order = { type: 'important', text: '汛期前清淤', unitId: 'roads' }
    const first = await must(s.post('ducha', '/api/urges', { ...order, limit: { value: 2, unit: 'work_day' } }))
    assert.deepEqual([first.title, first.dueAt], ['督办〔2026〕1 号', '2026-03-04T02:00:00.000Z'])
    const at = await inHand(s)
    const wrong = await s.post('ducha', '/api/urges', { ...order, unitId: 'sanitation', caseIds: [idOf(at)] })
    assert.equal(wrong.body.code, 'urge_case_of_other_unit')
    assert.equal(
      (await must(s.get('ducha', '/api/urges'))).items.length,
      1,
      'nothing of it is left, not even its number',
    )
    assert.equal((await s.post('luzheng', '/api/urges', order)).body.code, 'not_permitted')
    assert.equal((await must(s.post('ducha', '/api/urges', order))).title, '督办〔2026〕2 号')
  },
)

story('what nobody answers in time goes up once, and once more after it was sent back', async (s) => {
  const { orderId } = await must(
    s.post('ducha', '/api/urges', { type: 'important', text: '报送台账', unitId: 'roads' }),
  )
  const kinds = async () =>
    (await must(s.get('ducha', `/api/urges/${orderId}`))).events.map(({ kind }: { kind: string }) => kind).join(' ')
  await watch(s)
  assert.equal(await kinds(), 'issued', 'not before its time')
  s.clock.advance(3 * 86_400_000)
  await watch(s)
  await watch(s)
  assert.equal(await kinds(), 'issued escalated')
  await must(s.post('luzheng', `/api/urges/${orderId}/answer`, { text: '已报送' }))
  await must(s.post('ducha', `/api/urges/${orderId}/review`, { accept: false, note: '缺附件' }))
  await watch(s)
  assert.equal(await kinds(), 'issued escalated answered sent_back escalated')
  const late = (await must(s.get('ducha', '/api/urges?state=current'))).items[0]
  assert.equal(late.inTime, false, 'the calendar decides, not a stored date')
  const { rows } = await s.tx.client.query(
    `select payload->>'template' as template from kernel.outbox where topic = 'notice.wanted' and payload->>'template' = 'urge.overdue'`,
  )
  assert.equal(rows.length, 2)
})

story(
  'late handling issues one order for each dispatch by itself, unless the district has switched that off',
  async (s) => {
    const at = await inHand(s)
    await filed(s)
    s.clock.set('2026-03-20T10:00:00+08:00')
    const { dueAt } = await must(s.get('diaodu', at))
    s.clock.set(new Date(Date.parse(dueAt) + 3_600_000))
    await s.tx.client.query(
      `update city.district set settings = '{"urge":{"limit":{"value":1,"unit":"work_day"},"automatic":false}}'`,
    )
    await watch(s)
    assert.equal((await must(s.get('ducha', '/api/urges'))).items.length, 0)
    await s.tx.client.query(`update city.district set settings = '{}'`)
    await watch(s)
    await watch(s)
    const { items } = await must(s.get('ducha', '/api/urges'))
    assert.deepEqual(
      items.map(({ type, issuedByName, cases }: { type: string; issuedByName: string; cases: number }) => [
        type,
        issuedByName,
        cases,
      ]),
      [['overdue', '系统', 1]],
    )
    assert.equal((await must(s.get('luzheng', at))).urges, 1)
  },
)

story(
  'urging a case at its page opens an order with a clock; before a unit has it, it is only on record',
  async (s) => {
    const early = await filed(s)
    await must(s.post('banzhang', `${early}/urge`, { type: 'important', text: '尽快派遣' }))
    const at = await inHand(s)
    await must(
      s.post('banzhang', `${at}/urge`, { type: 'leader', text: '今天办完', limit: { value: 4, unit: 'work_hour' } }),
    )
    const { items } = await must(s.get('luzheng', '/api/urges?state=open'))
    assert.deepEqual([items.length, items[0].cases, items[0].dueAt], [1, 1, '2026-03-02T08:00:00.000Z'])
  },
)
