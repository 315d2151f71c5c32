import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { permissionNames } from '#city/organisation/permissions.ts'
import { policy } from '#city/organisation/policy.ts'
import { ledgerOf } from './clocks.ts'
import type { CaseEvent, EventKind } from './event.ts'
import { refusalOf } from './permitted.ts'
import { at, bodies, historyOf, reported } from './sample-history.ts'
import { type CaseState, finalStages, foldCase, next, type Stage, stageNames } from './state.ts'
import { currentSteps, stepNames, stepsTables } from './steps.ts'

const table = stepsTables[currentSteps]!
const stages = Object.keys(stageNames) as Stage[]
const kinds = Object.keys(stepNames) as EventKind[]

const circumstances = { now: at('2026-03-02T10:00'), handleDueAt: undefined, handledLate: false }

const eventOf = (kind: EventKind, seq: number, over: object = {}): CaseEvent =>
  ({
    seq,
    kind,
    at: at('2026-03-02T10:00'),
    byId: 'x',
    byName: 'x',
    byUnit: null,
    calendarVersion: null,
    body: { ...bodies[kind], ...over },
  }) as CaseEvent

test('every stage but the last ones has a way on, and every stage can be reached', () => {
  const reached = new Set<Stage>(['reported'])
  const start = foldCase(historyOf([['2026-03-02T09:00', 'reported', reported()]]))
  for (let round = 0; round < stages.length; round++)
    for (const stage of [...reached])
      for (const kind of Object.keys(table[stage]) as EventKind[])
        for (const over of [{}, { passed: false }]) reached.add(next({ ...start, stage }, eventOf(kind, 2, over)).stage)
  assert.deepEqual([...reached].sort(), [...stages].sort())
  for (const stage of stages) {
    const moves = (Object.keys(table[stage]) as EventKind[]).some(
      (kind) => next({ ...start, stage }, eventOf(kind, 2)).stage !== stage,
    )
    if (!finalStages.includes(stage)) assert.ok(moves, `${stage} has no way on`)
  }
})

test('every step rests on words in both languages and a permission that somebody holds', () => {
  const held = new Set(Object.values(policy).flatMap((grants) => Object.keys(grants)))
  for (const stage of stages)
    for (const [kind, step] of Object.entries(table[stage])) {
      assert.ok(step.zh && step.en && step.source, `${stage}/${kind} has no authority`)
      if (['citizen.rate', 'system'].includes(step.permission)) continue
      assert.ok(step.permission in permissionNames, step.permission)
      assert.ok(held.has(step.permission), `nobody may ${step.permission}`)
    }
})

test('a voided case goes nowhere, a refused one only back at once; a closed one where a veto or supervision leads', () => {
  const afterwards = ['noted', 'attached', 'appealed', 'appeal_decided', 'rated', 'urge_answered']
  const vetoes = ['vetoed', 'veto_decided', 'reopened', 'endorsed']
  const onward = { closed: vetoes, refused: ['refusal_undone'], void: [] }
  for (const stage of ['closed', 'refused', 'void'] as const)
    for (const kind of Object.keys(table[stage]))
      assert.ok([...afterwards, ...onward[stage]].includes(kind), `${stage}: ${kind}`)
})

test('whatever is tried in whatever order, only permitted steps are taken and the fold stays whole', () => {
  const attempt = fc.record({
    kind: fc.constantFrom(...kinds),
    passed: fc.boolean(),
    found: fc.boolean(),
    unit: fc.constantFrom('roads', 'gardens'),
  })
  const source = fc.constantFrom('collector' as const, 'citizen' as const)
  fc.assert(
    fc.property(source, fc.array(attempt, { maxLength: 60 }), (from, attempts) => {
      const history = historyOf([['2026-03-02T09:00', 'reported', reported({ source: from })]])
      let state = foldCase(history)
      for (const { kind, passed, found, unit } of attempts) {
        if (refusalOf(kind, state, undefined, circumstances)) continue
        const over = kind === 'dispatched' ? { unitId: unit } : { passed, found }
        const event = eventOf(kind, state.version + 1, over)
        history.push(event)
        state = next(state, event)
        mustBeWhole(state)
      }
      assert.deepEqual(foldCase(history), state, 'folding anew gives the same state')
      ledgerOf(history)
    }),
    { numRuns: 400 },
  )
})

function mustBeWhole(state: CaseState): void {
  const handling = ['dispatched', 'handling', 'suspended', 'handled', 'verifying', 'verified', 'failed']
  assert.equal(
    handling.includes(state.stage),
    state.unitId !== null && !finalStages.includes(state.stage),
    `${state.stage} with unit ${state.unitId}`,
  )
  assert.equal(
    ['confirming', 'verifying'].includes(state.stage),
    state.collectorId !== null,
    `${state.stage} with task ${state.collectorId}`,
  )
  if (state.pendingExtension || state.pendingSuspension) assert.equal(state.stage, 'handling')
  assert.ok(state.extensions <= 2 && state.suspensions <= 1)
  assert.equal(finalStages.includes(state.stage) && state.stage !== 'merged', state.closedAt !== null)
  assert.equal(state.mergedInto !== null, state.stage === 'merged')
}

test('a public report is not filed before somebody has seen it, a collector’s own is', () => {
  const seen = (source: 'citizen' | 'collector') =>
    foldCase(historyOf([['2026-03-02T09:00', 'reported', reported({ source })]]))
  assert.equal(refusalOf('filed', seen('citizen'), undefined, circumstances)?.code, 'confirm_first')
  assert.equal(refusalOf('filed', seen('collector'), undefined, circumstances), undefined)
})

test('a third extension and a late one are refused', () => {
  const handling = {
    ...foldCase(historyOf([['2026-03-02T09:00', 'reported', reported()]])),
    stage: 'handling' as const,
    unitId: 'roads',
  }
  assert.equal(
    refusalOf('extension_asked', { ...handling, extensions: 2 }, undefined, circumstances)?.code,
    'extension_used_up',
  )
  const late = { ...circumstances, handleDueAt: at('2026-03-02T09:59') }
  assert.equal(refusalOf('extension_asked', handling, undefined, late)?.code, 'extension_too_late')
})
