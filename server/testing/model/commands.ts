import assert from 'node:assert/strict'
import fc from 'fast-check'
import type { CaseEvent } from '#city/case/event.ts'
import type { CommandHead } from '#kernel/http/command.ts'
import { requestHash } from '#kernel/http/command.ts'
import { newId } from '#kernel/id.ts'
import type { Crash } from './crash.ts'
import { everybody, modelKinds, whoMay } from './people.ts'
import { attempt, mustAgree, type Real, readCase } from './real.ts'
import { type Clocks, isLegal, type Model, type Try, take } from './reference.ts'

type Step = fc.AsyncCommand<Model, Real>

const clocksOf = (real: Real, history: readonly CaseEvent[]): Clocks => {
  const counted = real.counted(history)
  const now = real.now.getTime()
  return {
    now,
    isPastDue: counted?.dueMs !== undefined && counted.isRunning && now > counted.dueMs,
    wasLate: counted?.isLate ?? false,
  }
}

const headOf = (real: Real, given: Try): CommandHead => ({
  districtId: real.districtId,
  actorId: given.who,
  act: `model ${given.kind}`,
  target: real.caseId,
  key: newId(),
  requestHash: requestHash(given.kind, real.caseId, given),
  requestId: newId(),
  now: real.now,
})

const wordsOf = (given: Try): string =>
  `${given.who} ${given.kind}${given.yes ? '' : ' (no)'} ${given.unit}+${given.help}`

/** The model takes the step, and the story remembers that it came this far. */
function took(model: Model, real: Real, given: Try): void {
  take(model, given, real.now.getTime())
  real.seen.set(given.kind, (real.seen.get(given.kind) ?? 0) + 1)
}

/** One person tries one step; what the reference calls legal is done once, anything else changes nothing. */
export class Alone implements Step {
  readonly rough: Rough
  readonly minutes: number
  told = ''
  constructor(rough: Rough, minutes: number) {
    this.rough = rough
    this.minutes = minutes
  }
  check = () => true
  toString = () => `${this.minutes} min, ${this.told}`
  async run(model: Model, real: Real): Promise<void> {
    real.pass(this.minutes)
    const before = await readCase(real)
    const clocks = clocksOf(real, before)
    const given = tryOf(model, clocks, this.rough)
    this.told = wordsOf(given)
    const legal = isLegal(model, given, clocks)
    const done = await attempt(real, headOf(real, given), given)
    assert.equal(done === 'done', legal, `${wordsOf(given)} at ${model.stage}: ${done}`)
    const after = await readCase(real)
    assert.equal(after.length, before.length + (legal ? 1 : 0))
    if (legal) took(model, real, given)
    await mustAgree(model, real, after)
  }
}

/** The connection is lost in the middle; then the same person sends the same command again. */
export class Crashing implements Step {
  readonly rough: Rough
  readonly crash: Crash
  told = ''
  constructor(rough: Rough, crash: Crash) {
    this.rough = rough
    this.crash = crash
  }
  check = () => true
  toString = () => `crash ${this.crash.sent ? 'after' : 'before'} ${this.crash.at}, ${this.told}`
  async run(model: Model, real: Real): Promise<void> {
    real.pass(1)
    const before = await readCase(real)
    const clocks = clocksOf(real, before)
    const given = tryOf(model, clocks, this.rough)
    this.told = wordsOf(given)
    const legal = isLegal(model, given, clocks)
    const head = headOf(real, given)
    real.pool.crashNext(this.crash)
    const first = await attempt(real, head, given)
    await real.pool.settle()
    const between = await readCase(real)
    assert.ok(between.length === before.length || (legal && between.length === before.length + 1), 'nothing half done')
    if (first === 'done') assert.equal(between.length, before.length + 1, 'what was acknowledged is there')
    await real.mustBeWhole()
    const again = await attempt(real, head, given)
    assert.equal(again === 'done', legal, `${wordsOf(given)} again: ${again}`)
    const after = await readCase(real)
    assert.equal(after.length, before.length + (legal ? 1 : 0), 'sent twice, done once')
    if (legal) took(model, real, given)
    await mustAgree(model, real, after)
  }
}

