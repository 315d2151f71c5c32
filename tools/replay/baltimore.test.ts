import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileCalendar } from '#city/calendar/compile.ts'
import { newYorkCalendar } from '#city/calendar/samples.ts'
import { ledgerOf } from '#city/case/clocks.ts'
import { clockCache } from '#city/case/engine.ts'
import { computeClock } from '#city/case/ledger/clock.ts'
import { foldCase } from '#city/case/state.ts'
import { historyOf, limitOf, refusalIn, unitOf } from './baltimore-history.ts'
import { type BaltimoreColumn, requestOf } from './baltimore-row.ts'
import { collectFindings } from './findings.ts'
import { sampleRow } from './sample-records.ts'

const calendar = compileCalendar(newYorkCalendar)
const now = new Date('2026-11-22T00:00:00Z')

function read(changes: Partial<Record<BaltimoreColumn, string>> = {}) {
  const findings = collectFindings()
  const request = requestOf(sampleRow(changes), findings)
  return { request, codes: findings.all().map(({ code, severity }) => `${severity} ${code}`) }
}

function judge(changes: Partial<Record<BaltimoreColumn, string>>) {
  const { request } = read(changes)
  assert.ok(request)
  const history = historyOf(request, 'BAL-1', 1)
  assert.equal(refusalIn(history), undefined)
  const state = foldCase(history)
  const { handledInTime, clock } = clockCache(history, state, calendar, now)
  return { kinds: history.map((event) => event.kind), state, handledInTime, clock }
}

test('a whole request keeps every cell of its record and a point in CGCS2000', () => {
  const { request, codes } = read()
  assert.deepEqual(codes, [])
  assert.deepEqual(request?.point, { frame: 'CGCS2000', lon: -76.61, lat: 39.29 })
  assert.equal(request?.placeText, '1 SAMPLE ST, Sampleton, 21201')
  assert.equal(request?.foreign.CloseDate, '05/08/2018 10:00:00 AM')
  assert.ok(!('Outcome' in (request?.foreign ?? {})))
})

const noticed: [changes: Partial<Record<BaltimoreColumn, string>>, codes: string[]][] = [
  [{ Latitude: '39', Longitude: '-77' }, ['noticed replay_point_rounded']],
  [{ Latitude: '39', Longitude: '-76' }, ['noticed replay_point_rounded']],
  [{ Latitude: '', Longitude: '' }, ['noticed replay_point_missing']],
  [{ Latitude: '31.2', Longitude: '107.5' }, ['noticed replay_point_outside']],
  [{ DueDate: '' }, ['noticed replay_due_missing']],
  [{ DueDate: '05/07/2018 09:00:00 AM' }, ['noticed replay_due_at_once']],
  [{ DueDate: '05/07/2018 08:59:59 AM' }, ['noticed replay_due_reversed']],
  [{ DueDate: '03/10/2019 02:30:00 AM' }, ['noticed replay_time_skipped']],
  [{ SRStatus: 'Vanished' }, ['refused replay_status_unknown']],
  [{ Agency: '' }, ['refused replay_agency_missing']],
  [{ CloseDate: '' }, ['refused replay_closed_without_time']],
  [{ CloseDate: '05/06/2018 10:00:00 AM' }, ['refused replay_times_reversed']],
  [{ CreatedDate: 'yesterday' }, ['refused replay_time_unreadable']],
  [{ CreatedDate: '' }, ['refused replay_time_unreadable']],
]

for (const [changes, codes] of noticed)
  test(`${JSON.stringify(changes)} is ${codes.join(', ')}`, () => {
    const found = read(changes)
    assert.deepEqual(found.codes, codes)
    assert.equal(
      found.request === undefined,
      codes.some((code) => code.startsWith('refused')),
    )
  })

test('a request with neither address nor point says so and stands in the city', () => {
  const { request, codes } = read({ Address: '', Neighborhood: '', ZipCode: '', Latitude: '39', Longitude: '-77' })
  assert.deepEqual(codes, ['noticed replay_point_rounded', 'noticed replay_place_missing'])
  assert.equal(request?.point, null)
  assert.match(request?.placeText ?? '', /^Baltimore/)
})

