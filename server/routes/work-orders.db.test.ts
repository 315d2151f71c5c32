import assert from 'node:assert/strict'
import { sql } from '#kernel/db/sql.ts'
import { soundIndustries } from '../industries/discover.ts'
import { turnIndustry } from '../industries/routes.ts'
import { type Story, story } from '../testing/story.ts'
import { town } from '../testing/town.ts'
import { upkeepTown } from '../testing/upkeep.ts'

type Town = Awaited<ReturnType<typeof upkeepTown>>

const orderOf = ({ industry, job, codes }: Town, more: object = {}) => ({
  ...{ industryId: industry.id, jobId: job.id, codes, words: '灯头损坏' },
  ...more,
})

async function planned(s: Story, t: Town, more: object = {}): Promise<string> {
  const made = await s.post('diaodu', '/api/work-orders', orderOf(t, more))
  assert.equal(made.status, 200, JSON.stringify(made.body))
  return `/api/work-orders/${made.body.orderId}`
}

async function doneBy(s: Story, at: string, points: number): Promise<void> {
  assert.equal((await s.post('luzheng', `${at}/begin`)).status, 200)
  for (let point = 0; point < points; point++) {
    const files = point === 0 ? [await s.photo('luzheng')] : []
    assert.equal((await s.post('luzheng', `${at}/sign`, { point, result: 'ok', files })).status, 200)
  }
  const done = await s.post('luzheng', `${at}/done`, { words: '已更换' })
  assert.equal(done.body.state, 'done', JSON.stringify(done.body))
}

story('an order goes from diaodu to luzheng, is signed point by point, and banzhang accepts it', async (s) => {
  const t = await upkeepTown(s, 1)
  const [code] = t.codes
  await s.post('xitong', `/api/components/${code}/state`, { state: 'damaged', reason: '灯头损坏' })
  const at = await planned(s, t, { assign: { unitId: 'roads' } })
  assert.equal((await s.post('luzheng', `${at}/sign`, { point: 0, result: 'ok' })).body.code, 'order_out_of_turn')
  assert.equal((await s.post('huanwei', `${at}/begin`)).body.code, 'order_unknown')
  await s.post('luzheng', `${at}/begin`)
  assert.equal((await s.post('luzheng', `${at}/done`)).body.code, 'order_points_open')
  for (const [point] of t.job.checklist.entries())
    assert.equal((await s.post('luzheng', `${at}/sign`, { point, result: 'ok' })).status, 200)
  assert.equal((await s.post('luzheng', `${at}/done`, { words: '已更换' })).body.state, 'done')
  assert.equal((await s.post('luzheng', `${at}/accept`)).status, 403)
  assert.equal((await s.post('banzhang', `${at}/accept`, { words: '现场复核' })).body.state, 'accepted')
  const { body } = await s.get('lingdao', at)
  assert.deepEqual(
    body.history.map(({ kind }: { kind: string }) => kind),
    ['planned', 'assigned', 'begun', ...t.job.checklist.map(() => 'signed'), 'done', 'accepted'],
  )
  const { component } = (await s.get('lingdao', `/api/components/${code}`)).body
  assert.equal(component.state, 'intact')
})

story('what is sent back has its points done again; an older sight of the order is refused', async (s) => {
  const t = await upkeepTown(s, 1)
  const at = await planned(s, t, { assign: { unitId: 'roads' } })
  await doneBy(s, at, t.job.checklist.length)
  const last = t.job.checklist.length - 1
  assert.equal((await s.post('banzhang', `${at}/send-back`, { reason: '未试亮', points: [40] })).status, 400)
  assert.equal(
    (await s.post('banzhang', `${at}/send-back`, { reason: '未试亮', points: [39] })).body.code,
    'order_point_unknown',
  )
  assert.equal((await s.post('banzhang', `${at}/send-back`, { reason: '未试亮', points: [last] })).body.state, 'begun')
  const { body } = await s.get('luzheng', at)
  assert.deepEqual([body.signed, body.sentBack], [last, 1])
  assert.equal(
    (await s.post('luzheng', `${at}/sign`, { point: last, result: 'ok', seen: 3 })).body.code,
    'order_moved_on',
  )
  assert.equal((await s.post('luzheng', `${at}/sign`, { point: last, result: 'ok', seen: body.version })).status, 200)
})