/** Two people act at the same instant; what happened must be one after the other, in one of the two orders. */
export class Together implements Step {
  readonly rough: readonly Rough[]
  told = ''
  constructor(...rough: Rough[]) {
    this.rough = rough
  }
  check = () => true
  toString = () => `together: ${this.told}`
  async run(model: Model, real: Real): Promise<void> {
    real.pass(1)
    const before = await readCase(real)
    const clocks = clocksOf(real, before)
    const tries = this.rough.map((rough) => tryOf(model, clocks, rough))
    this.told = tries.map(wordsOf).join(' | ')
    const done = await Promise.all(tries.map((given) => attempt(real, headOf(real, given), given)))
    const after = await readCase(real)
    const acknowledged = tries.filter((_, at) => done[at] === 'done')
    assert.equal(after.length, before.length + acknowledged.length, 'each acknowledged once, nothing else')
    const orders = [tries, [...tries].reverse()]
    const possible = orders.find((order) => {
      const took = order.filter((given) => acknowledged.includes(given))
      if (after.slice(before.length).some((event, at) => !isOf(real, event, took[at]))) return false
      const copy = structuredClone(model)
      let seen = before
      return order.every((given) => {
        const legal = isLegal(copy, given, clocksOf(real, seen))
        if (legal) {
          take(copy, given, real.now.getTime())
          seen = after.slice(0, seen.length + 1)
        }
        return legal === acknowledged.includes(given)
      })
    })
    assert.ok(possible, `${this.toString()} at ${model.stage} gave ${done.join(', ')}, which no order explains`)
    for (const given of possible) if (acknowledged.includes(given)) took(model, real, given)
    await mustAgree(model, real, after)
  }
}

/** Whether an event is what this try said. */
function isOf({ people }: Real, event: CaseEvent, given: Try | undefined): boolean {
  if (!given || event.kind !== given.kind) return false
  if (event.kind === 'dispatched') {
    const { unitId, coUnitIds } = event.body
    if (unitId !== given.unit || coUnitIds.join() !== given.help.join()) return false
  }
  return given.who === 'citizen' || event.byId === people[given.who]
}

const units = ['roads', 'sanitation']

/** What a try will be once it is known where the case stands; most are steered so that stories get somewhere. */
export type Rough = Omit<Try, 'help'> & { readonly isHelped: boolean; readonly steer: number; readonly pick: number }

const anyRough: fc.Arbitrary<Rough> = fc.record({
  kind: fc.constantFrom(...modelKinds),
  who: fc.constantFrom(...everybody),
  unit: fc.constantFrom(...units),
  isHelped: fc.boolean(),
  yes: fc.nat(4).map((n) => n > 0),
  what: fc.constantFrom('extension' as const, 'suspension' as const, 'voiding' as const),
  steer: fc.nat(19),
  pick: fc.nat(9_999),
})

/** These end a story, so they are seldom taken on purpose. */
const enders: readonly Try['kind'][] = ['voided', 'force_closed', 'refused', 'void_asked', 'noted', 'urged']

/** Fifteen of twenty take a step that is legal now, four a step by somebody who may take it some day, one anything at all. */
export function tryOf(model: Model, clocks: Clocks, { isHelped, steer, pick, ...rough }: Rough): Try {
  const help = isHelped ? units.filter((unit) => unit !== rough.unit) : []
  const given = { ...rough, help }
  if (steer === 0) return realistic(given)
  if (steer < 5) return realistic({ ...given, who: oneOf(whoMay[given.kind] ?? [], pick) ?? given.who })
  const legal = modelKinds
    .flatMap((kind) => (whoMay[kind] ?? []).map((who) => ({ ...given, kind, who })))
    .filter((each) => isLegal(model, each, clocks))
  const onward = legal.filter(({ kind }) => !enders.includes(kind))
  const open = onward.length > 0 ? onward : legal
  const fresh = [...new Set(open.map(({ kind }) => kind))].sort((a, b) => taken(model, a) - taken(model, b))
  const chosen = oneOf(fresh.slice(0, 2), pick)
  return (
    oneOf(
      open.filter(({ kind }) => kind === chosen),
      pick >> 1,
    ) ?? realistic(given)
  )
}

/** Steps not taken yet in this story come first, or it would go round in circles. */
const taken = (model: Model, kind: Try['kind']): number => model.taken[kind] ?? 0

const oneOf = <T>(list: readonly T[], pick: number): T | undefined => list[pick % Math.max(1, list.length)]

/** The citizen comes by routes of their own, which know one step; staff have no route to that one. */
const realistic = (given: Try): Try => {
  if (given.kind === 'vetoed') return { ...given, who: 'citizen' }
  return given.who === 'citizen' ? { ...given, who: 'wairen' } : given
}

export const modelCommands = (maxCommands: number) => {
  const minutes = fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 1, max: 60 }) },
    { weight: 1, arbitrary: fc.integer({ min: 60, max: 2_880 }) },
  )
  const crash = fc.record({ at: fc.integer({ min: 1, max: 9 }), sent: fc.boolean() })
  return fc.commands(
    [
      fc.tuple(anyRough, minutes).map(([rough, pass]) => new Alone(rough, pass)),
      fc.tuple(anyRough, minutes).map(([rough, pass]) => new Alone(rough, pass)),
      fc.tuple(anyRough, crash).map(([rough, where]) => new Crashing(rough, where)),
      fc.tuple(anyRough, anyRough).map(([one, other]) => new Together(one, other)),
    ],
    { maxCommands, size: 'max' },
  )
}
