import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { bureauCalendar } from '#city/calendar/samples.ts'
import { at } from '#city/case/sample-history.ts'
import { foldUrge, type UrgeEvent, type UrgeKind, urgeClock, urgeRefusal } from './order.ts'

const calendar = compileCalendar(bureauCalendar)
const limit = { value: 4, unit: 'work_hour' } as const
const bodies = {
  issued: { limit },
  answered: { text: '已安排', files: [] },
  sent_back: { reason: '没有完成时间' },
  accepted: { note: '' },
  escalated: { dueBy: '' },
  archived: { note: '' },
}

const told = (lines: readonly (readonly [string, UrgeKind])[]): UrgeEvent[] =>
  lines.map(
    ([when, kind], index) =>
      ({
        seq: index + 1,
        kind,
        at: at(when),
        byId: 'x',
        byName: 'x',
        calendarVersion: null,
        body: bodies[kind],
      }) as UrgeEvent,
  )

const due = (lines: readonly (readonly [string, UrgeKind])[], now: string) =>
  urgeClock(told(lines), calendar, at(now)).dueBy?.toISOString()

test('the clock counts working time, stands still while an answer is judged and goes on when it is sent back', () => {
  const monday = [['2026-03-02 09:00', 'issued']] as const
  assert.equal(due(monday, '2026-03-02 09:00'), at('2026-03-02 15:00').toISOString(), 'lunch does not count')
  const answered = [...monday, ['2026-03-02 10:00', 'answered']] as const
  assert.equal(due(answered, '2026-03-02 11:00'), undefined)
  const back = [...answered, ['2026-03-02 17:00', 'sent_back']] as const
  assert.equal(due(back, '2026-03-02 17:00'), at('2026-03-03 10:30').toISOString())
})

test('an order goes from open to archived, and lateness is told once until it is given back', () => {
  const state = (...kinds: UrgeKind[]) => foldUrge(told(kinds.map((kind) => ['2026-03-02 09:00', kind])))
  assert.deepEqual(state('issued'), { version: 1, state: 'open', sentBack: 0, isEscalated: false })
  assert.equal(state('issued', 'escalated', 'answered').isEscalated, true)
  assert.deepEqual(state('issued', 'escalated', 'answered', 'sent_back').isEscalated, false)
  assert.equal(state('issued', 'answered', 'accepted', 'archived').state, 'archived')
})

const someone = (personId: string, unitIds: string[], ...permissions: string[]) => ({
  ...{ accountId: personId, personId, districtId: 'd', name: personId, posts: [], unitIds },
  grants: new Map(permissions.map((each) => [each, 'district' as const])),
})
const parties = { unitId: 'roads', issuedBy: 'lingdao' }

test('the unit answers, the issuer or the supervisor judges, and nobody touches an archived one', () => {
  const open = foldUrge(told([['2026-03-02 09:00', 'issued']]))
  const luzheng = someone('luzheng', ['roads'], 'case.urge.answer')
  const huanwei = someone('huanwei', ['sanitation'], 'case.urge.answer')
  const lingdao = someone('lingdao', ['centre'], 'case.urge')
  const diaodu = someone('diaodu', ['command'], 'case.urge')
  const ducha = someone('ducha', ['centre'], 'case.urge', 'urge.oversee')
  assert.equal(urgeRefusal('answered', open, parties, luzheng), undefined)
  assert.equal(urgeRefusal('answered', open, parties, huanwei)?.code, 'urge_not_your_unit')
  assert.equal(urgeRefusal('accepted', open, parties, lingdao)?.code, 'urge_not_answered')
  const answered = { ...open, state: 'answered' } as const
  assert.equal(urgeRefusal('accepted', answered, parties, diaodu)?.code, 'urge_not_yours')
  assert.equal(urgeRefusal('accepted', answered, parties, lingdao), undefined)
  assert.equal(urgeRefusal('sent_back', answered, parties, ducha), undefined)
  assert.equal(urgeRefusal('archived', answered, parties, ducha)?.code, 'urge_not_accepted')
  for (const kind of ['answered', 'accepted', 'sent_back', 'archived'] as const)
    assert.equal(urgeRefusal(kind, { ...open, state: 'archived' }, parties, ducha)?.code, 'urge_archived')
})
