import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderEvent } from './event.ts'
import { foldOrder, isLate, signedOf } from './state.ts'
import { refusalOf } from './steps.ts'

const at = new Date('2026-03-02T02:00:00Z')
const words = (zh: string) => ({ zh, en: zh })

const planned: OrderEvent = {
  ...{ seq: 1, kind: 'planned', at, byId: 'diaodu', byName: 'diaodu' },
  body: {
    ...{ number: 'GD20260302-001', industryId: 'lighting', jobId: 'replace-lamp', title: words('更换灯具') },
    ...{ checklist: [words('断电'), words('试亮')], codes: ['51170301037000001'], words: '', limit: null },
    ...{ dueAt: '2026-03-03T02:00:00Z', inspectionId: null, takeover: null },
  },
}

const tell = (...rest: { kind: OrderEvent['kind']; by: string; body?: object }[]): OrderEvent[] => [
  planned,
  ...rest.map(
    ({ kind, by, body = {} }, index) =>
      ({ seq: index + 2, kind, at: new Date(at.getTime() + index * 60_000), byId: by, byName: by, body }) as OrderEvent,
  ),
]

const assigned = {
  kind: 'assigned' as const,
  by: 'diaodu',
  body: { unitId: 'roads', unitName: '市政所', personId: null, personName: null, words: '' },
}
const begun = { kind: 'begun' as const, by: 'luzheng' }
const sign = (point: number) => ({
  kind: 'signed' as const,
  by: 'luzheng',
  body: { point, result: 'ok', words: '', files: [] },
})
const done = { kind: 'done' as const, by: 'luzheng', body: { words: '已换', files: [] } }

const refused = (step: Parameters<typeof refusalOf>[0], events: OrderEvent[], who: string) =>
  refusalOf(step, foldOrder(events), who)?.code

test('an order goes from plan to acceptance, and each step waits for the one before', () => {
  assert.equal(refused('begun', tell(), 'luzheng'), 'order_out_of_turn')
  assert.equal(refused('assigned', tell(), 'diaodu'), undefined)
  assert.equal(refused('begun', tell(assigned), 'luzheng'), undefined)
  assert.equal(refused('done', tell(assigned, begun, sign(0)), 'luzheng'), 'order_points_open')
  const ready = tell(assigned, begun, sign(0), sign(1))
  assert.equal(signedOf(foldOrder(ready)), 2)
  assert.equal(refused('done', ready, 'luzheng'), undefined)
  assert.equal(foldOrder(tell(assigned, begun, sign(0), sign(1), done)).state, 'done')
})

test('luzheng, who did the work, may neither accept it nor send it back; banzhang may', () => {
  const events = tell(assigned, begun, sign(0), sign(1), done)
  assert.equal(refused('accepted', events, 'luzheng'), 'order_own_work')
  assert.equal(refused('sent_back', events, 'luzheng'), 'order_own_work')
  assert.equal(refused('accepted', events, 'banzhang'), undefined)
})

test('what is sent back is begun again, and only the points named have to be signed anew', () => {
  const back = { kind: 'sent_back' as const, by: 'banzhang', body: { reason: '未试亮', points: [1] } }
  const order = foldOrder(tell(assigned, begun, sign(0), sign(1), done, back))
  assert.deepEqual([order.state, signedOf(order), order.sentBack, order.doneAt], ['begun', 1, 1, null])
})

test('an order is late when it was not done by its deadline, even if it is done by now', () => {
  const events = tell(assigned, begun, sign(0), sign(1), done)
  assert.equal(isLate(foldOrder(events), new Date('2026-03-09T00:00:00Z')), false)
  assert.equal(isLate(foldOrder(tell(assigned)), new Date('2026-03-09T00:00:00Z')), true)
})