const verdicts: [due: string, closed: string, inTime: boolean][] = [
  ['05/14/2018 09:00:00 AM', '05/14/2018 09:00:00 AM', true],
  ['05/14/2018 09:00:00 AM', '05/14/2018 09:00:01 AM', false],
  // Due at once: the second of creation is in time, the next is late.
  ['05/07/2018 09:00:00 AM', '05/07/2018 09:00:00 AM', true],
  ['05/07/2018 09:00:00 AM', '05/07/2018 09:00:01 AM', false],
  // Across the night in which the clocks go back, an hour more is given and taken alike.
  ['11/12/2018 09:00:00 AM', '11/12/2018 09:00:00 AM', true],
  ['11/12/2018 09:00:00 AM', '11/12/2018 09:00:01 AM', false],
]

for (const [DueDate, CloseDate, inTime] of verdicts)
  test(`due ${DueDate}, closed ${CloseDate}: the ledger says ${inTime ? 'in time' : 'late'}`, () => {
    assert.equal(judge({ DueDate, CloseDate }).handledInTime, inTime)
  })

test('a limit is the continuous time between two instants, and one millisecond when there is none', () => {
  const at = new Date('2018-05-07T13:00:00Z')
  assert.deepEqual(limitOf(at, new Date(at.getTime() + 90_000)), { value: 90, unit: 'urgent_second' })
  assert.deepEqual(limitOf(at, at), { value: 0.001, unit: 'urgent_second' })
})

test('a closed request goes the whole way and what the source does not know is not invented', () => {
  const { kinds, state } = judge({})
  assert.deepEqual(kinds, ['reported', 'filed', 'dispatched', 'handled', 'closed'])
  assert.equal(state.stage, 'closed')
  assert.equal(state.outcome, 'solved')
  assert.equal(state.unitId, 'solid-waste')
})

test('a request without a due time is dispatched and closed without a limit and without a verdict', () => {
  const { kinds, state, handledInTime } = judge({ DueDate: '' })
  assert.deepEqual(kinds, ['reported', 'dispatched', 'handled', 'closed'])
  assert.equal(state.clause, null)
  assert.equal(handledInTime, null)
})

const states: [status: string, stage: string, outcome: string | null][] = [
  ['New', 'dispatched', null],
  ['New (Duplicate)', 'dispatched', null],
  ['Open', 'handling', null],
  ['Pending', 'handling', null],
  ['Closed (Duplicate)', 'closed', 'no_basis'],
  ['Closed (Transferred)', 'closed', 'not_ours'],
]

for (const [SRStatus, stage, outcome] of states)
  test(`“${SRStatus}” stands at ${stage}${outcome ? ` as ${outcome}` : ''}`, () => {
    const CloseDate = stage === 'closed' ? '05/08/2018 10:00:00 AM' : ''
    const { state, handledInTime } = judge({ SRStatus, CloseDate })
    assert.equal(state.stage, stage)
    assert.equal(state.outcome, outcome)
    assert.equal(handledInTime, stage === 'closed' ? true : null)
  })

test('an open request that is past its due time runs late in the ledger', () => {
  const { request } = read({ SRStatus: 'Open', CloseDate: '' })
  assert.ok(request)
  const entries = ledgerOf(historyOf(request, 'BAL-1', 1)).filter((entry) => entry.clock === 'handle')
  const clock = computeClock(entries, calendar, now)
  assert.equal(clock.metInTime, false)
  assert.equal(clock.dueBy?.toISOString(), '2018-05-14T13:00:00.000Z')
})

test('an agency becomes a unit, the electricity company a company', () => {
  assert.deepEqual(unitOf('Recreation & Parks'), {
    unitId: 'recreation-parks',
    name: 'Recreation & Parks',
    kind: 'bureau',
  })
  assert.equal(unitOf('BGE').kind, 'company')
})