story('each step says why it cannot be taken now, in the words it is refused with', async (s) => {
  const t = await upkeepTown(s, 1)
  const at = await planned(s, t)
  const { steps } = (await s.get('banzhang', at)).body
  const accepted = steps.find(({ step }: { step: string }) => step === 'accepted')
  assert.match(accepted.refusal.zh, /待派单/)
  assert.equal(steps.find(({ step }: { step: string }) => step === 'assigned').refusal, null)
  assert.equal((await s.post('diaodu', `${at}/cancel`, { reason: '重复开单' })).body.state, 'cancelled')
  const { counts } = (await s.get('diaodu', '/api/work-orders/counts')).body
  assert.deepEqual([counts.planned, counts.cancelled], [0, 1])
  assert.equal((await s.get('wairen', at)).status, 403)
})

story(
  'an accepted hand-over gives its things to their new owner, and one without a new owner is refused',
  async (s) => {
    const industries = await soundIndustries()
    const t = await upkeepTown(s, 2)
    const job = industries.flatMap(({ command }) => command.jobs).find((one) => one.onAcceptance.takesOver)
    if (!job || !t.industry.command.jobs.includes(job)) return
    const body = orderOf(t, { jobId: job.id, assign: { unitId: 'roads' } })
    assert.equal((await s.post('diaodu', '/api/work-orders', body)).body.code, 'order_takeover')
    const at = await planned(s, t, {
      jobId: job.id,
      assign: { unitId: 'roads' },
      takeover: { ownerName: '路灯管理所' },
    })
    await doneBy(s, at, job.checklist.length)
    assert.equal((await s.post('banzhang', `${at}/accept`)).status, 200)
    for (const code of t.codes) {
      const { component, history } = (await s.get('lingdao', `/api/components/${code}`)).body
      assert.equal(component.ownerName, '路灯管理所')
      assert.match(history.at(-1).reason, /验收通过/)
    }
  },
)

story('what wears out comes up for replacement, and an accepted order begins its cycle anew', async (s) => {
  const industry = (await soundIndustries()).find(({ command }) => command.jobs.some(({ cycle }) => cycle))
  const job = industry?.command.jobs.find(({ cycle }) => cycle)
  if (!industry || !job) return
  const at = `/api/replacements?industryId=${industry.id}&jobId=${job.id}`
  assert.equal((await s.get('diaodu', at)).body.code, 'order_job_unknown')
  const turn = { isOn: true, reason: '启用', at: s.clock.now(), by: '值班长', signedBy: '值班长' }
  await turnIndustry(s.tx, town.districtId, industry, turn)
  const place = { frame: 'CGCS2000', lon: 107.5005, lat: 31.2005 }
  const thing = { kind: industry.components[0]?.code, name: '旧设施', place }
  const { code } = (await s.post('xitong', '/api/components', thing)).body
  assert.equal((await s.get('diaodu', at)).body.total, 0)
  await s.tx.run(sql`
    update city.component set initial_date = '1980-01-01' where district_id = ${town.districtId} and code = ${code}`)
  assert.equal((await s.get('diaodu', at)).body.total, 1)
  const order = { industryId: industry.id, jobId: job.id, codes: [code], assign: { unitId: 'roads' } }
  const { orderId, number } = (await s.post('diaodu', '/api/work-orders', order)).body
  assert.equal((await s.get('diaodu', at)).body.items[0].orderNumber, number)
  await doneBy(s, `/api/work-orders/${orderId}`, job.checklist.length)
  assert.equal((await s.post('banzhang', `/api/work-orders/${orderId}/accept`)).status, 200)
  assert.equal((await s.get('diaodu', at)).body.total, 0)
})

story('orders are listed by state, exported, and counted late by the calendar', async (s) => {
  const t = await upkeepTown(s, 1)
  await planned(s, t, { limit: { value: 1, unit: 'work_day' } })
  s.clock.advance(3 * 86_400_000)
  const late = (await s.get('diaodu', '/api/work-orders?late=true')).body.items
  assert.deepEqual(
    late.map(({ isLate, dueAt }: { isLate: boolean; dueAt: string }) => [isLate, dueAt]),
    [[true, '2026-03-03T02:00:00.000Z']],
  )
  assert.match(String((await s.get('diaodu', '/api/work-orders/export?format=csv')).body), /GD20260302-001/)
  assert.equal((await s.get('diaodu', '/api/work-orders?state=late')).status, 400)
})
